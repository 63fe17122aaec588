/** What is usual of a figure: the middle of its past changes and how far they spread around it. Pure. */

export interface Band {
  readonly middle: number;
  readonly spread: number;
}

/** Fewer say nothing of what is usual. */
const CHANGES_LEAST = 8;
/** Makes the median absolute deviation the standard deviation of a normal distribution (Rousseeuw and Croux, 1993). */
const NORMAL_CONSISTENCY = 1.4826;

/** Median and scaled median absolute deviation, which single odd weeks do not move; `null` for too few changes. */
export function bandOf(changes: readonly number[]): Band | null {
  if (changes.length < CHANGES_LEAST) return null;
  const middle = median(changes);
  return { middle, spread: NORMAL_CONSISTENCY * median(changes.map((one) => Math.abs(one - middle))) };
}

/** How many spreads a change lies from the middle; where nothing ever varied, any change is infinitely far. */
export function spreadsOf(change: number, { middle, spread }: Band): number {
  if (change === middle) return 0;
  return (change - middle) / spread;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}
