/** Known days on which the level of a course may jump: a change of the law, not of the work. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dayStart, type Instant, isDay } from '../../../contract/calendar.ts';
import type { LaidStep } from './steps.ts';

const shiftsFile = z.strictObject({
  schema: z.literal(1),
  shifts: z.array(
    z.strictObject({
      day: z.string().refine(isDay, { error: 'must be a day, such as 2026-07-01' }),
      name: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
      source: z.string().min(1),
    }),
  ),
});

/** Steps on either side that a level is told from, at least and at most. */
const SIDE = { least: 4, most: 13 };
/** The middle of so many steps differs by chance by no more than this many of its own errors. */
const BEYOND_CHANCE = 3;

/** First instants of the days of `forecast/shifts.json`. A file that is missing or wrong is told once, and there are none. */
export function readShifts(assets: string, warn: (sentence: string) => void): Instant[] {
  const file = join(assets, 'forecast', 'shifts.json');
  try {
    return shiftsFile.parse(JSON.parse(readFileSync(file, 'utf8'))).shifts.map(({ day }) => dayStart(day));
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    const reason = issue ? `${issue.path.join('.')}: ${issue.message}` : String(error);
    warn(`${file} cannot be used (${reason}): forecasts know of no jumps in level until it is corrected.`);
    return [];
  }
}

/**
 * The course with what lies before a shift brought to the level after it, where the two levels differ by more than chance.
 * Levels are the means of up to 13 steps on either side; a day with fewer than four known steps after it changes nothing.
 * @param rates per working day, at or above zero
 */
export function levelled(
  rates: readonly number[],
  steps: readonly LaidStep[],
  days: readonly Instant[],
): number[] {
  let level = [...rates];
  for (const day of days) {
    const at = steps.findIndex(({ from }) => from >= day);
    if (at < SIDE.least || rates.length - at < SIDE.least) continue;
    const before = level.slice(Math.max(0, at - SIDE.most), at);
    const after = level.slice(at, at + SIDE.most);
    const [a, b] = [mean(before), mean(after)];
    if (a <= 0 || b <= 0) continue;
    const chance = Math.sqrt(variance(before, a) / before.length + variance(after, b) / after.length);
    if (Math.abs(b - a) <= BEYOND_CHANCE * chance) continue;
    level = level.map((rate, i) => (i < at ? rate * (b / a) : rate));
  }
  return level;
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const variance = (values: readonly number[], middle: number) =>
  values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / Math.max(1, values.length - 1);
