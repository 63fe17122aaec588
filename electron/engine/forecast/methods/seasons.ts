/** Seasons of a series: whether there are any, what they are, and the series without them. */

/** A series taken apart: what is left without its seasons, and the factor or addend of every season. */
export interface Deseasoned {
  readonly how: 'none' | 'multiplied' | 'added';
  readonly values: readonly number[];
  /** By place in the cycle of the first value; of length `period`, or one neutral value. */
  readonly seasons: readonly number[];
}

/** Autocorrelation at a lag. */
function autocorrelation(y: readonly number[], lag: number): number {
  const mean = y.reduce((sum, v) => sum + v, 0) / y.length;
  let own = 0;
  let lagged = 0;
  y.forEach((v, i) => {
    own += (v - mean) ** 2;
    if (i >= lag) lagged += (v - mean) * ((y[i - lag] ?? mean) - mean);
  });
  return own === 0 ? 0 : lagged / own;
}

/**
 * Whether the autocorrelation at the length of a cycle is significant at 90 %, which takes three whole cycles.
 * Source: Assimakopoulos & Nikolopoulos, "The theta model", International Journal of Forecasting 16 (2000).
 */
export function isSeasonal(y: readonly number[], period: number): boolean {
  if (period < 2 || y.length < 3 * period) return false;
  let squares = 0;
  for (let lag = 1; lag < period; lag += 1) squares += autocorrelation(y, lag) ** 2;
  const limit = 1.645 * Math.sqrt((1 + 2 * squares) / y.length);
  return Math.abs(autocorrelation(y, period)) > limit;
}

/** Moving average over one cycle, centred; shorter by one cycle than the series. */
function centredAverage(y: readonly number[], period: number): number[] {
  const even = period % 2 === 0;
  const width = even ? period + 1 : period;
  const averages: number[] = [];
  for (let i = 0; i + width <= y.length; i += 1) {
    let sum = 0;
    for (let j = 0; j < width; j += 1) {
      const weight = even && (j === 0 || j === width - 1) ? 0.5 : 1;
      sum += weight * (y[i + j] ?? 0);
    }
    averages.push(sum / period);
  }
  return averages;
}

/**
 * Classical decomposition: seasons are the mean of what is left when the average over a cycle is taken out. Multiplied
 * for a series above zero, added for others.
 * @param period values a cycle
 */
export function deseason(y: readonly number[], period: number): Deseasoned {
  if (!isSeasonal(y, period)) return { how: 'none', values: y, seasons: [0] };
  const positive = y.every((v) => v > 0);
  const averages = centredAverage(y, period);
  const from = Math.floor(period / 2);
  const sums = Array.from({ length: period }, () => ({ sum: 0, count: 0 }));
  averages.forEach((average, i) => {
    const value = y[i + from] ?? 0;
    const of = sums[(i + from) % period];
    if (!of) return;
    of.sum += positive ? value / average : value - average;
    of.count += 1;
  });
  const raw = sums.map(({ sum, count }) => sum / count);
  const mean = raw.reduce((sum, v) => sum + v, 0) / period;
  const seasons = raw.map((v) => (positive ? v / mean : v - mean));
  if (positive && seasons.some((s) => s <= 0.01)) return { how: 'none', values: y, seasons: [0] };
  const season = (i: number) => seasons[i % period] ?? 0;
  return positive
    ? { how: 'multiplied', values: y.map((v, i) => v / season(i)), seasons }
    : { how: 'added', values: y.map((v, i) => v - season(i)), seasons };
}

/** Puts the seasons back on the values that follow `after` others. */
export function reseason({ how, seasons }: Deseasoned, values: readonly number[], after: number): number[] {
  if (how === 'none') return [...values];
  const season = (i: number) => seasons[(after + i) % seasons.length] ?? 0;
  return values.map((v, i) => (how === 'multiplied' ? v * season(i) : v + season(i)));
}
