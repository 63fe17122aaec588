/** Deadlines: working days, the instant from which a task is late, the end of the week. Pure. */
import {
  DAY_MS,
  dayOf,
  dayStart,
  formatInstant,
  type Instant,
  parseInstant,
  startOfDay,
} from '../../contract/calendar.ts';
import type { Due, DueAsked } from '../../contract/tasks.ts';

export type IsHoliday = (day: string) => boolean;

/** Weekday of a day by ISO 8601: Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Monday to Friday, and no public holiday. */
export function isWorkingDay(day: string, isHoliday: IsHoliday): boolean {
  return weekdayOf(day) <= 5 && !isHoliday(day);
}

/** The day so many days on (or back, when negative). */
export function daysOn(day: string, days: number): string {
  return dayOf(dayStart(day) + days * DAY_MS);
}

/** A deadline of so many working days ends that many working days after the day it is set. @param days ≥ 0; 0 is the day itself */
export function workingDaysOn(day: string, days: number, isHoliday: IsHoliday): string {
  let at = day;
  for (let left = days; left > 0; ) {
    at = daysOn(at, 1);
    if (isWorkingDay(at, isHoliday)) left -= 1;
  }
  return at;
}

/** The same backwards: the working day so many before a day. */
export function workingDaysBefore(day: string, days: number, isHoliday: IsHoliday): string {
  let at = day;
  for (let left = days; left > 0; ) {
    at = daysOn(at, -1);
    if (isWorkingDay(at, isHoliday)) left -= 1;
  }
  return at;
}

/** Longest that is counted; what is later than this is late beyond counting. */
const COUNTED_MAX = 1_000;

/** Working days after `from` up to and with `to`; 0 when `to` is not after it. */
export function workingDaysBetween(from: string, to: string, isHoliday: IsHoliday): number {
  let count = 0;
  for (let at = daysOn(from, 1), n = 0; at <= to && n < COUNTED_MAX; at = daysOn(at, 1), n += 1)
    if (isWorkingDay(at, isHoliday)) count += 1;
  return count;
}

/** A deadline as it is kept: working days become the day they end on. Instants are written with the city's offset. */
export function settled(asked: DueAsked, now: Instant, isHoliday: IsHoliday): Due {
  if ('workingDays' in asked) return { day: workingDaysOn(dayOf(now), asked.workingDays, isHoliday) };
  if ('day' in asked) return { day: asked.day };
  return { at: formatInstant(parseInstant(asked.at) ?? now) };
}

/** First instant at which a task with this deadline is late: a day ends at midnight. */
export function lateFrom(due: Due): Instant {
  if ('day' in due) return dayStart(due.day) + DAY_MS;
  return Date.parse(due.at);
}

/** The day that a deadline lies on. */
export function dayOfDue(due: Due): string {
  return 'day' in due ? due.day : dayOf(Date.parse(due.at));
}

/** First instant of the week after the one that an instant lies in; weeks begin on Monday. */
export function endOfWeek(at: Instant): Instant {
  return startOfDay(at) + (8 - weekdayOf(dayOf(at))) * DAY_MS;
}
