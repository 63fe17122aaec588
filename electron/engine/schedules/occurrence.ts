/** When an entry of the schedule is on: days of Asia/Ho_Chi_Minh, times of day, exceptions. Pure. */
import { DAY_MS, dayOf, type Instant, startOfDay } from '../../contract/calendar.ts';
import type { ScheduleEntry } from '../../contract/schedules.ts';

/** What says when something is on. */
export type Times = Pick<
  ScheduleEntry,
  'enabled' | 'from' | 'to' | 'weekdays' | 'firstDay' | 'lastDay' | 'on' | 'off' | 'holidays'
>;

/** One time that an entry is on, from the first instant to before the last. */
export interface Occurrence<T extends Times = ScheduleEntry> {
  readonly entry: T;
  readonly from: Instant;
  readonly to: Instant;
}

export type IsHoliday = (day: string) => boolean;

/** Whether the entry begins on that day. Single days come first, those off before those on. */
export function beginsOn(entry: Times, day: string, isHoliday: IsHoliday): boolean {
  if (!entry.enabled || entry.off.includes(day)) return false;
  if (entry.on.includes(day)) return true;
  if (entry.firstDay !== null && day < entry.firstDay) return false;
  if (entry.lastDay !== null && day > entry.lastDay) return false;
  if (!entry.weekdays.includes(weekdayOf(day))) return false;
  return entry.holidays === 'as_usual' || isHoliday(day) === (entry.holidays === 'only');
}

/** The time the entry is on that begins on the day of `start`; whether it does is another question. */
function onFrom<T extends Times>(entry: T, start: Instant): Occurrence<T> {
  const from = start + minutesOf(entry.from) * 60_000;
  const to = start + minutesOf(entry.to) * 60_000;
  return { entry, from, to: to > from ? to : to + DAY_MS };
}

/** Every time that an entry is on within [from, to). */
export function occurrencesWithin<T extends Times>(
  entry: T,
  from: Instant,
  to: Instant,
  isHoliday: IsHoliday,
): Occurrence<T>[] {
  const found: Occurrence<T>[] = [];
  // One that passes midnight began the day before.
  for (let start = startOfDay(from) - DAY_MS; start < to; start += DAY_MS) {
    if (!beginsOn(entry, dayOf(start), isHoliday)) continue;
    const one = onFrom(entry, start);
    if (one.to > from && one.from < to) found.push(one);
  }
  return found;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Monday is 1, Sunday 7. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
