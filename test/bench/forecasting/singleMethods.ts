/** Two well-known methods by themselves, which forecasts are held against in the same run. */
import { deseason, isSeasonal, reseason } from '../../../electron/engine/forecast/methods/seasons.ts';
import { bestSmoothing, shapesFor } from '../../../electron/engine/forecast/methods/smoothing.ts';
import { theta } from '../../../electron/engine/forecast/methods/theta.ts';

/** Theta of the series without its seasons, as it was entered: Assimakopoulos & Nikolopoulos (2000). */
export function thetaAlone(y: readonly number[], period: number, horizon: number): number[] {
  const parts = deseason(y, period);
  return reseason(parts, theta(parts.values, horizon), y.length);
}

/** Exponential smoothing of the shape that Akaike's criterion chooses: Hyndman, Koehler, Snyder & Grose (2002). */
export function etsAlone(y: readonly number[], period: number, horizon: number): number[] {
  const seasonal = isSeasonal(y, period);
  const fit = bestSmoothing(
    y,
    seasonal ? period : 1,
    shapesFor(
      seasonal,
      y.every((v) => v > 0),
    ),
  );
  return fit?.forecast(horizon) ?? thetaAlone(y, period, horizon);
}
