import { useState } from 'react';
import type { Form } from '../../../electron/contract/forms.ts';
import type { DifferenceAnswer } from '../../../electron/contract/reports.ts';
import { cellText } from '../../../electron/contract/reportFace.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { whenText } from '../whenText.ts';
import { reports } from './reportsApi.ts';

const SHOWN = 60;

/** Where the figures say something else by now than what was signed. */
export function Difference({ id, form }: { readonly id: number; readonly form: Form }) {
  const { t } = useStrings('reports');
  const words = useFailureWords();
  const locale = useLocale();
  const [answer, setAnswer] = useState<DifferenceAnswer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const columnOf = (code: string) => form.columns.find((column) => column.code === code);
  return (
    <section aria-labelledby="difference-title">
      <h3 id="difference-title">{t('difference.title')}</h3>
      <p className="acts">
        <button
          type="button"
          className="quiet"
          onClick={() => {
            setError(null);
            reports.difference(id).then(setAnswer, setError);
          }}
        >
          {t('difference.look')}
        </button>
      </p>
      {error !== null && <p role="alert">{words(error)}</p>}
      {answer && (
        <p role="status">
          {answer.cells.length === 0 && answer.rows.length === 0
            ? t('difference.none', { when: whenText(answer.at) })
            : t('difference.some', { count: answer.cells.length, when: whenText(answer.at) })}
        </p>
      )}
      {answer && answer.cells.length > 0 && (
        <div className="scrolled" role="group" aria-label={t('difference.title')} tabIndex={0}>
          <table className="sources">
            <thead>
              <tr>
                <th scope="col">{t('difference.row')}</th>
                <th scope="col">{t('difference.column')}</th>
                <th scope="col" className="number">
                  {t('difference.kept')}
                </th>
                <th scope="col" className="number">
                  {t('difference.now')}
                </th>
              </tr>
            </thead>
            <tbody>
              {answer.cells.slice(0, SHOWN).map(({ row, column, label, kept, now }) => {
                const { decimals = 0, label: name } = columnOf(column) ?? {};
                return (
                  <tr key={`${row}/${column}`}>
                    <th scope="row">{label[locale]}</th>
                    <td>
                      ({column}) {name?.[locale]}
                    </td>
                    <td className="number">{cellText(kept, decimals, locale)}</td>
                    <td className="number">{cellText(now, decimals, locale)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {answer && answer.rows.length > 0 && (
        <p className="note">
          {t('difference.rows', { rows: answer.rows.map((one) => one[locale]).join(', ') })}
        </p>
      )}
    </section>
  );
}
