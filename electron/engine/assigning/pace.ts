/** How fast a target must be approached from now to the end of the year. Pure. */
import { DAY_MS, dayOf, type Instant, startOfDay, yearEnd } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';

/** Days after that of `at` until the year ends, without weekends and holidays. */
export function workingDaysLeft(at: Instant, year: number, isHoliday: (day: string) => boolean): number {
  let days = 0;
  for (let day = startOfDay(at) + DAY_MS; day <= yearEnd(year); day += DAY_MS) {
    const weekday = new Date(`${dayOf(day)}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !isHoliday(dayOf(day))) days += 1;
  }
  return days;
}

/** Weeks from `at` until the year ends, not rounded. */
export function weeksLeft(at: Instant, year: number): number {
  return Math.max(0, yearEnd(year) + 1 - at) / (7 * DAY_MS);
}

/** What is left of a target in each of so many stretches, in the indicator's unit; 0 when it is reached, `null` when no time is left. */
export function neededPace(
  target: number,
  value: number,
  stretches: number,
  { better, decimals }: Pick<Indicator, 'better' | 'decimals'>,
): number | null {
  const left = better === 'lower' ? value - target : target - value;
  if (left <= 0) return 0;
  if (stretches <= 0) return null;
  // One digit more than the figure has: a slow pace is not none.
  const scale = 10 ** (decimals + 1);
  return Math.ceil((left / stretches) * scale - 1e-9) / scale;
}
