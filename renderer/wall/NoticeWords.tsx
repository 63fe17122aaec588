import type { Notice } from '../../electron/contract/notices.ts';
import { useLive } from '../data/index.ts';
import { formatClock, formatDay, noticeKey, useSpan, useStrings } from '../ui/index.ts';

/** What everybody in the room should know, the weightiest first; the rest is for the console. */
const TOLD = [
  'disk_read_only',
  'disk_full',
  'store_emptied',
  'store_restored',
  'clock_set_back',
  'clock_set_forward',
  'clock_source_off',
  'clock_unsynchronised',
] as const satisfies Notice['code'][];

/** The notice that the header of every screen shows, or `undefined` while all is well. */
export function useNoticeWords(): string | undefined {
  const { t } = useStrings('system');
  const span = useSpan();
  const notices = useLive((s) => s.notices);
  for (const code of TOLD) {
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
