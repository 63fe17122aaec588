import { useCallback, useState } from 'react';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import type { CASE_ORDERS, CasesAnswer, ListedCase } from '../../../electron/contract/breakdown.ts';
import { cellText } from '../../../electron/contract/reportFace.ts';
import { useLocale, useShortName, useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { dayText } from '../organisation/dayText.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { type CasesView, casesLink } from './caseAddress.ts';
import { cases, casesFile } from './casesApi.ts';

interface CaseListProps {
  readonly view: CasesView & { readonly unit: string };
  readonly units: readonly UnitNode[];
  readonly onChange: (change: Partial<CasesView>) => void;
}

/** The figure itself, and the cases that make it up, page after page. */
export function CaseList({ view, units, onChange }: CaseListProps) {
  const { t } = useStrings('cases');
  const words = useFailureWords();
  const { case: _, ...asked } = view;
  const text = JSON.stringify(asked);
  // The same question keeps its identity.
  const first = useAsked(useCallback(() => cases.page(JSON.parse(text) as typeof asked, undefined), [text]));
  const [more, setMore] = useState<CasesAnswer[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const pages = first.value ? [first.value, ...more] : [];
  const next = pages.at(-1)?.next ?? null;

  function goOn(): void {
    if (next === null || busy) return;
    setBusy(true);
    cases
      .page(asked, next)
      .then((page) => setMore([...more, page]), setFault)
      .finally(() => setBusy(false));
  }

  const error = first.error ?? fault;
  if (error !== null) return <p role="alert">{words(error)}</p>;
  if (!first.value) return <p role="status">{t('reading')}</p>;
  const rows = pages.flatMap((page) => page.cases);
  return (
    <>
      <Counted view={view} answer={first.value} />
      {rows.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <CaseTable view={view} rows={rows} units={units} onChange={onChange} />
      )}
      <p className="acts">
        {next !== null && (
          <button type="button" className="quiet" disabled={busy} onClick={goOn}>
            {t('more')}
          </button>
        )}
        {rows.length > 0 && (
          <a href={casesFile(asked)} download>
            {t('export')}
          </a>
        )}
      </p>
    </>
  );
}

/** What the letter says of all of them: the same figure that led here. */
function Counted({ view, answer }: { readonly view: CasesView; readonly answer: CasesAnswer }) {
  const { t } = useStrings('cases');
  const locale = useLocale();
  const letters = useStrings('years').t;
  const { counted, withoutCases, at } = answer;
  if (!counted) return null;
  return (
    <div className="cases-counted">
      <p role="status">
        <b>{letters(`letter.${view.letter}`)}</b>:{' '}
        {t('counted', {
          count: counted.cases,
          cases: cellText(String(counted.cases), 0, locale),
          money: cellText(counted.money, 0, locale),
        })}
      </p>
      <p className="note">{t('dataAt', { when: whenText(at) })}</p>
      {withoutCases.length > 0 && (
        <p className="note">
          {t('withoutCases', { count: withoutCases.length, units: withoutCases.join(', ') })}
        </p>
      )}
    </div>
  );
}

type Order = (typeof CASE_ORDERS)[number];
const SORTED = ['accepted_on', 'due', 'done', 'remaining', 'amount'] as const satisfies Order[];

interface CaseTableProps extends CaseListProps {
  readonly rows: readonly ListedCase[];
}

function CaseTable({ view, rows, units, onChange }: CaseTableProps) {
  const { t } = useStrings('cases');
  const locale = useLocale();
  const short = useShortName();
  const states = useStrings('widgets').t;
  const sorts = useStrings('questions').t;
  const names = new Map(units.map(({ unit, name }) => [unit, name]));
  const money = (value: string) => cellText(value, 0, locale);

  function heading(by: Order) {
    const sorted = view.sort === by;
    const order = sorted && view.order === 'desc' ? 'asc' : 'desc';
    return (
      <th
        key={by}
        scope="col"
        className={by === 'accepted_on' ? undefined : 'number'}
        aria-sort={sorted ? (view.order === 'asc' ? 'ascending' : 'descending') : undefined}
      >
        <button type="button" className="quiet sort" onClick={() => onChange({ sort: by, order })}>
          {t(`column.${by}`)}
          {sorted && <span aria-hidden="true">{view.order === 'asc' ? ' ↑' : ' ↓'}</span>}
        </button>
      </th>
    );
  }

  return (
    <div className="scrolled" role="group" aria-label={t('table')} tabIndex={0}>
      <table className="sources case-table">
        <thead>
          <tr>
            <th scope="col">{t('column.case')}</th>
            <th scope="col">{t('column.unit')}</th>
            <th scope="col">{t('column.sort')}</th>
            <th scope="col">{t('column.state')}</th>
            {SORTED.map(heading)}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.case}>
              <th scope="row">
                <a href={casesLink({ ...view, case: one.case })}>
                  <bdi className="long">{one.case}</bdi>
                </a>
              </th>
              <td>
                {short(names.get(one.unit) ?? one.unit)}
                {one.officer !== null && <span className="note officer">{one.officer}</span>}
              </td>
              <td>
                {sorts(`category.${one.category}`)}
                <span className="note officer">{sorts(`initiation.${one.initiation}`)}</span>
              </td>
              <td>{states(`latest.case.${one.state}`)}</td>
              <td className="when">{dayText(one.accepted_on)}</td>
              <td className="number">{money(one.due)}</td>
              <td className="number">{money(one.done)}</td>
              <td className="number">{money(one.r)}</td>
              <td className="number">{money(one.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
