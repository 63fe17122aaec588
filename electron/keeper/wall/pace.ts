/** When a wall that has ended is started again; pure. */

/** Starting again is of no use: somebody asked for the end, or something must be put right first. */
const FINAL = [0, 64, 73, 75];
const SHORTEST = 1_000;
const LONGEST = 60_000;
/** A wall that ran so long is no part of a series, ms. */
const STEADY = 600_000;

/** Whether the keeper ends with its wall. */
export function isFinal(code: number | null): boolean {
  return code !== null && FINAL.includes(code);
}

/** Ends in a row, after one more. @param ranFor how long the wall ran, ms */
export function endsInARow(before: number, ranFor: number): number {
  return ranFor >= STEADY ? 1 : before + 1;
}

/** How long to wait before the next start, ms: doubled with each end in a row. */
export function restartDelay(inARow: number): number {
  return Math.min(LONGEST, SHORTEST * 2 ** Math.max(0, inARow - 1));
}
