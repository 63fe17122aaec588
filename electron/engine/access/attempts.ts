/**
 * Counts failures by key and shuts a key out for the rest of its window once there are too many. An
 * attempt is counted when it begins, so that many at once cannot slip through, and given back when it succeeds.
 */
import type { Instant } from '../../contract/calendar.ts';

/** Keys kept at once; beyond it the oldest are forgotten, so that memory stays bounded. */
const KEYS_MAX = 10_000;

export interface Limit {
  key: string;
  /** Failures allowed within one window. */
  most: number;
}

export interface Attempts {
  /** Counts an attempt; returns 0, or the seconds to wait when one of the keys is shut out (nothing is counted then). */
  begin(limits: readonly Limit[]): number;
  /** Gives the attempt back, as it was none: more is needed before it can succeed. */
  undone(limits: readonly Limit[]): void;
  /** Gives the attempt back: it succeeded, and the first key starts from nothing. */
  succeeded(limits: readonly Limit[]): void;
}

export function createAttempts(options: { windowMs: number; now: () => Instant }): Attempts {
  const { windowMs, now } = options;
  const counts = new Map<string, { since: Instant; count: number }>();

  function current(key: string): { since: Instant; count: number } {
    const known = counts.get(key);
    if (known && now() - known.since < windowMs) return known;
    const fresh = { since: now(), count: 0 };
    counts.delete(key);
    counts.set(key, fresh);
    if (counts.size > KEYS_MAX) counts.delete(counts.keys().next().value ?? key);
    return fresh;
  }

  return {
    begin(limits) {
      const entries = limits.map((limit) => ({ ...limit, entry: current(limit.key) }));
      const shut = entries.filter(({ entry, most }) => entry.count >= most);
      if (shut.length > 0)
        return Math.max(...shut.map(({ entry }) => Math.ceil((entry.since + windowMs - now()) / 1000)));
      for (const { entry } of entries) entry.count += 1;
      return 0;
    },
    undone(limits) {
      for (const { key } of limits) {
        const entry = counts.get(key);
        if (entry) entry.count = Math.max(0, entry.count - 1);
      }
    },
    succeeded(limits) {
      limits.forEach(({ key }, place) => {
        const entry = counts.get(key);
        if (!entry) return;
        if (place === 0) counts.delete(key);
        else entry.count = Math.max(0, entry.count - 1);
      });
    },
  };
}
