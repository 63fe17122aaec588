/** The point forecast: several methods of different kinds, and the mean of what they say. */
import { changesRegressed, seasonsRegressed } from './methods/autoregression.ts';
import { hierarchical } from './methods/hierarchy.ts';
import { deseason, reseason } from './methods/seasons.ts';
import { fitSmoothing } from './methods/smoothing.ts';
import { theta } from './methods/theta.ts';

/** A series above zero in, as many values as asked for out. */
type Method = (y: readonly number[], period: number, horizon: number) => number[];

const METHODS = ['hierarchy', 'theta', 'damped', 'seasons', 'changes'] as const;
type MethodName = (typeof METHODS)[number];

/** On logarithms around their mean, so that growth and seasons that multiply become straight lines and sums, whatever the unit. */
function onLogarithms(method: Method): Method {
  return (y, period, horizon) => {
    const logarithms = y.map(Math.log);
    const mean = logarithms.reduce((sum, v) => sum + v, 0) / y.length;
    const centred = logarithms.map((v) => v - mean);
    return method(centred, period, horizon).map((v) => Math.exp(v + mean));
  };
}

function withoutSeasons(method: (y: readonly number[], horizon: number) => number[]): Method {
  return (y, period, horizon) => {
    const parts = deseason(y, period);
    return reseason(parts, method(parts.values, horizon), y.length);
  };
}

function damped(y: readonly number[], horizon: number): number[] {
  return fitSmoothing(y, 1, { error: 'A', trend: 'D', season: 'N' })?.forecast(horizon) ?? theta(y, horizon);
}

const OF: Record<MethodName, Method> = {
  hierarchy: hierarchical,
  theta: onLogarithms(withoutSeasons(theta)),
  damped: onLogarithms(withoutSeasons(damped)),
  seasons: onLogarithms(seasonsRegressed),
  changes: onLogarithms(changesRegressed),
};

/** Cycles that the regressions need to know anything. */
const REGRESSION_CYCLES = 3.3;
/** A forecast further than so many times beyond what was ever seen is taken for a runaway and left out. */
const RUNAWAY = 5;

/** What each method says that can say anything of this series. */
function everyMethod(
  y: readonly number[],
  period: number,
  horizon: number,
  names: readonly MethodName[] = METHODS,
): ReadonlyMap<MethodName, readonly number[]> {
  const most = Math.max(...y) * RUNAWAY;
  const least = Math.min(...y) / RUNAWAY;
  const said = new Map<MethodName, readonly number[]>();
  for (const name of names) {
    const regression = name === 'seasons' || name === 'changes';
    if (regression && y.length < REGRESSION_CYCLES * period) continue;
    const ahead = OF[name](y, period, horizon);
    if (ahead.every((v) => Number.isFinite(v) && v > least && v < most)) said.set(name, ahead);
  }
  return said;
}

/** The hierarchy is a mean of several levels itself, and counts for two. */
const WEIGHTS: Record<MethodName, number> = { hierarchy: 2, theta: 1, damped: 1, seasons: 1, changes: 1 };

/**
 * Geometric mean of the methods. Their weights are fixed, not fitted to the series: such combinations are hard to beat
 * (Clemen, "Combining forecasts", International Journal of Forecasting 5, 1989).
 * @param y a series above zero
 * @param period values a cycle
 */
export function combined(
  y: readonly number[],
  period: number,
  horizon: number,
  names: readonly MethodName[] = METHODS,
): number[] {
  const said = everyMethod(y, period, horizon, names);
  if (said.size === 0) return Array<number>(horizon).fill(y.at(-1) ?? 0);
  return Array.from({ length: horizon }, (_, h) => {
    let logarithms = 0;
    let weights = 0;
    for (const [name, ahead] of said) {
      logarithms += WEIGHTS[name] * Math.log(ahead[h] ?? 1);
      weights += WEIGHTS[name];
    }
    return Math.exp(logarithms / weights);
  });
}
