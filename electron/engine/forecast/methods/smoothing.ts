/**
 * Exponential smoothing in state space form. Equations and notation: Hyndman, Koehler, Ord & Snyder, "Forecasting with
 * Exponential Smoothing", Springer 2008, tables 2.2 and 2.3.
 */
import { minimise } from './minimise.ts';
import { deseason } from './seasons.ts';

export interface Shape {
  /** Whether errors are added, or grow with the level. */
  readonly error: 'A' | 'M';
  readonly trend: 'N' | 'A' | 'D';
  readonly season: 'N' | 'A' | 'M';
}

interface Fit {
  readonly shape: Shape;
  /** Akaike's criterion for short series; the smaller the better. */
  readonly aicc: number;
  forecast(horizon: number): number[];
}

const BOUNDS = { alpha: [0.0001, 0.9999], phi: [0.8, 0.98] } as const;

/** Shapes worth trying: errors and seasons that are added, or for a series above zero also such that grow with the level. */
export function shapesFor(seasonal: boolean, positive: boolean): Shape[] {
  const kinds: Pick<Shape, 'error' | 'season'>[] = [{ error: 'A', season: seasonal ? 'A' : 'N' }];
  if (positive) kinds.push({ error: 'M', season: seasonal ? 'M' : 'N' });
  return kinds.flatMap((kind) => (['N', 'A', 'D'] as const).map((trend): Shape => ({ ...kind, trend })));
}

/** Level and slope of the line through the first values. */
function firstLine(y: readonly number[], count: number): { level: number; slope: number } {
  const n = Math.min(count, y.length);
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < n; i += 1) {
    const v = y[i] ?? 0;
    sx += i;
    sy += v;
    sxx += i * i;
    sxy += i * v;
  }
  const slope = n > 1 ? (n * sxy - sx * sy) / (n * sxx - sx * sx) : 0;
  return { level: (sy - slope * sx) / n - slope, slope };
}

/** Standard deviation; above zero, so that it can divide. */
export function spreadOf(y: readonly number[]): number {
  const mean = y.reduce((sum, v) => sum + v, 0) / y.length;
  const variance = y.reduce((sum, v) => sum + (v - mean) ** 2, 0) / y.length;
  return Math.max(Math.sqrt(variance), Math.abs(mean) * 1e-9, 1e-300);
}

/** Fits one shape by likelihood; `null` where it cannot be fitted. */
export function fitSmoothing(y: readonly number[], period: number, shape: Shape): Fit | null {
  const n = y.length;
  const hasTrend = shape.trend !== 'N';
  const damped = shape.trend === 'D';
  const hasSeason = shape.season !== 'N';
  const cycle = hasSeason ? period : 1;
  const parts = hasSeason ? deseason(y, period) : null;
  if (parts?.how === 'none') return null;
  const firstSeasons = new Float64Array(cycle);
  if (parts) {
    const mean = parts.values.reduce((sum, v) => sum + v, 0) / n;
    for (let i = 0; i < cycle; i += 1) {
      const s = parts.seasons[i] ?? 0;
      if (shape.season === 'M') firstSeasons[i] = parts.how === 'multiplied' ? s : 1 + s / mean;
      else firstSeasons[i] = parts.how === 'multiplied' ? (s - 1) * mean : s;
    }
    if (shape.season === 'M' && firstSeasons.some((s) => s <= 0)) return null;
  }
  const line = firstLine(parts?.values ?? y, Math.max(10, Math.min(n, 10)));
  const from = hasTrend ? line.level : line.level + 3 * line.slope;
  const scale = spreadOf(parts?.values ?? y);
  const free = 2 + (hasTrend ? 2 : 0) + (damped ? 1 : 0) + (hasSeason ? 1 : 0);
  if (n <= free + cycle + 2) return null;

  // alpha, level, [beta*, slope], [phi], [gamma*]; level as the distance from the first line, both by the spread
  const start = [0.3, 0];
  const steps = [0.15, 0.2];
  if (hasTrend) {
    start.push(0.1, line.slope / scale);
    steps.push(0.08, 0.3 * Math.abs(line.slope / scale) + 0.01);
  }
  if (damped) {
    start.push(0.95);
    steps.push(-0.05);
  }
  if (hasSeason) {
    start.push(0.1);
    steps.push(0.1);
  }
  const seasons = new Float64Array(n + cycle);
  const state = { level: 0, slope: 0 };
  const multiplied = shape.season === 'M';

  /** Runs through the series; gives minus twice the logarithm of the likelihood, but for a constant. */
  function run(at: readonly number[]): number {
    const [alpha = 0, level0 = 0] = at;
    let read = 2;
    const betaShare = hasTrend ? (at[read++] ?? 0) : 0;
    const slope0 = hasTrend ? (at[read++] ?? 0) * scale : 0;
    const phi = damped ? (at[read++] ?? 1) : 1;
    const gammaShare = hasSeason ? (at[read] ?? 0) : 0;
    if (alpha < BOUNDS.alpha[0] || alpha > BOUNDS.alpha[1]) return Infinity;
    if (hasTrend && (betaShare < 0.0001 || betaShare > 0.9999)) return Infinity;
    if (damped && (phi < BOUNDS.phi[0] || phi > BOUNDS.phi[1])) return Infinity;
    if (hasSeason && (gammaShare < 0 || gammaShare > 0.9999)) return Infinity;
    const beta = betaShare * alpha;
    const gamma = gammaShare * (1 - alpha);
    let level = from + level0 * scale;
    let slope = slope0;
    seasons.set(firstSeasons);
    let squares = 0;
    let logs = 0;
    for (let t = 0; t < n; t += 1) {
      const base = level + phi * slope;
      const season = hasSeason ? (seasons[t] ?? 0) : 0;
      const mean = hasSeason ? (multiplied ? base * season : base + season) : base;
      const value = y[t] ?? 0;
      const raw = value - mean;
      if (shape.error === 'M') {
        if (mean <= 0 || base <= 0) return Infinity;
        const relative = raw / mean;
        squares += relative * relative;
        logs += Math.log(mean);
      } else squares += raw * raw;
      const step = multiplied ? raw / season : raw;
      level = base + alpha * step;
      slope = phi * slope + beta * step;
      if (hasSeason) seasons[t + cycle] = multiplied ? season + (gamma * raw) / base : season + gamma * raw;
      if (multiplied && (base === 0 || (seasons[t + cycle] ?? 0) <= 0)) return Infinity;
    }
    state.level = level;
    state.slope = slope;
    return n * Math.log(Math.max(squares, 1e-300)) + 2 * logs;
  }

  if (!Number.isFinite(run(start))) return null;
  const found = minimise(run, start, steps);
  const fit = run(found);
  const count = free + (hasSeason ? cycle - 1 : 0) + 1;
  const room = n - count - 1;
  const aicc = fit + 2 * count + (room > 0 ? (2 * count * (count + 1)) / room : Infinity);
  const { level, slope } = state;
  const last = Float64Array.from(seasons);
  const phi = damped ? (found[4] ?? 1) : 1;
  return {
    shape,
    aicc,
    forecast(horizon) {
      const ahead: number[] = [];
      let reach = 0;
      for (let h = 1; h <= horizon; h += 1) {
        reach += hasTrend ? phi ** h : 0;
        const base = level + reach * slope;
        const season = hasSeason ? (last[n + ((h - 1) % cycle)] ?? 0) : 0;
        ahead.push(hasSeason ? (multiplied ? base * season : base + season) : base);
      }
      return ahead;
    },
  };
}

/** The shape that fits best by Akaike's criterion; `null` where none can be fitted. */
export function bestSmoothing(y: readonly number[], period: number, shapes: readonly Shape[]): Fit | null {
  let best: Fit | null = null;
  for (const shape of shapes) {
    const fit = fitSmoothing(y, period, shape);
    if (fit && (best === null || fit.aicc < best.aicc)) best = fit;
  }
  return best;
}
