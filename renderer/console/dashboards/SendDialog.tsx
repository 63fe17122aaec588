/** Shows a dashboard on one monitor of the wall for a while. */
import { type FormEvent, useState } from 'react';
import { type Dashboard, SENT_MINUTES } from '../../../electron/contract/dashboards.ts';
import { ROLES, role as roleSchema, type Role } from '../../../electron/contract/live.ts';
import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { dashboards } from './dashboardsApi.ts';
import { useDialog } from './useDialog.ts';

interface SendDialogProps {
  readonly dashboard: Dashboard;
  readonly onDone: (said: string) => void;
  readonly onClose: () => void;
}

export function SendDialog({ dashboard, onDone, onClose }: SendDialogProps) {
  const { t } = useStrings('dashboards');
  const words = useFailureWords();
  const dialog = useDialog();
  const playing = useLive((s) => s.clock?.mode === 'playback');
  const sent = useAsked(dashboards.sent).value?.sent ?? [];
  const [role, setRole] = useState<Role>('statistics');
  const [minutes, setMinutes] = useState(String(SENT_MINUTES.usual));
  const [error, setError] = useState<unknown>(null);
  const standing = sent.find((one) => one.role === role);
  const monitor = t(`role.${role}`, { ns: 'wall' });

  function send(event: FormEvent): void {
    event.preventDefault();
    setError(null);
    dashboards.send({ dashboard: dashboard.id, role, minutes: Number(minutes) }).then(({ sent: now }) => {
      const until = now.find((one) => one.role === role)?.until ?? '';
      onDone(t('send.sent', { title: dashboard.title, monitor, until: whenText(until) }));
    }, setError);
  }

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="send-title" onClose={onClose}>
      <form onSubmit={send}>
        <h2 id="send-title">{t('send.title', { title: dashboard.title })}</h2>
        <p className="note">{t('send.intro')}</p>
        {playing && <p className="send-playing">{t('send.playing')}</p>}
        <label>
          {t('send.monitor')}
          <select value={role} onChange={(e) => setRole(roleSchema.parse(e.target.value))}>
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {t(`role.${one}`, { ns: 'wall' })}
              </option>
            ))}
          </select>
        </label>
        {standing && (
          <p className="note">
            {t('send.instead', { title: standing.title, by: standing.by, until: whenText(standing.until) })}
          </p>
        )}
        <label>
          {t('send.minutes')}
          <input
            type="number"
            min={SENT_MINUTES.min}
            max={SENT_MINUTES.max}
            step={1}
            required
            value={minutes}
            onChange={(e) => setMinutes(e.target.value)}
          />
        </label>
        {error !== null && <p role="alert">{words(error)}</p>}
        <p className="acts">
          <button type="submit">{t('send.send')}</button>
          <button type="button" className="quiet" onClick={onClose}>
            {t('cancel')}
          </button>
        </p>
      </form>
    </dialog>
  );
}
