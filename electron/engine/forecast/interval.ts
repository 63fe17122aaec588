/** How far a forecast may be off, by how far it was off at earlier origins. */
import type { PastError } from './origins.ts';

/**
 * How many times its scale an error stays within, at 80 and at 95 %. Split conformal prediction over series (Vovk, Gammerman
 * & Shafer, "Algorithmic Learning in a Random World", 2005): the quantiles of the scaled errors of other series. These are
 * of the monthly series of the M3 competition; `npm run bench -- forecast` measures the coverage.
 */
const TIMES = { p80: 1.22, p95: 2.12 } as const;

/** Share of the mean square error that is there at the first step already, where the errors do not grow with the steps. */
const AT_ONCE = 0.25;

/**
 * Scale of the error by steps ahead, as a logarithm: the root of a line through the squares of the past errors, in which
 * the nearer steps count more. `null` where there are no past errors.
 */
export function errorScale(past: readonly PastError[]): ((ahead: number) => number) | null {
  let sw = 0;
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let sxy = 0;
  for (const { ahead, own } of past) {
    const x = ahead - 1;
    const weight = 1 / (ahead + 1);
    const square = own * own;
    sw += weight;
    sx += weight * x;
    sy += weight * square;
    sxx += weight * x * x;
    sxy += weight * x * square;
  }
  if (sw === 0) return null;
  const apart = sw * sxx - sx * sx;
  let slope = apart === 0 ? 0 : Math.max(0, (sw * sxy - sx * sy) / apart);
  let start = (sy - slope * sx) / sw;
  if (start < 0) {
    start = (sy / sw) * AT_ONCE;
    slope = sx === 0 ? 0 : (sy - start * sw) / sx;
  }
  return (ahead) => Math.sqrt(start + slope * (ahead - 1));
}

export interface Band {
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

/** @param scale of the error at this step, as a logarithm */
export function bandAround(value: number, scale: number): Band {
  const off = (times: number) => value * Math.exp(times * scale);
  return {
    low80: off(-TIMES.p80),
    high80: off(TIMES.p80),
    low95: off(-TIMES.p95),
    high95: off(TIMES.p95),
  };
}
