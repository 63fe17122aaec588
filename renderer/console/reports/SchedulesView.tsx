import { type FormEvent, useState } from 'react';
import type { ReportSchedule, ReportScheduleRequest } from '../../../electron/contract/reports.ts';
import { useAnswer } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { fromTheTop } from '../people/placeName.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { reports } from './reportsApi.ts';

const UNITS = { ask: 'units' } as const;
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** Reports that are made by themselves when a period ends, and mailed to whoever looks at them. */
export function SchedulesView() {
  const { t } = useStrings('reports');
  const words = useFailureWords();
  const { value, error, again } = useAsked(reports.schedules);
  const [fault, setFault] = useState<unknown>(null);
  const act = (doing: Promise<unknown>) => {
    setFault(null);
    doing.then(again, setFault);
  };
  return (
    <>
      <p className="note intro">{t('schedules.intro')}</p>
      {error !== null && <p role="alert">{words(error)}</p>}
      {value && value.length === 0 && <p>{t('schedules.none')}</p>}
      {value && value.length > 0 && (
        <ul className="forms">
          {value.map((one) => (
            <Row key={one.id} schedule={one} act={act} />
          ))}
        </ul>
      )}
      {fault !== null && <p role="alert">{words(fault)}</p>}
      <Add onAdd={(asked) => act(reports.addSchedule(asked))} />
    </>
  );
}

function Row({
  schedule,
  act,
}: {
  readonly schedule: ReportSchedule;
  readonly act: (d: Promise<unknown>) => void;
}) {
  const { t } = useStrings('reports');
  const { id, form, unit, months, day, time, mailTo, enabled, nextAt, last } = schedule;
  const request: ReportScheduleRequest = { form, unit, months, day, time, mailTo, enabled };
  return (
    <li data-withdrawn={!enabled}>
      <b>
        {form} · {unit}
      </b>
      <span className="note">
        {t('schedules.when', { months: months.join(', '), day, time })}
        {mailTo.length > 0 && <> · {mailTo.join(', ')}</>}
        {nextAt !== null && <> · {t('schedules.next', { when: whenText(nextAt) })}</>}
        {last && (
          <>
            {' '}
            ·{' '}
            {last.report !== null ? (
              <a href={`#reports/${last.report}`}>{t('schedules.made', { when: whenText(last.at) })}</a>
            ) : (
              t('schedules.failed', { when: whenText(last.at), why: last.why ?? '' })
            )}
          </>
        )}
      </span>
      <span className="acts">
        <button
          type="button"
          className="quiet"
          onClick={() => act(reports.changeSchedule(id, { ...request, enabled: !enabled }))}
        >
          {t(enabled ? 'schedules.pause' : 'schedules.resume')}
        </button>
        <button type="button" className="quiet" onClick={() => act(reports.removeSchedule(id))}>
          {t('schedules.remove')}
        </button>
      </span>
    </li>
  );
}

function Add({ onAdd }: { readonly onAdd: (asked: ReportScheduleRequest) => void }) {
  const { t } = useStrings('reports');
  const locale = useLocale();
  const units = (useAnswer(UNITS)?.units ?? []).filter(({ nature }) => nature !== 'published');
  const forms = (useAsked(reports.forms).value?.forms ?? []).filter(
    ({ withdrawnAt }) => withdrawnAt === null,
  );
  const [form, setForm] = useState('');
  const [unit, setUnit] = useState('');
  const [months, setMonths] = useState<ReadonlySet<number>>(new Set([3, 6, 9, 12]));
  const [day, setDay] = useState('1');
  const [time, setTime] = useState('06:30');
  const [mail, setMail] = useState('');
  const chosen = { form: form || forms[0]?.code, unit: unit || units[0]?.unit };

  function add(event: FormEvent): void {
    event.preventDefault();
    if (chosen.form === undefined || chosen.unit === undefined) return;
    onAdd({
      ...{ form: chosen.form, unit: chosen.unit, months: [...months].sort((a, b) => a - b) },
      ...{ day: Number(day), time, enabled: true, mailTo: mail.split(/[\s,;]+/).filter(Boolean) },
    });
  }

  return (
    <form className="schedule-add" aria-labelledby="schedule-add-title" onSubmit={add}>
      <h3 id="schedule-add-title">{t('schedules.add')}</h3>
      <div className="report-filter">
        <label>
          {t('form')}
          <select value={chosen.form ?? ''} onChange={(e) => setForm(e.target.value)}>
            {forms.map(({ code, number, title }) => (
              <option key={code} value={code}>
                {number} · {title[locale]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('unit')}
          <select value={chosen.unit ?? ''} onChange={(e) => setUnit(e.target.value)}>
            {fromTheTop(units).map(({ unit: key, name, depth }) => (
              <option key={key} value={key}>
                {'\u2003'.repeat(depth)}
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset className="months">
        <legend>{t('schedules.months')}</legend>
        {MONTHS.map((n) => (
          <label key={n} className="check">
            <input
              type="checkbox"
              checked={months.has(n)}
              onChange={() =>
                setMonths(new Set(months.has(n) ? [...months].filter((m) => m !== n) : [...months, n]))
              }
            />{' '}
            {n}
          </label>
        ))}
      </fieldset>
      <div className="report-filter">
        <Field
          label={t('schedules.day')}
          type="number"
          min={1}
          max={28}
          value={day}
          onChange={(e) => setDay(e.target.value)}
          required
        />
        <Field label={t('schedules.time')} value={time} onChange={(e) => setTime(e.target.value)} required />
        <Field
          label={t('schedules.mail')}
          hint={t('schedules.mailHint')}
          value={mail}
          onChange={(e) => setMail(e.target.value)}
          autoComplete="off"
        />
      </div>
      <p className="acts">
        <button type="submit" disabled={months.size === 0}>
          {t('schedules.save')}
        </button>
      </p>
    </form>
  );
}
