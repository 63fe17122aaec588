import type { Role } from '../../../electron/contract/live.ts';
import { useLive } from '../../data/index.ts';
import { formatClock, useStrings } from '../../ui/index.ts';
import { nameOfBy } from '../byName.ts';
import './dark.css';

/** Darkness over a screen that somebody had darkened; who and since when stays barely legible, so that nobody takes it for broken. */
export function DarkCover({ roles }: { readonly roles: readonly Role[] }) {
  const { t } = useStrings('wall');
  const blank = useLive((s) => s.blank);
  if (blank === null || !roles.some((role) => blank.roles.includes(role))) return null;
  return (
    <aside className="dark">
      <p>{t('dark.since', { time: formatClock(Date.parse(blank.since)), by: nameOfBy(blank.by) })}</p>
    </aside>
  );
}
