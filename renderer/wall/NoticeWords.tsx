import { useLive } from '../data/index.ts';
import { formatClock, formatDay, noticeKey, useSpan, useStrings } from '../ui/index.ts';
import { FOR_THE_ROOM } from './notices.ts';

/** The notice that the header of every screen shows, or `undefined` while all is well. */
export function useNoticeWords(): string | undefined {
  const { t } = useStrings('system');
  const span = useSpan();
  const notices = useLive((s) => s.notices);
  for (const code of FOR_THE_ROOM) {
    const found = notices.find((notice) => notice.code === code);
    if (!found) continue;
    const at = Date.parse(found.backupAt ?? found.since);
    const { source, seconds } = found;
    return t(`wall.${noticeKey(found)}`, {
      ...{ time: formatClock(at), day: formatDay(at), source },
      span: span(Math.abs(seconds ?? 0)),
    });
  }
  return undefined;
}
