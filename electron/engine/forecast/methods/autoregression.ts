/** Autoregression: a series told from its own past values. */

interface Autoregression {
  readonly mean: number;
  readonly coefficients: readonly number[];
}

/**
 * Levinson and Durbin's recursion (Brockwell & Davis, "Introduction to Time Series and Forecasting", §5.1.1), its length
 * chosen by Akaike's criterion for short series.
 * @param longest coefficients at most
 */
function fit(y: readonly number[], longest: number): Autoregression {
  const n = y.length;
  const mean = y.reduce((sum, v) => sum + v, 0) / n;
  const apart = y.map((v) => v - mean);
  const most = Math.max(0, Math.min(longest, Math.floor(n / 2) - 2));
  const covariances = Array.from({ length: most + 1 }, (_, lag) => {
    let sum = 0;
    for (let i = lag; i < n; i += 1) sum += (apart[i] ?? 0) * (apart[i - lag] ?? 0);
    return sum / n;
  });
  let variance = covariances[0] ?? 0;
  if (variance <= 0) return { mean, coefficients: [] };
  const criterion = (count: number) => n * Math.log(variance) + (2 * (count + 1) * n) / (n - count - 2);
  let now: number[] = [];
  let best = { value: criterion(0), coefficients: now };
  for (let count = 1; count <= most; count += 1) {
    let rest = covariances[count] ?? 0;
    now.forEach((c, j) => {
      rest -= c * (covariances[count - 1 - j] ?? 0);
    });
    const reflection = rest / variance;
    const before = now;
    now = [...before.map((c, j) => c - reflection * (before[count - 2 - j] ?? 0)), reflection];
    variance *= 1 - reflection * reflection;
    if (variance <= 1e-12 * (covariances[0] ?? 0)) break;
    const value = criterion(count);
    if (value < best.value) best = { value, coefficients: now };
  }
  return { mean, coefficients: best.coefficients };
}

/** Forecast of a series that comes back to its mean. */
function autoregressed(y: readonly number[], horizon: number, longest: number): number[] {
  const { mean, coefficients } = fit(y, longest);
  const known = y.map((v) => v - mean);
  for (let h = 0; h < horizon; h += 1) {
    let next = 0;
    coefficients.forEach((c, j) => {
      next += c * (known[known.length - 1 - j] ?? 0);
    });
    known.push(next);
  }
  return known.slice(y.length).map((v) => v + mean);
}

/** Told from the changes from one value to the next; long enough a memory finds the seasons by itself. */
export function changesRegressed(y: readonly number[], period: number, horizon: number): number[] {
  const changes = y.slice(1).map((v, i) => v - (y[i] ?? v));
  let last = y.at(-1) ?? 0;
  return autoregressed(changes, horizon, 2 * period + 1).map((change) => {
    last += change;
    return last;
  });
}

/** Told from the changes against a cycle before. */
export function seasonsRegressed(y: readonly number[], period: number, horizon: number): number[] {
  const changes = y.slice(period).map((v, i) => v - (y[i] ?? v));
  const known = [...y];
  for (const change of autoregressed(changes, horizon, period + 3))
    known.push(change + (known[known.length - period] ?? 0));
  return known.slice(y.length);
}
