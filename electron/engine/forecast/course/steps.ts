/** A course laid out in steps: days, weeks or months of the field, none of them without a working day. */
import type { Step } from '../../../contract/answers.ts';
import {
  addMonths,
  DAY_MS,
  dayOf,
  dayStart,
  HOUR_MS,
  type Instant,
  startOfDay,
  yearEnd,
  yearOf,
  yearStart,
} from '../../../contract/calendar.ts';

const HO_CHI_MINH_OFFSET_MS = 7 * HOUR_MS;

export interface LaidStep {
  /** First and last instant. */
  readonly from: Instant;
  readonly end: Instant;
  /** Statistical year that it lies in: no step crosses the turn of one. */
  readonly year: number;
  /** Days on which offices work; at least one, but for a year without any. */
  readonly workdays: number;
  /** Days from the first day of a long holiday to its middle, where one is near: work slackens around Tết, which moves. */
  readonly near: number | null;
}

/** Monday to Friday, but for public holidays. */
export function isWorkday(at: Instant, daysOff: ReadonlySet<string>): boolean {
  const weekday = new Date(at + HO_CHI_MINH_OFFSET_MS).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !daysOff.has(dayOf(at));
}

/**
 * The steps that lie within [from, to] as a whole, oldest first. A step without a working day (a weekend, the week of Tết)
 * is one with the step after it; at the end of a statistical year, with the one before.
 * @param from first instant of a step
 */
export function layOut(step: Step, from: Instant, to: Instant, daysOff: ReadonlySet<string>): LaidStep[] {
  const laid: LaidStep[] = [];
  const holidays = longHolidays(daysOff);
  const nearest = (first: Instant, end: Instant) => nearestOf(holidays, (first + end) / 2);
  let begun: Instant | null = null;
  for (let start = from; start <= to; ) {
    const year = yearOf(start);
    const end = Math.min(nextStep(start, step) - 1, yearEnd(year));
    const first: Instant = begun ?? start;
    const workdays = workdaysIn(first, end, daysOff);
    start = end + 1;
    if (workdays === 0 && end !== yearEnd(year)) {
      begun = first;
      continue;
    }
    begun = null;
    if (end > to) break;
    const last = laid.at(-1);
    if (workdays === 0 && last?.year === year) laid[laid.length - 1] = { ...last, end };
    else laid.push({ from: first, end, year, workdays, near: step === 'month' ? null : nearest(first, end) });
  }
  return laid;
}

/** Working days that a long holiday takes at least: none but Tết does. */
const LONG = 4;
/** Days around its first day that the slackening may reach. */
const AROUND = { before: -21, after: 28 };
const found = new WeakMap<ReadonlySet<string>, Instant[]>();

/** First days of the long holidays. */
function longHolidays(daysOff: ReadonlySet<string>): Instant[] {
  const known = found.get(daysOff);
  if (known) return known;
  const first: Instant[] = [];
  let run = { from: 0, last: Number.NEGATIVE_INFINITY, taken: 0 };
  for (const day of [...daysOff].sort().map(dayStart)) {
    const goesOn =
      day - run.last <= 7 * DAY_MS && between(run.last, day).every((one) => !isWorkday(one, daysOff));
    const takes = isWorkday(day, NO_DAYS) ? 1 : 0;
    run = goesOn ? { ...run, last: day, taken: run.taken + takes } : { from: day, last: day, taken: takes };
    if (run.taken >= LONG && first.at(-1) !== run.from) first.push(run.from);
  }
  found.set(daysOff, first);
  return first;
}

const NO_DAYS: ReadonlySet<string> = new Set();

function between(from: Instant, to: Instant): Instant[] {
  const days: Instant[] = [];
  for (let day = from + DAY_MS; day < to; day += DAY_MS) days.push(day);
  return days;
}

function nearestOf(holidays: readonly Instant[], at: Instant): number | null {
  const days = holidays
    .map((first) => (at - first) / DAY_MS)
    .filter((off) => off >= AROUND.before && off <= AROUND.after);
  return days[0] ?? null;
}

/** First instant of the step that `at` lies in. */
export function stepStart(step: Step, at: Instant): Instant {
  const day = startOfDay(at);
  const local = new Date(day + HO_CHI_MINH_OFFSET_MS);
  const back = { day: 0, week: (local.getUTCDay() + 6) % 7, month: local.getUTCDate() - 1 }[step];
  return Math.max(day - back * DAY_MS, yearStart(yearOf(at)));
}

function nextStep(start: Instant, step: Step): Instant {
  if (step === 'day') return start + DAY_MS;
  const local = new Date(start + HO_CHI_MINH_OFFSET_MS);
  if (step === 'week') return start + ((8 - local.getUTCDay()) % 7 || 7) * DAY_MS;
  return addMonths(start - (local.getUTCDate() - 1) * DAY_MS, 1);
}

function workdaysIn(from: Instant, end: Instant, daysOff: ReadonlySet<string>): number {
  let count = 0;
  for (let day = startOfDay(from); day <= end; day += DAY_MS) if (isWorkday(day, daysOff)) count += 1;
  return count;
}
