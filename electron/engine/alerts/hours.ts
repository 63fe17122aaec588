/** When a rule is looked at: hours, weekdays, dates, holidays of Asia/Ho_Chi_Minh. Pure. */
import type { AlertHours } from '../../contract/alerts.ts';
import { DAY_MS, dayStart, type Instant } from '../../contract/calendar.ts';
import { type IsHoliday, occurrencesWithin } from '../schedules/index.ts';

/** A rule that is never looked at within this time from now (or from its first day) never will be. */
const LOOKED_AHEAD_MS = 400 * DAY_MS;

const timesOf = (hours: AlertHours) => ({ ...hours, enabled: true, on: [], off: [] });

/** Whether a rule is looked at; without hours it always is. */
export function isLookedAt(hours: AlertHours | null, at: Instant, isHoliday: IsHoliday): boolean {
  if (hours === null) return true;
  return occurrencesWithin(timesOf(hours), at, at + 1, isHoliday).length > 0;
}

/** The next instant within two days at which a rule begins to be looked at, or stops; `null` when there is none. */
export function hoursTurnAt(hours: AlertHours | null, at: Instant, isHoliday: IsHoliday): Instant | null {
  if (hours === null) return null;
  const turns = occurrencesWithin(timesOf(hours), at, at + 2 * DAY_MS, isHoliday).flatMap(({ from, to }) => [
    from,
    to,
  ]);
  const ahead = turns.filter((turn) => turn > at);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** Whether a rule with these hours would never be looked at again. */
export function isImpossible(hours: AlertHours, at: Instant, isHoliday: IsHoliday): boolean {
  const from = Math.max(at, hours.firstDay === null ? at : dayStart(hours.firstDay));
  const to = hours.lastDay === null ? from + LOOKED_AHEAD_MS : dayStart(hours.lastDay) + 2 * DAY_MS;
  return (
    occurrencesWithin(timesOf(hours), from, Math.min(to, from + LOOKED_AHEAD_MS), isHoliday).length === 0
  );
}
