/** Dashboards that stand on monitors of the wall, with the way to end each. */
import { useState } from 'react';
import type { Role } from '../../../electron/contract/live.ts';
import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { whenText } from '../whenText.ts';
import { dashboards } from './dashboardsApi.ts';
import './rows.css';

const ASK_MS = 5_000;

export function SentList({ mayEnd }: { readonly mayEnd: boolean }) {
  const { t } = useStrings('dashboards');
  const words = useFailureWords();
  const { value, refresh } = usePolled(dashboards.sent, ASK_MS);
  const playing = useLive((s) => s.clock?.mode === 'playback');
  const [error, setError] = useState<unknown>(null);
  const sent = value?.sent ?? [];
  if (sent.length === 0) return null;

  function end(role: Role): void {
    setError(null);
    dashboards.endSent(role).catch(setError).finally(refresh);
  }

  return (
    <section aria-labelledby="sent-title">
      <h3 id="sent-title">{t('sent.title')}</h3>
      {playing && <p className="note">{t('sent.playing')}</p>}
      <ul className="dashboard-rows">
        {sent.map(({ role, title, by, until }) => (
          <li key={role}>
            <b>{t(`role.${role}`, { ns: 'wall' })}</b> {title}{' '}
            <span className="note">{t('sent.by', { by, until: whenText(until) })}</span>{' '}
            {mayEnd && (
              <button type="button" className="quiet" onClick={() => end(role)}>
                {t('sent.end')}
                <span className="unseen"> {title}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {error !== null && <p role="alert">{words(error)}</p>}
    </section>
  );
}
