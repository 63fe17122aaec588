import { useState } from 'react';
import type { Alert } from '../../../electron/contract/alerts.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { alerts as api } from './alertsApi.ts';
import { SpanChoice } from './SpanChoice.tsx';

interface ActBarProps {
  readonly alerts: readonly Alert[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** What can be done about the alerts that are chosen, all at once. */
export function ActBar({ alerts, onDone, onCancel }: ActBarProps) {
  const { t } = useStrings('alerts');
  const words = useFailureWords();
  const [comment, setComment] = useState('');
  const [minutes, setMinutes] = useState(60);
  const [error, setError] = useState<unknown>(null);
  const numbers = alerts.map(({ number }) => number);
  const areOver = alerts.every(({ state }) => state === 'recovered');
  const areShelved = alerts.every(({ shelvedUntil }) => shelvedUntil !== null);

  function act(what: () => Promise<unknown>): void {
    setError(null);
    what().then(onDone, setError);
  }
  return (
    <div className="alert-acts" role="group" aria-label={t('act.title')}>
      <b>{t('selected', { count: alerts.length })}</b>
      <Field
        label={t('act.comment')}
        value={comment}
        maxLength={500}
        onChange={(e) => setComment(e.target.value)}
      />
      <button type="button" onClick={() => act(() => api.acknowledge(numbers, comment))}>
        {t(areOver ? 'act.seen' : 'act.acknowledge')}
      </button>
      {areShelved ? (
        <button type="button" className="quiet" onClick={() => act(() => api.shelve(numbers, 0, comment))}>
          {t('act.unshelve')}
        </button>
      ) : (
        <>
          <SpanChoice minutes={minutes} onChoose={setMinutes} />
          <button
            type="button"
            className="quiet"
            onClick={() => act(() => api.shelve(numbers, minutes, comment))}
          >
            {t('act.shelve')}
          </button>
        </>
      )}
      <button type="button" className="quiet" onClick={onCancel}>
        {t('cancel')}
      </button>
      {error !== null && <p role="alert">{words(error)}</p>}
    </div>
  );
}
