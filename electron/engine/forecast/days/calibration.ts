/**
 * How seldom a day is as far off as this, by how far days were off before: what is expected of chance is measured on these very
 * units, not assumed. Beyond the usual, tails are exponential in the square of an error, as the normal distribution's is nearly.
 * (Peaks over a threshold: Pickands, "Statistical inference using extreme order statistics", Annals of Statistics 3, 1975.)
 */

/** Of days that were judged before, so many are needed; so many of them are usual. */
export const FEWEST_JUDGED = 100;
const USUAL = 0.95;
const BEYOND_USUAL = [0.5, 0.9, 0.98] as const;
/** A normal distribution's: no tail is taken to be thinner. */
const LEAST_SCALE = 1;

export interface Chance {
  /** So many errors are exceeded by one day in twenty. */
  readonly usual: number;
  /** Share of days that are off by so many errors or more; of those that are usual, at least one in twenty. */
  of(errors: number): number;
}

/** @param errors by which days were off before, above or below; `null` of too few */
export function chanceOf(errors: Float64Array): Chance | null {
  if (errors.length < FEWEST_JUDGED) return null;
  const scores = errors.map((error) => (error * error) / 2).sort();
  const at = (share: number) => scores[Math.min(scores.length - 1, Math.floor(share * scores.length))] ?? 0;
  const from = at(USUAL);
  // Quantiles, not the mean: a few days that were off indeed must not hide the next one.
  const scale = Math.max(
    LEAST_SCALE,
    ...BEYOND_USUAL.map((share) => (at(USUAL + (1 - USUAL) * share) - from) / -Math.log(1 - share)),
  );
  return {
    usual: Math.sqrt(2 * from),
    of: (error) => (1 - USUAL) * Math.exp(-Math.max(0, (error * error) / 2 - from) / scale),
  };
}
