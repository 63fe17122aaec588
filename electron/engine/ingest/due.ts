import { DAY_MS, dayOf, formatInstant, type Instant, startOfDay } from '../../contract/calendar.ts';
import type { DueBy } from '../../contract/sources.ts';
import type { SourceHealth } from '../../contract/answers.ts';

/** How far back a working day is looked for: longer than any holiday. */
const DAYS_BACK = 60;

/**
 * How the delivery of the last working day that has come stands: `awaited` until its time, then `late` until
 * something comes, `complete` from the first lines of that day on.
 * @param deliveredAt when lines last came, `null` if never
 */
export function delivery(
  due: DueBy,
  deliveredAt: Instant | null,
  now: Instant,
): NonNullable<SourceHealth['due']> | null {
  const [hours = 0, minutes = 0] = due.time.split(':').map(Number);
  const today = startOfDay(now);
  for (let back = 0; back <= DAYS_BACK; back += 1) {
    const day = today - back * DAY_MS;
    if (!isWorkingDay(day, due.except)) continue;
    const at = day + (hours * 60 + minutes) * 60_000;
    const delivered = deliveredAt !== null && deliveredAt >= day;
    if (back === 0 && !delivered && now < at) {
      // Not yet due today: what was due before may still be missing.
      const before = delivery(due, deliveredAt, day - 1);
      if (before?.delivery === 'late') return before;
      return { at: formatInstant(at), delivery: 'awaited' };
    }
    return { at: formatInstant(at), delivery: delivered ? 'complete' : 'late' };
  }
  return null;
}

/** Monday to Friday, without the days named. */
function isWorkingDay(day: Instant, except: readonly string[]): boolean {
  const name = dayOf(day);
  const weekday = new Date(`${name}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !except.includes(name);
}
