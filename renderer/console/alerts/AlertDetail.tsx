import { useCallback } from 'react';
import { SeverityMark, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { useAsked } from '../useAsked.ts';
import { useByWords } from '../useByWords.ts';
import { whenText } from '../whenText.ts';
import { alerts } from './alertsApi.ts';
import { useAlertWords } from './useAlertWords.ts';

const ASK_MS = 5_000;

/** One alert and all that happened to it. */
export function AlertDetail({ number }: { readonly number: number }) {
  const { t } = useStrings('alerts');
  const words = useFailureWords();
  const byWords = useByWords();
  const ask = useCallback(() => alerts.one(number), [number]);
  const { value, error } = usePolled(ask, ASK_MS);
  const units = useAsked(engine.units).value ?? [];
  const said = useAlertWords(units);
  const described = value && said(value);
  const nameOf = (unit: string) => units.find((one) => one.unit === unit)?.name ?? unit;
  return (
    <section aria-labelledby="alert-title">
      <h3 id="alert-title">{t('detail.title', { number })}</h3>
      {error !== null && <p role="alert">{words(error)}</p>}
      {value && described && (
        <>
          <p className="alert-what">
            <SeverityMark severity={value.severity} /> <b>{value.name}</b>
          </p>
          <dl className="alert-facts">
            <dt>{t('column.where')}</dt>
            <dd>{described.where}</dd>
            {described.value !== '' && (
              <>
                <dt>{t('column.value')}</dt>
                <dd>
                  {described.value} <span className="note">{described.against}</span>
                </dd>
              </>
            )}
            <dt>{t('column.state')}</dt>
            <dd>{[t(`state.${value.state}`), ...described.notes].join(' · ')}</dd>
            {value.owner !== null && (
              <>
                <dt>{t('detail.owner')}</dt>
                <dd>{nameOf(value.owner)}</dd>
              </>
            )}
          </dl>
          <h4>{t('detail.history')}</h4>
          <ol className="alert-history">
            {value.events.map((event, i) => (
              <li key={`${event.at} ${i}`}>
                <span className="when">{whenText(event.at)}</span> {t(`event.${event.kind}`)}
                {event.kind === 'escalated' && event.detail !== null && `: ${nameOf(event.detail)}`}
                {event.kind === 'shelved' && event.detail !== null && ` – ${whenText(event.detail)}`}
                {event.by !== null && <span className="note"> {byWords(event.by)}</span>}
                {event.comment !== null && event.comment !== '' && <span>: {event.comment}</span>}
              </li>
            ))}
          </ol>
          <p className="acts">
            <a href="#alerts">{t('back')}</a> <a href={`#tasks?alert=${number}`}>{t('act.task')}</a>
          </p>
        </>
      )}
    </section>
  );
}
