/** One line of a benchmark's outcome. */
export interface Result {
  bench: string;
  value: number;
  unit: string;
  /** value / baseline or baseline / value, whichever the benchmark states as its ratio; `null` for a bare figure. */
  ratio: number | null;
  /** What it was measured against in the same run, with its figure. */
  baseline: string | null;
}

/** Prints a result as one JSON object on a line of its own. */
export function report(result: Result): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** The value below which a share `p` (0–1) of the samples lie. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

export function round(n: number, decimals = 2): number {
  return Number(n.toFixed(decimals));
}
