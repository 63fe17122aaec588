/** Rolling origins: what would have been said of the past, held against what came. */
import { combined } from './combination.ts';
import { naive } from './naive.ts';

/** Origins lie so many values before the end; close together at first, where errors change most. */
const BACK = [3, 6, 9, 12, 15, 18, 22, 26, 30, 36];
/** An origin needs so many values before it. */
const FEWEST = 28;

export interface PastError {
  /** Steps ahead, 1 the next. */
  readonly ahead: number;
  /** Logarithm of what came over what was said. */
  readonly own: number;
  /** The same of the naive rule. */
  readonly naive: number;
}

/**
 * Errors of the forecast and of the naive rule at earlier origins. The two methods that take least stand for all of them.
 * @param y a series above zero
 */
export function pastErrors(y: readonly number[], period: number, horizon: number): PastError[] {
  return BACK.filter((back) => y.length - back >= FEWEST).flatMap((back) => {
    const known = y.slice(0, y.length - back);
    const steps = Math.min(horizon, back);
    const own = combined(known, period, steps, ['theta', 'damped']);
    const simple = naive(known, period, steps);
    return own.map((said, h) => {
      const came = y[known.length + h] ?? said;
      return { ahead: h + 1, own: Math.log(came / said), naive: Math.log(came / (simple[h] ?? said)) };
    });
  });
}
