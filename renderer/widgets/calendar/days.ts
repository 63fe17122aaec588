/** A statistical year as days: what each added to a figure that grows, and where it stands on a sheet of weeks. Pure. */
import type { Scalar, SeriesAnswer } from '../../../electron/contract/answers.ts';
import { DAY_MS, dayOf, yearOf, yearStart } from '../../../electron/contract/calendar.ts';
import { toNumber } from '../../ui/index.ts';

export interface Day {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Week of the sheet, 0 holds the 1st of October; row 0 is Monday, 6 Sunday. */
  readonly week: number;
  readonly row: number;
  /** Month of the calendar, 1 to 12. */
  readonly month: number;
  /** By how much the figure grew on the day; `null` where that is not known, `undefined` where the day is still to come. */
  readonly grew: Scalar | undefined;
}

/** Every day of the year that the points lie in, by daily values from its first day on; none without a point. */
export function daysOf(points: SeriesAnswer['points'], decimals: number): readonly Day[] {
  const [first] = points;
  if (!first) return [];
  const year = yearOf(Date.parse(first.at));
  const start = yearStart(year);
  const values = new Map(points.map(({ at, value }) => [dayOf(Date.parse(at)), value]));
  const count = Math.round((yearStart(year + 1) - start) / DAY_MS);
  const before = (start + 7 * 3_600_000) / DAY_MS;
  // 1 January 1970 was a Thursday: day 0 stands in row 3.
  const firstRow = (((before + 3) % 7) + 7) % 7;
  let last: Scalar = 0;
  return Array.from({ length: count }, (_, i) => {
    const day = dayOf(start + i * DAY_MS);
    const value = values.get(day);
    const grew = value === undefined ? undefined : difference(value, last, decimals);
    if (value !== undefined) last = value;
    return {
      day,
      week: Math.floor((i + firstRow) / 7),
      row: (i + firstRow) % 7,
      month: Number(day.slice(5, 7)),
      grew,
    };
  });
}

function difference(now: Scalar, then: Scalar, decimals: number): Scalar {
  if (now === null || then === null) return null;
  const whole = (value: string | number) => !String(value).includes('.');
  if (typeof now === 'string' && whole(now) && whole(then)) return String(BigInt(now) - BigInt(then));
  return Number((Number(now) - Number(then)).toFixed(decimals));
}

/** Steps of the scale; 0 is nothing. */
export const STEPS = 7;
/** So many of the days with anything lie within the scale; the few beyond are at its end, or one of them would leave no colour to others. */
const WITHIN = 0.95;

export interface Scale {
  /** From here on a day is of the highest step. */
  readonly top: number;
  /** 0 where nothing was added, or less than nothing, else 1 to `STEPS`. */
  stepOf(grew: number): number;
}

export function scaleOf(days: readonly Day[]): Scale {
  const positive = days.flatMap(({ grew }) => {
    const amount = toNumber(grew ?? null);
    return amount !== null && amount > 0 ? [amount] : [];
  });
  positive.sort((a, b) => a - b);
  const top = positive[Math.max(0, Math.ceil(WITHIN * positive.length) - 1)] ?? 0;
  return {
    top,
    stepOf: (grew) =>
      grew <= 0 || top <= 0 ? 0 : Math.min(STEPS, Math.max(1, Math.ceil((grew / top) * STEPS))),
  };
}

/** The day that added most, the first of equals; `null` where none added anything. */
export function busiest(days: readonly Day[]): Day | null {
  let most: Day | null = null;
  for (const day of days)
    if ((toNumber(day.grew ?? null) ?? 0) > (toNumber(most?.grew ?? null) ?? 0)) most = day;
  return most;
}
