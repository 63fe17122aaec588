/**
 * Forecasts of sums over longer and longer spans, brought into agreement: what the months say of the year and what the
 * years say. After Athanasopoulos, Hyndman, Kourentzes & Petropoulos, "Forecasting with temporal hierarchies", European
 * Journal of Operational Research 262 (2017); the levels are weighed equally, by the geometric mean of what each of them
 * says of a value's span.
 */
import { bestSmoothing, shapesFor } from './smoothing.ts';
import { deseason, reseason } from './seasons.ts';

/** A level needs so many whole spans to say anything. */
const FEWEST = 4;

/** Sums over spans of `width` values; an incomplete first span is left out. */
function summed(y: readonly number[], width: number): number[] {
  const count = Math.floor(y.length / width);
  const from = y.length - count * width;
  return Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < width; j += 1) sum += y[from + i * width + j] ?? 0;
    return sum;
  });
}

/** Smoothing of the series without its seasons; its last value where no shape fits. */
function deseasonedSmoothing(y: readonly number[], period: number, horizon: number): number[] {
  const parts = deseason(y, period);
  const positive = parts.values.every((v) => v > 0);
  const fit = bestSmoothing(parts.values, 1, shapesFor(false, positive));
  const last = parts.values.at(-1) ?? 0;
  return reseason(parts, fit?.forecast(horizon) ?? Array<number>(horizon).fill(last), y.length);
}

/** Smoothing of any shape, with seasons of its own where they help. */
function smoothing(y: readonly number[], period: number, horizon: number): number[] {
  const positive = y.every((v) => v > 0);
  const fit = bestSmoothing(y, period, [...shapesFor(true, positive), ...shapesFor(false, positive)]);
  return fit?.forecast(horizon) ?? deseasonedSmoothing(y, period, horizon);
}

/**
 * @param y a series above zero
 * @param period values a cycle
 */
export function hierarchical(y: readonly number[], period: number, horizon: number): number[] {
  const spans = Array.from({ length: period - 1 }, (_, i) => i + 2).filter((width) => period % width === 0);
  const longest = spans.at(-1) ?? 1;
  const base = smoothing(y, period, Math.ceil(horizon / longest) * longest);
  const said = base.slice(0, horizon).map(() => ({ logarithms: 0, count: 1 }));
  for (const width of spans) {
    const sums = summed(y, width);
    if (sums.length < FEWEST) continue;
    const ahead = deseasonedSmoothing(sums, period / width, Math.ceil(horizon / width));
    said.forEach((of, h) => {
      const span = Math.floor(h / width);
      let own = 0;
      for (let i = span * width; i < (span + 1) * width; i += 1) own += base[i] ?? 0;
      const ratio = (ahead[span] ?? 0) / own;
      if (!Number.isFinite(ratio) || ratio <= 0) return;
      of.logarithms += Math.log(Math.max(ratio, 0.01));
      of.count += 1;
    });
  }
  return said.map(({ logarithms, count }, h) => (base[h] ?? 0) * Math.exp(logarithms / count));
}
