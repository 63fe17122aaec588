/** The parts of a query that can be changed: each change is answered at once. */
import { type ReactNode, useId } from 'react';
import { dayOf } from '../../../electron/contract/calendar.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from '../../../electron/contract/letters.ts';
import { type Query, type Subject, subject as subjectSchema } from '../../../electron/contract/questions.ts';
import { useAnswer, useCatalogue, useLive } from '../../data/index.ts';
import { useLocale, useShortName, useStrings } from '../../ui/index.ts';
import { withPeriod, withSubject, withUnit } from './changes.ts';
import { inOtherTable, tableOf } from './otherTable.ts';
import { periodChoices, PERIODS } from './periodChoices.ts';
import { periodText, UNITS, useSubjectName } from './useQueryWords.ts';

interface QueryEditProps {
  readonly query: Query;
  readonly busy: boolean;
  readonly onEdit: (query: Query) => void;
}

export function QueryEdit({ query, busy, onEdit }: QueryEditProps) {
  const { t } = useStrings('questions');
  const edit = (changed: Query) => {
    if (!busy) onEdit(changed);
  };
  return (
    <details className="more">
      <summary>{t('edit.title')}</summary>
      <p className="note">{t('edit.hint')}</p>
      <div className="query-edit">
        {'unit' in query && (
          <UnitSelect value={query.unit} onChange={(unit) => edit(withUnit(query, unit))} />
        )}
        {'subject' in query && (
          <SubjectSelects value={query.subject} onChange={(subject) => edit(withSubject(query, subject))} />
        )}
        {'period' in query && <PeriodSelect query={query} onEdit={edit} />}
      </div>
    </details>
  );
}

interface LabelledSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function LabelledSelect({ label, value, onChange, children }: LabelledSelectProps) {
  const id = useId();
  return (
    <div className="query-part">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(e) => onChange(e.target.value)}>
        {children}
      </select>
    </div>
  );
}

function UnitSelect({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (unit: string) => void;
}) {
  const { t } = useStrings('questions');
  const short = useShortName();
  const units = useAnswer(UNITS)?.units ?? [];
  return (
    <LabelledSelect label={t('part.unit')} value={value} onChange={onChange}>
      {!units.some(({ unit }) => unit === value) && <option value={value}>{value}</option>}
      {units.map(({ unit, name }) => (
        <option key={unit} value={unit}>
          {short(name)}
        </option>
      ))}
    </LabelledSelect>
  );
}

function SubjectSelects({
  value,
  onChange,
}: {
  readonly value: Subject;
  readonly onChange: (subject: Subject) => void;
}) {
  const { t } = useStrings('questions');
  const locale = useLocale();
  const catalogue = useCatalogue();
  const subjectName = useSubjectName();
  const table = tableOf(value, catalogue);
  const other = inOtherTable(value, catalogue);
  const letters = [
    ...COUNT_LETTERS.map((letter): Subject => ({ of: 'cases', letter })),
    ...MONEY_LETTERS.map((letter): Subject => ({ of: 'money', letter })),
  ];
  return (
    <>
      <LabelledSelect
        label={t('part.subject')}
        value={textOf(value)}
        onChange={(text) => onChange(subjectSchema.parse(JSON.parse(text)))}
      >
        <optgroup label={t('edit.indicators')}>
          {[...catalogue.values()].map(({ key, name }) => (
            <option key={key} value={textOf({ of: 'indicator', key })}>
              {name[locale]}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('edit.letters')}>
          {letters.map((letter) => (
            <option key={textOf(letter)} value={textOf(letter)}>
              {subjectName(letter)}
            </option>
          ))}
        </optgroup>
      </LabelledSelect>
      {table !== null && other !== null && (
        <LabelledSelect label={t('edit.table')} value={table} onChange={() => onChange(other)}>
          <option value="cases">{t('edit.cases')}</option>
          <option value="money">{t('edit.money')}</option>
        </LabelledSelect>
      )}
    </>
  );
}

/** One text for one subject, whatever the order its parts came in. */
function textOf(subject: Subject): string {
  return JSON.stringify(
    subject.of === 'indicator'
      ? { of: subject.of, key: subject.key }
      : { of: subject.of, letter: subject.letter },
  );
}

function PeriodSelect({
  query,
  onEdit,
}: {
  readonly query: Extract<Query, { period: unknown }>;
  readonly onEdit: (query: Query) => void;
}) {
  const { t } = useStrings('questions');
  const today = useLive((s) => dayOf(s.now));
  const choices = periodChoices(today);
  const { from, to } = query.period;
  const chosen = PERIODS.find((name) => choices[name].from === from && choices[name].to === to);
  return (
    <LabelledSelect
      label={t('part.period')}
      value={chosen ?? 'other'}
      onChange={(text) => {
        const name = PERIODS.find((one) => one === text);
        if (name) onEdit(withPeriod(query, choices[name]));
      }}
    >
      {chosen === undefined && <option value="other">{periodText(query.period)}</option>}
      {PERIODS.map((name) => (
        <option key={name} value={name}>
          {t(`edit.periods.${name}`)}
        </option>
      ))}
    </LabelledSelect>
  );
}
