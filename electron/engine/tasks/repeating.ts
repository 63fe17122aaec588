/** On which days, and when, a recurring task is made. Pure. */
import { DAY_MS, dayOf, dayStart, type Instant, startOfDay } from '../../contract/calendar.ts';
import type { Repeat } from '../../contract/taskRules.ts';
import { daysOn, type IsHoliday, isWorkingDay, weekdayOf } from './deadlines.ts';

/** How far ahead the next one is looked for: a rule makes one within a year, or never. */
const LOOK_DAYS = 400;

/** Whether a task is made on a day. A day that a month lacks is its last. */
export function isMadeOn(repeat: Repeat, day: string, isHoliday: IsHoliday): boolean {
  switch (repeat.every) {
    case 'working_day':
      return isWorkingDay(day, isHoliday);
    case 'week':
      return repeat.weekdays.includes(weekdayOf(day));
    case 'month':
      return isDayOfMonth(day, repeat.day);
    case 'year':
      return repeat.months.includes(Number(day.slice(5, 7))) && isDayOfMonth(day, repeat.day);
  }
}

function isDayOfMonth(day: string, wanted: number): boolean {
  const own = Number(day.slice(8, 10));
  const isLast = daysOn(day, 1).slice(8, 10) === '01';
  return own === wanted || (isLast && own < wanted);
}

export interface Timed {
  readonly repeat: Repeat;
  /** `HH:MM`. */
  readonly time: string;
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The first instant after `after` at which one is made; `null` when none is within the next year. */
export function nextAfter({ repeat, time }: Timed, after: Instant, isHoliday: IsHoliday): Instant | null {
  const first = startOfDay(after);
  for (let n = 0; n <= LOOK_DAYS; n += 1) {
    const start = first + n * DAY_MS;
    const at = start + minutesOf(time) * 60_000;
    if (at > after && isMadeOn(repeat, dayOf(start), isHoliday)) return at;
  }
  return null;
}

/** The last instant in (`after`, `upTo`] at which one is made; `null` when there is none. An engine that was off makes this one only. */
export function lastWithin(
  { repeat, time }: Timed,
  after: Instant,
  upTo: Instant,
  isHoliday: IsHoliday,
): Instant | null {
  for (let day = dayOf(upTo), n = 0; n <= LOOK_DAYS; day = daysOn(day, -1), n += 1) {
    const at = dayStart(day) + minutesOf(time) * 60_000;
    if (at <= after) return null;
    if (at <= upTo && isMadeOn(repeat, day, isHoliday)) return at;
  }
  return null;
}
