/** A forecast of one series, with its interval and its own past error beside that of the naive rule. */
import { combined } from './combination.ts';
import { type Band, bandAround, errorScale } from './interval.ts';
import { naive } from './naive.ts';
import { pastErrors } from './origins.ts';

/** Values that a forecast needs. Below, nothing is known of its error, and nothing is said. */
export const FEWEST_VALUES = 31;
const LONGEST_HORIZON = 120;

export interface Series {
  /** Oldest first, at equal steps, none missing, none below zero. */
  readonly values: readonly number[];
  /** Values in a cycle of seasons; 1 where there are none: 12 of months, 52 of weeks. */
  readonly period: number;
}

export interface Step extends Band {
  readonly value: number;
}

export interface Forecast {
  /** The next steps, in order. */
  readonly steps: readonly Step[];
  /** What the naive rule says of the same steps. */
  readonly naive: readonly number[];
  /** Median of the relative errors (0.05 is five percent) at earlier origins, over all steps; and how many there were. */
  readonly pastError: { readonly own: number; readonly naive: number; readonly count: number };
}

/** Why there is no forecast. */
export type NoForecast = 'too_short' | 'not_finite' | 'negative' | 'constant';

/**
 * @param horizon steps ahead, 1 to 120
 * @returns the forecast, or why there is none
 * @throws RangeError for a horizon or a period out of range
 */
export function forecast({ values, period }: Series, horizon: number): Forecast | NoForecast {
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > LONGEST_HORIZON)
    throw new RangeError(`horizon: ${horizon} is not a whole number from 1 to ${LONGEST_HORIZON}`);
  if (!Number.isInteger(period) || period < 1)
    throw new RangeError(`period: ${period} is not a whole number above 0`);
  if (values.length < FEWEST_VALUES) return 'too_short';
  if (!values.every(Number.isFinite)) return 'not_finite';
  const least = Math.min(...values);
  if (least < 0) return 'negative';
  if (Math.max(...values) === least) return 'constant';
  // Logarithms need a series above zero: one with zeros is moved by a part of its mean, and moved back.
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const moved = least > 0 ? 0 : mean / 2;
  const y = values.map((v) => v + moved);
  const past = pastErrors(y, period, horizon);
  const scale = errorScale(past);
  if (scale === null) return 'too_short';
  const back = (v: number) => Math.max(0, v - moved);
  const steps = combined(y, period, horizon).map((value, h): Step => {
    const band = bandAround(value, scale(h + 1));
    return {
      value: back(value),
      low80: back(band.low80),
      high80: back(band.high80),
      low95: back(band.low95),
      high95: back(band.high95),
    };
  });
  return {
    steps,
    naive: naive(y, period, horizon).map(back),
    pastError: {
      own: median(past.map(({ own }) => Math.abs(Math.expm1(own)))),
      naive: median(past.map((one) => Math.abs(Math.expm1(one.naive)))),
      count: past.length,
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
