import { useCallback, useState } from 'react';
import { type Delivery, DELIVERY_STATES, type DeliveryState } from '../../../electron/contract/deliveries.ts';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { whenText } from '../whenText.ts';
import { deliveries } from './deliveriesApi.ts';

/** How often the list is asked for, ms. */
const ASK_MS = 5_000;
/** States that a person can do something about. */
const TRIED_AGAIN: ReadonlySet<DeliveryState> = new Set(['waiting', 'uncertain', 'given_up']);

/** What was sent and is to be sent, the newest first, with what is wrong and the way to try again. */
export function DeliveryList() {
  const { t } = useStrings('deliveries');
  const words = useFailureWords();
  const [state, setState] = useState<DeliveryState | null>(null);
  const [older, setOlder] = useState<readonly Delivery[]>([]);
  const [failed, setFailed] = useState<unknown>(null);
  const ask = useCallback(() => deliveries.list(state, null), [state]);
  const { value, error, refresh } = usePolled(ask, ASK_MS);
  const newest = value?.deliveries ?? [];
  const last = newest.at(-1)?.number ?? 0;
  const listed = [...newest, ...older.filter(({ number }) => number < last)];

  function retry(number: number): void {
    setFailed(null);
    deliveries.retry(number).then(refresh, setFailed);
  }
  function more(): void {
    const before = listed.at(-1)?.number ?? null;
    deliveries.list(state, before).then((answer) => setOlder([...older, ...answer.deliveries]), setFailed);
  }
  const total = value === undefined ? 0 : Object.values(value.counts).reduce((a, b) => a + b, 0);
  const inState = value === undefined ? 0 : state === null ? total : value.counts[state];

  return (
    <section aria-labelledby="deliveries-title">
      <h3 id="deliveries-title">{t('list.title')}</h3>
      <div className="scenes" role="group" aria-label={t('list.filter')}>
        {[null, ...DELIVERY_STATES].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            className="scene"
            aria-pressed={one === state}
            onClick={() => {
              setOlder([]);
              setState(one);
            }}
          >
            {one === null ? t('list.all') : t(`state.${one}`)}{' '}
            <span className="note">{one === null ? total : (value?.counts[one] ?? 0)}</span>
          </button>
        ))}
      </div>
      {(error ?? failed) !== null && <p role="alert">{words(error ?? failed)}</p>}
      {value !== undefined && listed.length === 0 && (
        <p className="note">{t(state === null ? 'list.none' : 'list.noneOf')}</p>
      )}
      {listed.length > 0 && (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                {(['at', 'to', 'subject', 'state'] as const).map((one) => (
                  <th key={one} scope="col">
                    {t(`list.${one}`)}
                  </th>
                ))}
                <th scope="col" aria-label={t('acts')} />
              </tr>
            </thead>
            <tbody>
              {listed.map((one) => (
                <Row key={one.number} delivery={one} onRetry={() => retry(one.number)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {listed.length < inState && listed.length > 0 && (
        <button type="button" className="quiet" onClick={more}>
          {t('list.more')}
        </button>
      )}
    </section>
  );
}

function Row({ delivery, onRetry }: { readonly delivery: Delivery; readonly onRetry: () => void }) {
  const { t } = useStrings('deliveries');
  const { to, subject, state, fault, nextAt, attempts, kind, way } = delivery;
  return (
    <tr>
      <td className="when">{whenText(delivery.madeAt)}</td>
      <td className="delivery-url">
        {to} <span className="note">{t(`way.${way}`)}</span>
      </td>
      <td>
        {subject} <span className="note">{t(`kind.${kind}`)}</span>
      </td>
      <td>
        <span className="delivery-state" data-state={state}>
          {t(`state.${state}`)}
        </span>
        {fault !== null && (
          <span className="note delivery-fault" title={fault.detail}>
            {t(`fault.${fault.code}`)}
            {attempts > 0 && `, ${t('list.attempts', { count: attempts })}`}
            {nextAt !== null && `, ${t('list.next', { when: whenText(nextAt) })}`}
          </span>
        )}
        {state === 'uncertain' && <span className="note delivery-fault">{t('stateHint.uncertain')}</span>}
      </td>
      <td className="row-acts">
        {TRIED_AGAIN.has(state) && fault !== null && (
          <button
            type="button"
            className="quiet"
            aria-label={t('list.retryNamed', { subject, to })}
            onClick={onRetry}
          >
            {t('list.retry')}
          </button>
        )}
      </td>
    </tr>
  );
}
