/** Scales on which errors are told: so that no interval leaves what is possible. */

/** `log`: above `from`; `logit`: between 0 and `to`; `plain`: anything. */
export type Space =
  | { readonly is: 'log'; readonly from: number }
  | { readonly is: 'logit'; readonly to: number }
  | { readonly is: 'plain' };

/** A value ahead with its error. */
export interface Spread {
  readonly space: Space;
  readonly value: number;
  /** Root of the mean square error on the scale. */
  readonly error: number;
}

/**
 * How many times its error a value stays within, at 80 and at 95 %: the quantiles of the scaled errors of sums of up to a year of
 * every second monthly series of the M3 competition (split conformal prediction: Vovk, Gammerman & Shafer, "Algorithmic
 * Learning in a Random World", 2005). `npm run bench -- forecast` measures the coverage on the others.
 */
const TIMES = { p80: 1.28, p95: 2.3 } as const;
/** The same of the normal distribution. */
const NORMAL = { p80: 1.2816, p95: 1.96 } as const;

function onto(space: Space, value: number): number {
  if (space.is === 'plain') return value;
  if (space.is === 'log') return Math.log(value - space.from);
  return Math.log(value / (space.to - value));
}

function back(space: Space, value: number): number {
  if (space.is === 'plain') return value;
  if (space.is === 'log') return space.from + Math.exp(value);
  return space.to / (1 + Math.exp(-value));
}

export interface Interval {
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

export function intervalOf({ space, value, error }: Spread): Interval {
  const middle = onto(space, value);
  const off = (times: number) => (error === 0 ? value : back(space, middle + times * error));
  return {
    low80: off(-TIMES.p80),
    high80: off(TIMES.p80),
    low95: off(-TIMES.p95),
    high95: off(TIMES.p95),
  };
}

/** Chance that the value comes to `bound` or more, 0 to 1. */
export function chanceAbove({ space, value, error }: Spread, bound: number): number {
  if (space.is === 'log' && bound <= space.from) return 1;
  if (space.is === 'logit' && bound >= space.to) return 0;
  if (space.is === 'logit' && bound <= 0) return 1;
  if (error === 0) return value >= bound ? 1 : 0;
  const times = (onto(space, bound) - onto(space, value)) / error;
  return 1 - normal(Math.sign(times) * asNormal(Math.abs(times)));
}

/** The quantile of the normal distribution that is as rare as that many times the error. */
function asNormal(times: number): number {
  if (times <= TIMES.p80) return (times * NORMAL.p80) / TIMES.p80;
  return NORMAL.p80 + ((times - TIMES.p80) * (NORMAL.p95 - NORMAL.p80)) / (TIMES.p95 - TIMES.p80);
}

/** How many times its error a value is off, above or below, with this chance: 0 to 0.2. */
export function timesBeyond(chance: number): number {
  let [low, high]: [number, number] = [NORMAL.p80, 40];
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (2 * (1 - normal(middle)) > chance) low = middle;
    else high = middle;
  }
  return TIMES.p80 + ((low - NORMAL.p80) * (TIMES.p95 - TIMES.p80)) / (NORMAL.p95 - NORMAL.p80);
}

/** Distribution function of the normal distribution: Abramowitz & Stegun, "Handbook of Mathematical Functions", 26.2.17. */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = terms.reduceRight((rest, term) => t * (term + rest), 0);
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
  return x > 0 ? 1 - tail : tail;
}
