import type { Instant } from '../../contract/calendar.ts';

/** One version of an entity: its state and the business time it took effect. */
export interface Version {
  v: number;
  at: Instant;
}

/** A version while it holds: from `from` (inclusive) to `to` (exclusive; `Infinity` when it still holds). */
export interface Segment<T extends Version> {
  from: Instant;
  to: Instant;
  state: T;
}

/**
 * When each version holds: the state at t is that of the highest version with `at` ≤ t. Seen from the newest
 * version down, a version holds from its `at` until the earliest `at` of the versions above it, if any time is left.
 * @param versions any order; `v` unique.
 * @returns segments in order of time, without gaps between them.
 */
export function timeline<T extends Version>(versions: readonly T[]): Segment<T>[] {
  const newestFirst = versions.length > 1 ? [...versions].sort((a, b) => b.v - a.v) : versions;
  const segments: Segment<T>[] = [];
  let to = Number.POSITIVE_INFINITY;
  for (const state of newestFirst) {
    if (state.at >= to) continue;
    segments.push({ from: state.at, to, state });
    to = state.at;
  }
  return segments.reverse();
}

/** The state at `at`, or `undefined` before the first version. */
export function stateAt<T extends Version>(segments: readonly Segment<T>[], at: Instant): T | undefined {
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = segments[i];
    if (segment && segment.from <= at) return segment.state;
  }
  return undefined;
}
