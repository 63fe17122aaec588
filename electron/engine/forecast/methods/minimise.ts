/** Nelder and Mead's simplex, "A simplex method for function minimization", Computer Journal 7 (1965). */

interface Corner {
  at: number[];
  value: number;
}

/**
 * The place of a (local) minimum.
 * @param of what is made small; may be infinite where a place is not allowed, but not at `start`
 * @param steps how far the first corners lie from `start`
 */
export function minimise(
  of: (at: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  rounds = 40 * start.length,
  tolerance = 1e-5,
): number[] {
  const corner = (at: number[]): Corner => ({ at, value: of(at) });
  const corners = [
    corner([...start]),
    ...start.map((_, axis) => corner(start.map((v, i) => (i === axis ? v + (steps[i] ?? 0.1) : v)))),
  ];
  const order = () => corners.sort((a, b) => a.value - b.value);
  const n = start.length;
  for (let round = 0; round < rounds; round += 1) {
    order();
    const best = corners[0];
    const worst = corners[n];
    const second = corners[n - 1];
    if (!best || !worst || !second) break;
    if (Math.abs(worst.value - best.value) <= tolerance * (Math.abs(best.value) + tolerance)) break;
    const centre = start.map((_, i) => {
      let sum = 0;
      for (let c = 0; c < n; c += 1) sum += corners[c]?.at[i] ?? 0;
      return sum / n;
    });
    const along = (t: number) => corner(centre.map((c, i) => c + t * (c - (worst.at[i] ?? c))));
    const reflected = along(1);
    if (reflected.value < best.value) {
      const expanded = along(2);
      corners[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) {
      corners[n] = reflected;
    } else {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) corners[n] = contracted;
      else
        for (let c = 1; c <= n; c += 1)
          corners[c] = corner((corners[c]?.at ?? []).map((v, i) => ((best.at[i] ?? v) + v) / 2));
    }
  }
  order();
  return corners[0]?.at ?? [...start];
}
