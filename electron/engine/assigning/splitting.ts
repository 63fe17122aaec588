/** Splits a target among parts. Pure. */

/**
 * Splits a total by weights so that the parts sum to it exactly: each gets its share rounded down to the last digit, and
 * what is left goes, a digit each, to those with the largest remainders (Hamilton's method); equal remainders in the order given.
 * @param total and the parts it becomes are in the last digit (a hundredth of a per cent, one case, one đồng)
 * @param weights not negative; all zero, each gets the same
 */
export function splitExactly(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((a, b) => a + b, 0n);
  const given = sum === 0n ? weights.map(() => 1n) : weights;
  const all = given.reduce((a, b) => a + b, 0n);
  const parts = given.map((weight) => (total * weight) / all);
  const remainders = given.map((weight, i) => ({ i, left: (total * weight) % all }));
  let left = total - parts.reduce((a, b) => a + b, 0n);
  remainders.sort((a, b) => (a.left === b.left ? a.i - b.i : a.left > b.left ? -1 : 1));
  for (const { i } of remainders) {
    if (left === 0n) break;
    parts[i] = (parts[i] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}

/** A decimal number in units of its last digit: 84.3 with two decimals is 8430. Exact for what is written with that many. */
export function inDigits(value: number, decimals: number): bigint {
  return BigInt(Math.round(Number(value.toFixed(decimals)) * 10 ** decimals));
}

export function fromDigits(digits: bigint, decimals: number): number {
  return Number(digits) / 10 ** decimals;
}
