/** Rules that tell what comes: each from what is known at an origin, per working day or as a level. */
import { DAY_MS, type Instant } from '../../../contract/calendar.ts';
import { combined } from '../combination.ts';
import type { LaidStep } from '../course/steps.ts';
import { intermittent, isIntermittent } from '../methods/intermittent.ts';
import { fitSmoothing } from '../methods/smoothing.ts';

/** A course up to an origin, and the steps to be told. */
export interface Known {
  readonly values: readonly number[];
  /** The same without the slackening around long holidays. */
  readonly calm: readonly number[];
  readonly steps: readonly LaidStep[];
  readonly ahead: readonly LaidStep[];
  /** Values in a cycle of seasons, 1 where too few are known of any. */
  readonly period: number;
  /** Steps in a quarter of a year: what the naive rule goes by. */
  readonly quarter: number;
  /** Whether values are levels, and not what came. */
  readonly standing: boolean;
}

export const RULES = ['combination', 'level', 'year_before', 'intermittent'] as const;
export type RuleName = (typeof RULES)[number];

/** As many values as steps ahead, or `null` where the rule cannot say anything. */
type Rule = (known: Known, thorough: boolean) => number[] | null;

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** The pace of the last quarter goes on; a level stays as it is. */
export function naivePace({ calm, ahead, quarter, standing }: Known): number[] {
  const pace = standing ? (calm.at(-1) ?? 0) : mean(calm.slice(-quarter));
  return Array<number>(ahead.length).fill(pace);
}

/** Without seasons that are known a trend is not believed further than this share of what it was seen in. */
const FURTHEST = 0.4;

/** Several methods together, on logarithms; a series with zeros is moved by half its mean, and moved back. */
const combination: Rule = ({ calm: values, ahead, period }, thorough) => {
  if (period === 1 && ahead.length > FURTHEST * values.length) return null;
  const average = mean(values);
  if (!(average > 0) || isIntermittent(values)) return null;
  const moved = values.some((v) => v <= 0) ? average / 2 : 0;
  const y = values.map((v) => v + moved);
  const said = combined(y, period, ahead.length, thorough ? undefined : ['theta', 'damped']);
  return said.map((v) => Math.max(0, v - moved));
};

const level: Rule = ({ calm, ahead }) => {
  const fit = fitSmoothing(calm, 1, { error: 'A', trend: 'N', season: 'N' });
  return fit && fit.forecast(ahead.length).map((v) => Math.max(0, v));
};

/** The first step that is known stands for days so near to its middle; so many of the newest for how much more it is now. */
const SAME_DAY_MS = 2.5 * DAY_MS;
const NEWEST = { least: 4, most: 13 };
const YEAR_MS = 365.25 * DAY_MS;
/** The same days around a long holiday lie so far back. */
const HOLIDAY_BACK = { least: 320 * DAY_MS, most: 410 * DAY_MS };
const SAME_OFFSET = 6;

/**
 * As in the year before at the same time, times how much more the newest steps brought than the same ones then. Around a long
 * holiday the same time is so many days from it.
 */
const yearBefore: Rule = ({ values, steps, ahead }) => {
  const calm = steps.flatMap((step, i) =>
    step.near === null ? [{ at: middle(step), value: values[i] ?? 0 }] : [],
  );
  const then = (step: LaidStep) =>
    (step.near === null ? null : valueNear(values, steps, step, step.near)) ??
    valueAround(calm, middle(step) - YEAR_MS);
  const pairs: { now: number; before: number }[] = [];
  for (let i = steps.length - 1; i >= 0 && pairs.length < NEWEST.most; i -= 1) {
    const step = steps[i] as LaidStep;
    if (step.near !== null) continue;
    const before = then(step);
    // The end of a statistical year is another season than the beginning of the next.
    const turned = step.year !== steps.at(-1)?.year && pairs.length >= NEWEST.least;
    if (before === null || turned) break;
    pairs.push({ now: values[i] ?? 0, before });
  }
  if (pairs.length < NEWEST.least) return null;
  const more = timesAsMuch(pairs);
  const said = ahead.map(then);
  return more !== null && said.every((v) => v !== null) ? said.map((v) => v * more) : null;
};

/** By how much one year differs from the next, as the standard deviation of a logarithm: what is thought before it is seen. */
const YEARS_DIFFER = 0.15;

/**
 * How many times as much it is now as in the year before: the quotient of the sums, drawn towards 1 the more of it may be
 * chance (an empirical Bayes estimate on the logarithm).
 */
function timesAsMuch(pairs: readonly { now: number; before: number }[]): number | null {
  const [nows, befores] = [pairs.map(({ now }) => now), pairs.map(({ before }) => before)];
  const [now, before] = [mean(nows), mean(befores)];
  if (!(before > 0)) return null;
  if (!(now > 0)) return 1;
  const ratios = pairs.map((pair) => pair.now / now - pair.before / before);
  const chance = ratios.reduce((sum, r) => sum + r * r, 0) / (pairs.length * Math.max(1, pairs.length - 1));
  return Math.exp((Math.log(now / before) * YEARS_DIFFER ** 2) / (YEARS_DIFFER ** 2 + chance));
}

const intermittently: Rule = ({ values, ahead, standing }) =>
  !standing && isIntermittent(values) ? Array<number>(ahead.length).fill(intermittent(values)) : null;

export const SAY: Readonly<Record<RuleName, Rule>> = {
  combination,
  level,
  year_before: yearBefore,
  intermittent: intermittently,
};

const middle = ({ from, end }: LaidStep): Instant => (from + end) / 2;

/** The value as many days from the long holiday of the year before; `null` where that is not known. */
function valueNear(
  values: readonly number[],
  steps: readonly LaidStep[],
  step: LaidStep,
  near: number,
): number | null {
  const then = steps.flatMap((one, i) => {
    const back = middle(step) - middle(one);
    const within = back >= HOLIDAY_BACK.least && back <= HOLIDAY_BACK.most;
    return one.near !== null && within && Math.abs(one.near - near) <= SAME_OFFSET
      ? [{ at: one.near, value: values[i] ?? 0 }]
      : [];
  });
  return valueAround(then, near) ?? then[0]?.value ?? null;
}

interface Placed {
  /** Instants or days, ascending. */
  readonly at: number;
  readonly value: number;
}

/** The value at a place between two that are known; `null` where none lies near. */
function valueAround(placed: readonly Placed[], at: number): number | null {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const half = (low + high) >> 1;
    if ((placed[half] as Placed).at < at) low = half + 1;
    else high = half;
  }
  const [before, after] = [placed[low - 1], placed[low]];
  if (!after) return null;
  if (!before) return after.at - at <= SAME_DAY_MS ? after.value : null;
  const share = (at - before.at) / (after.at - before.at);
  return before.value * (1 - share) + after.value * share;
}

/** The course without the slackening around long holidays: what the steps on both sides lead to expect. */
export function calmed(values: readonly number[], steps: readonly LaidStep[]): number[] {
  return values.map((value, i) => {
    if (steps[i]?.near === null) return value;
    let [a, b] = [i - 1, i + 1];
    while (a >= 0 && steps[a]?.near !== null) a -= 1;
    while (b < steps.length && steps[b]?.near !== null) b += 1;
    const [before, after] = [values[a], values[b]];
    if (before === undefined || after === undefined || a < 0) return before ?? after ?? value;
    return before + ((after - before) * (i - a)) / (b - a);
  });
}
