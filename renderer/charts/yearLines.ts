/** A statistical year as lines over its days: this year so far, the one before, and the plan. */
import type { SeriesAnswer } from '../../electron/contract/answers.ts';
import { DAY_MS, yearOf, yearStart } from '../../electron/contract/calendar.ts';
import { toNumber } from '../ui/index.ts';
import { reduced } from './reduce.ts';

export interface YearRow {
  /** Days since 1 October, 0 at its first instant. */
  readonly day: number;
  readonly now?: number;
  readonly before?: number;
}

export interface YearLines {
  readonly year: number;
  /** Days of the year. */
  readonly days: number;
  readonly rows: readonly YearRow[];
  readonly lastNow: { readonly day: number; readonly value: number } | null;
  readonly lastBefore: { readonly day: number; readonly value: number } | null;
}

type Points = SeriesAnswer['points'];

/** Lines of the year the last point of `now` lies in; last year's days are laid over this year's. */
export function yearLines(now: Points, before: Points): YearLines | null {
  const last = now.at(-1) ?? before.at(-1);
  if (!last) return null;
  const year = now.length > 0 ? yearOf(Date.parse(last.at)) : yearOf(Date.parse(last.at)) + 1;
  const days = Math.round((yearStart(year + 1) - yearStart(year)) / DAY_MS);
  const thisYear = placed(now, year, days);
  const lastYear = placed(before, year - 1, days);
  const rows = [
    ...thisYear.map(({ day, value }) => ({ day, now: value })),
    ...lastYear.map(({ day, value }) => ({ day, before: value })),
  ].sort((a, b) => a.day - b.day);
  return { year, days, rows, lastNow: thisYear.at(-1) ?? null, lastBefore: lastYear.at(-1) ?? null };
}

/** The same lines with no more points than a plot of so many pixel columns shows; the very same where they are few. */
export function fittedTo(lines: YearLines, columns: number): YearLines {
  if (lines.rows.length <= columns) return lines;
  const now = lines.rows.flatMap(({ day, now: y }) => (y === undefined ? [] : [{ x: day, y }]));
  const before = lines.rows.flatMap(({ day, before: y }) => (y === undefined ? [] : [{ x: day, y }]));
  const rows = [
    ...reduced(now, columns).map(({ x: day, y }) => ({ day, now: y })),
    ...reduced(before, columns).map(({ x: day, y }) => ({ day, before: y })),
  ].sort((a, b) => a.day - b.day);
  return { ...lines, rows };
}

function placed(points: Points, year: number, days: number): { day: number; value: number }[] {
  return points.flatMap(({ at, value }) => {
    const number = toNumber(value);
    if (number === null) return [];
    return [{ day: Math.min(days, (Date.parse(at) - yearStart(year)) / DAY_MS), value: number }];
  });
}

/** Last year's value on a day, read from its line; `null` outside of it. */
export function valueAt(lines: YearLines, day: number): number | null {
  let previous: { day: number; value: number } | null = null;
  for (const { day: at, before } of lines.rows) {
    if (before === undefined) continue;
    if (at >= day) {
      if (!previous || at === day) return at === day ? before : null;
      return previous.value + ((before - previous.value) * (day - previous.day)) / (at - previous.day);
    }
    previous = { day: at, value: before };
  }
  return null;
}

/** First day of each of the twelve months, and its month of the calendar (10, 11, 12, 1 … 9). */
export function monthStarts(year: number): { day: number; month: number }[] {
  return Array.from({ length: 12 }, (_, i) => {
    const month = (9 + i) % 12;
    const first = Date.UTC(i < 3 ? year - 1 : year, month, 1);
    return { day: (first - Date.UTC(year - 1, 9, 1)) / DAY_MS, month: month + 1 };
  });
}

/** Round values from 0 (or below) up to at most `highest`, in about `intervals` steps. */
export function roundTicks(lowest: number, highest: number, intervals: number): number[] {
  const span = Math.max(highest, 0) - Math.min(lowest, 0);
  if (!(span > 0)) return [0];
  const raw = span / intervals;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((f) => f * power).find((s) => s >= raw * 0.999) ?? 10 * power;
  const first = Math.ceil(Math.min(lowest, 0) / step - 1e-9);
  const last = Math.floor(Math.max(highest, 0) / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}
