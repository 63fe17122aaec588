/** Series of which most values are zero. */

/** From this share of zeros on a series is told by when something comes and how much, and not by its level. */
const MOSTLY_NOTHING = 0.4;
const SMOOTHING = { chance: 0.1, size: 0.1 };

export function isIntermittent(y: readonly number[]): boolean {
  return y.filter((v) => v === 0).length >= MOSTLY_NOTHING * y.length;
}

/**
 * What a step brings on average: the chance that anything comes times how much then comes, both smoothed. Source: Teunter,
 * Syntetos & Babai, "Intermittent demand: linking forecasting to inventory obsolescence", European Journal of
 * Operational Research 214 (2011). Unlike Croston's it is without bias, and it forgets what has ceased.
 */
export function intermittent(y: readonly number[]): number {
  const some = y.filter((v) => v > 0);
  if (some.length === 0) return 0;
  let chance = some.length / y.length;
  let size = some.reduce((sum, v) => sum + v, 0) / some.length;
  for (const v of y) {
    chance += SMOOTHING.chance * ((v > 0 ? 1 : 0) - chance);
    if (v > 0) size += SMOOTHING.size * (v - size);
  }
  return chance * size;
}
