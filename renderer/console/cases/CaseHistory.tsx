import { useCallback } from 'react';
import type { CaseAnswer } from '../../../electron/contract/breakdown.ts';
import { cellText } from '../../../electron/contract/reportFace.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { dayText } from '../organisation/dayText.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import type { CasesView } from './caseAddress.ts';
import { cases } from './casesApi.ts';

/** One case: how it stands, and every version of it, in the order in which they took effect. */
export function CaseHistory({ view, back }: { readonly view: CasesView; readonly back: () => void }) {
  const { t } = useStrings('cases');
  const words = useFailureWords();
  const { case: key, year, at } = view;
  const { value, error } = useAsked(useCallback(() => cases.one({ case: key, year, at }), [key, year, at]));
  const gone = error instanceof ApiError && error.status === 404;
  return (
    <>
      <p className="acts">
        <button type="button" className="quiet" onClick={back}>
          {t('back')}
        </button>
      </p>
      <h3 className="long">{key}</h3>
      {error !== null && <p role="alert">{gone ? t('gone') : words(error)}</p>}
      {value && (
        <>
          <p className="note">{t('dataAt', { when: whenText(value.at) })}</p>
          <Standing answer={value} />
          <Versions answer={value} />
        </>
      )}
    </>
  );
}

function Standing({ answer: { standing } }: { readonly answer: CaseAnswer }) {
  const { t } = useStrings('cases');
  const locale = useLocale();
  const letters = useStrings('years').t;
  if (!standing) return <p>{t('notCounted')}</p>;
  const money = (value: string) => t('money', { value: cellText(value, 0, locale) });
  const facts = [
    [t('intake'), letters(`letter.${standing.intake}`)],
    [t('letter'), letters(`letter.${standing.letter}`)],
    [t('w'), money(standing.w)],
    [t('p'), money(standing.p)],
    [t('column.remaining'), money(standing.r)],
  ] as const;
  return (
    <dl className="case-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="note">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Versions({ answer: { versions } }: { readonly answer: CaseAnswer }) {
  const { t } = useStrings('cases');
  const locale = useLocale();
  const states = useStrings('widgets').t;
  const sorts = useStrings('questions').t;
  return (
    <div className="scrolled" role="group" aria-label={t('history')} tabIndex={0}>
      <table className="sources case-table">
        <thead>
          <tr>
            <th scope="col">{t('column.at')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col">{t('column.unit')}</th>
            <th scope="col">{t('column.sort')}</th>
            <th scope="col">{t('column.accepted_on')}</th>
            <th scope="col" className="number">
              {t('column.due')}
            </th>
            <th scope="col" className="number">
              {t('column.done')}
            </th>
            <th scope="col">{t('column.source')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr key={one.v} data-held={one.held}>
              <th scope="row" className="when">
                {whenText(one.at)}
                <span className="note officer">{t('version', { v: one.v })}</span>
              </th>
              <td>
                {states(`latest.case.${one.state}`)}
                {!one.held && <span className="note officer">{t('hidden')}</span>}
              </td>
              <td>
                <code>{one.unit}</code>
                {one.officer !== null && <span className="note officer">{one.officer}</span>}
              </td>
              <td>
                {sorts(`category.${one.category}`)}
                <span className="note officer">{sorts(`initiation.${one.initiation}`)}</span>
              </td>
              <td className="when">{dayText(one.accepted_on)}</td>
              <td className="number">{cellText(one.due, 0, locale)}</td>
              <td className="number">{cellText(one.done, 0, locale)}</td>
              <td>{one.source ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
