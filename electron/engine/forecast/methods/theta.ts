/**
 * The theta method, as simple exponential smoothing with a drift of half the slope: Hyndman & Billah, "Unmasking the
 * Theta method", International Journal of Forecasting 19 (2003).
 */
import { minimise } from './minimise.ts';
import { spreadOf } from './smoothing.ts';

/** Forecast of a series without seasons. */
export function theta(y: readonly number[], horizon: number): number[] {
  const n = y.length;
  const first = y[0] ?? 0;
  const run = (alpha: number, level0: number): { level: number; squares: number } => {
    let level = level0;
    let squares = 0;
    for (const v of y) {
      const error = v - level;
      squares += error * error;
      level += alpha * error;
    }
    return { level, squares };
  };
  const scale = spreadOf(y);
  const of = ([alpha = 0, level = 0]: readonly number[]) =>
    alpha < 0.0001 || alpha > 0.9999 ? Infinity : run(alpha, first + level * scale).squares;
  const [alpha = 0.5, level0 = 0] = minimise(of, [0.4, 0], [0.2, -0.3]);
  const { level } = run(alpha, first + level0 * scale);
  const mean = (n - 1) / 2;
  let sxx = 0;
  let sxy = 0;
  y.forEach((v, i) => {
    sxx += (i - mean) ** 2;
    sxy += (i - mean) * v;
  });
  const drift = sxx === 0 ? 0 : sxy / sxx / 2;
  const begun = (1 - (1 - alpha) ** n) / alpha;
  return Array.from({ length: horizon }, (_, h) => level + drift * (h + begun));
}
