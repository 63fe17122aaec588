/** How far a value ahead may be off, by how far it was off at earlier origins. */

export interface PastSquare {
  /** Steps ahead, 1 the next. */
  readonly ahead: number;
  /** Square of the error on the scale that errors are told in. */
  readonly square: number;
}

/** Before anything is known of a series: errors of a ninth at once and of a quarter at a year's end, counted as so many. */
const PRIOR = { square: 0.012, perStep: 0.0012, count: 8, upTo: 52 };
const ROUNDS = 200;

/**
 * Mean square of the error by steps ahead: a/h (chance, which evens out over a sum), b (a level told wrongly), c·h (a level
 * that drifts), each at least zero, through the mean squares of the past errors by least squares.
 */
export function spreadOf(past: readonly PastSquare[]): (ahead: number) => number {
  const sums = new Map<number, { square: number; count: number }>();
  const add = (ahead: number, square: number, count: number) => {
    const one = sums.get(ahead) ?? { square: 0, count: 0 };
    sums.set(ahead, { square: one.square + square * count, count: one.count + count });
  };
  for (const { ahead, square } of past) add(ahead, square, 1);
  for (let ahead = 1; ahead <= PRIOR.upTo; ahead += 1) add(ahead, PRIOR.square, PRIOR.count / PRIOR.upTo);
  const points = [...sums].map(([h, { square, count }]) => ({
    parts: [1 / h, 1, h / PRIOR.upTo] as const,
    square: square / count,
    count,
  }));
  const found = [PRIOR.square / 3, PRIOR.square / 3, PRIOR.square / 3];
  // Least squares with coefficients at or above zero, one coefficient at a time.
  for (let round = 0; round < ROUNDS; round += 1)
    for (const i of [0, 1, 2] as const) {
      let along = 0;
      let size = 0;
      for (const { parts, square, count } of points) {
        const others = parts.reduce((sum, part, j) => (j === i ? sum : sum + part * (found[j] ?? 0)), 0);
        along += count * parts[i] * (square - others);
        size += count * parts[i] * parts[i];
      }
      found[i] = Math.max(0, along / size);
    }
  const [a = 0, b = 0, c = 0] = found;
  return (ahead) => a / ahead + b + (c * ahead) / PRIOR.upTo;
}
