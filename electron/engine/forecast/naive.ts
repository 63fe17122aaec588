import { deseason, reseason } from './methods/seasons.ts';

/** The naive rule: the last value goes on, with the seasons where there are any. ("Naïve 2" of the M competitions.) */
export function naive(y: readonly number[], period: number, horizon: number): number[] {
  const parts = deseason(y, period);
  const last = parts.values.at(-1) ?? 0;
  return reseason(parts, Array<number>(horizon).fill(last), y.length);
}
