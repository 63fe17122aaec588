import { useCallback, useState } from 'react';
import type { DifferencesAnswer, LetterDifference } from '../../../electron/contract/years.ts';
import { formatMoney, formatMoneyChange, type Locale, useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';

/** Rows shown at first; more on request. */
const ROWS = 50;

/** Where the live figures of a year say something else by now than its newest signed copy. */
export function Differences({ year, edition }: { readonly year: number; readonly edition: number }) {
  const { t } = useStrings('years');
  const words = useFailureWords();
  const { value, error, again } = useAsked(
    useCallback(() => engine.differences(year, edition), [year, edition]),
  );
  return (
    <section aria-labelledby="differences-title">
      <h3 id="differences-title">{t('differences.title')}</h3>
      {error !== null && <p role="alert">{words(error)}</p>}
      {value && <Found answer={value} />}
      <p className="acts">
        <button type="button" className="scene" onClick={again}>
          {t('differences.again')}
        </button>
      </p>
    </section>
  );
}

function Found({ answer }: { readonly answer: DifferencesAnswer }) {
  const { t } = useStrings('years');
  const locale = useLocale();
  const [shown, setShown] = useState(ROWS);
  const { letters, targets, added, gone, edition } = answer;
  const count = letters.length + targets.length + added.length + gone.length;
  if (count === 0) return <p>{t('differences.none', { edition })}</p>;
  return (
    <>
      <p className="note">{t('differences.some', { count, edition })}</p>
      {letters.length > 0 && (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                <th scope="col">{t('differences.unit')}</th>
                <th scope="col">{t('differences.measure')}</th>
                <th scope="col" className="number">
                  {t('differences.signed')}
                </th>
                <th scope="col" className="number">
                  {t('differences.live')}
                </th>
                <th scope="col" className="number">
                  {t('differences.change')}
                </th>
              </tr>
            </thead>
            <tbody>
              {letters.slice(0, shown).map((one) => (
                <tr key={`${one.unit} ${one.of} ${one.letter}`}>
                  <th scope="row">
                    {one.name} <span className="note">{one.unit}</span>
                  </th>
                  <td>
                    {t(`letter.${one.letter}`)}{' '}
                    <span className="note">{t(one.of === 'cases' ? 'cases' : 'money')}</span>
                  </td>
                  <td className="number">{exact(one.signed, locale)}</td>
                  <td className="number">{exact(one.live, locale)}</td>
                  <td className="number">{changeOf(one, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {letters.length > shown && (
        <button type="button" className="quiet" onClick={() => setShown(shown + 10 * ROWS)}>
          {t('differences.more', { count: letters.length - shown })}
        </button>
      )}
      {targets.length > 0 && <p>{t('differences.targets', { units: named(targets) })}</p>}
      {added.length > 0 && <p>{t('differences.added', { units: named(added) })}</p>}
      {gone.length > 0 && <p>{t('differences.gone', { units: named(gone) })}</p>}
    </>
  );
}

/** Whole numbers to the last digit, cases and đồng alike. */
const TO_THE_LAST = { unit: 'dong', decimals: 0 } as const;

function exact(value: number | string | null, locale: Locale): string {
  return formatMoney(value === null ? null : BigInt(value), TO_THE_LAST, locale);
}

function changeOf({ signed, live }: LetterDifference, locale: Locale): string {
  const change = signed === null || live === null ? null : BigInt(live) - BigInt(signed);
  return formatMoneyChange(change, TO_THE_LAST, locale);
}

function named(units: readonly { readonly name: string }[]): string {
  return [...new Set(units.map(({ name }) => name))].join(', ');
}
