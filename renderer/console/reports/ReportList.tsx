import { useCallback, useState } from 'react';
import { yearOf } from '../../../electron/contract/calendar.ts';
import { REPORT_STATES, type ReportListed } from '../../../electron/contract/reports.ts';
import { useLive } from '../../data/index.ts';
import { useLocale, useShortName, useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { reports } from './reportsApi.ts';

const YEARS = 5;
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** Reports by period and state, newest first; found by words of their title, unit or maker. */
export function ReportList() {
  const { t } = useStrings('reports');
  const words = useFailureWords();
  const [filter, setFilter] = useState({ year: '', months: '', state: '', text: '' });
  const asked = JSON.stringify(filter);
  const { value, error } = useAsked(
    useCallback(() => reports.list({ ...(JSON.parse(asked) as typeof filter), limit: 200 }), [asked]),
  );
  const isFiltered = Object.values(filter).some((one) => one !== '');
  const now = useLive((s) => yearOf(s.now));
  const set = (name: keyof typeof filter) => (to: string) => setFilter({ ...filter, [name]: to });
  return (
    <>
      <div className="report-filter" role="group" aria-label={t('filter')}>
        <Choice label={t('year')} value={filter.year} onChoose={set('year')}>
          {Array.from({ length: YEARS }, (_, i) => now - i).map((year) => (
            <option key={year}>{year}</option>
          ))}
        </Choice>
        <Choice label={t('period')} value={filter.months} onChoose={set('months')}>
          {MONTHS.map((n) => (
            <option key={n} value={n}>
              {t('months', { count: n })}
            </option>
          ))}
        </Choice>
        <Choice label={t('state')} value={filter.state} onChoose={set('state')}>
          {REPORT_STATES.map((state) => (
            <option key={state} value={state}>
              {t(`states.${state}`)}
            </option>
          ))}
        </Choice>
        <label>
          {t('search')}
          <input
            type="search"
            value={filter.text}
            onChange={(e) => set('text')(e.target.value)}
            autoComplete="off"
          />
        </label>
      </div>
      {error !== null && <p role="alert">{words(error)}</p>}
      {value && value.reports.length === 0 && (
        <p>
          {isFiltered ? (
            t('none')
          ) : (
            <>
              {t('noneYet')} <a href="#reports/preview">{t('part.preview')}</a>
            </>
          )}
        </p>
      )}
      {value && value.reports.length > 0 && (
        <div className="scrolled" role="group" aria-label={t('part.list')} tabIndex={0}>
          <table className="sources report-list">
            <thead>
              <tr>
                <th scope="col">{t('column.report')}</th>
                <th scope="col">{t('column.unit')}</th>
                <th scope="col">{t('column.period')}</th>
                <th scope="col">{t('column.state')}</th>
                <th scope="col">{t('column.moved')}</th>
              </tr>
            </thead>
            <tbody>
              {value.reports.map((report) => (
                <Row key={report.id} report={report} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ report }: { readonly report: ReportListed }) {
  const { t } = useStrings('reports');
  const locale = useLocale();
  const short = useShortName();
  return (
    <tr>
      <th scope="row">
        <a href={`#reports/${report.id}`}>
          {report.number} · {report.title[locale]}
        </a>
        {report.edition > 1 && <span className="note under">{t('edition', { n: report.edition - 1 })}</span>}
      </th>
      <td>{short(report.unitName)}</td>
      <td className="when">{t('periodOf', { count: report.months, year: report.year })}</td>
      <td>
        <StateMark state={report.state} />
        {report.failing > 0 && <span className="error under">{t('failing', { count: report.failing })}</span>}
      </td>
      <td className="note">
        {report.movedBy}, {whenText(report.movedAt)}
      </td>
    </tr>
  );
}

export function StateMark({ state }: { readonly state: ReportListed['state'] }) {
  const { t } = useStrings('reports');
  return (
    <span className="report-state" data-state={state}>
      {t(`states.${state}`)}
    </span>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly children: React.ReactNode;
}

function Choice({ label, value, onChoose, children }: ChoiceProps) {
  const { t } = useStrings('reports');
  return (
    <label>
      {label}
      <select value={value} onChange={(e) => onChoose(e.target.value)}>
        <option value="">{t('all')}</option>
        {children}
      </select>
    </label>
  );
}
