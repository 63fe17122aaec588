import type { Role } from '../../electron/contract/live.ts';
import { useLive } from '../data/index.ts';
import { formatClock, useStrings } from '../ui/index.ts';
import './sentNote.css';

/** Below a dashboard that somebody sent to this monitor: who did, and until when it stands. */
export function SentNote({ role }: { readonly role: Role }) {
  const { t } = useStrings('wall');
  const sent = useLive((s) => s.scene?.sent?.[role]);
  if (!sent) return null;
  return (
    <p className="sent-note">{t('sentNote', { by: sent.by, until: formatClock(Date.parse(sent.until)) })}</p>
  );
}
