/** How old the figures on screen are, decided in one place for header and frames. */
import type { Nature, SourceHealth } from '../../electron/contract/answers.ts';
import type { LiveState } from './state.ts';

/**
 * A pull source not heard from for longer counts as late, s: with the second until the next look, its age
 * is on screen within five seconds of a cut. (For a push source the engine decides.)
 */
const FRESH_S = 3;
/** A source that is heard less often by agreement is given its own interval and this, s. */
const GRACE_S = 2;

export type Freshness =
  /** Nothing to say: the figures are those of now. */
  | { readonly kind: 'fresh' }
  /** Figures of the recorded minute `at`; `cut`: the engine went while it played them. */
  | { readonly kind: 'playback'; readonly at: number; readonly cut: boolean }
  /** A source is connected but has not been heard from yet. */
  | { readonly kind: 'waiting'; readonly source: string }
  /** A source was last heard from at `at`, `ageS` seconds ago. */
  | { readonly kind: 'late'; readonly source: string; readonly at: number; readonly ageS: number }
  /** The engine is gone; the figures are those of `at`. */
  | { readonly kind: 'cut'; readonly at: number; readonly ageS: number }
  /** The engine has not answered yet. */
  | { readonly kind: 'opening' };

const FRESH: Freshness = { kind: 'fresh' };

/**
 * Freshness of figures of the given natures; `null` means of all. Published figures do not age: they
 * are records of a closed period.
 */
export function freshnessOf(state: LiveState, natures: readonly Nature[] | null): Freshness {
  if (state.heardAt === null) return { kind: 'opening' };
  if (natures !== null && natures.length > 0 && natures.every((n) => n === 'published')) return FRESH;
  if (state.clock?.mode === 'playback') {
    return { kind: 'playback', at: minuteOf(Date.parse(state.clock.at)), cut: state.link !== 'open' };
  }
  const ageing = state.sources.filter(
    (s) => s.nature !== 'published' && (natures === null || natures.includes(s.nature)),
  );
  const oldest = ageing.filter((s) => isLate(s, state.now)).sort(byHeard)[0];
  const oldestAt = oldest?.heardAt ? Date.parse(oldest.heardAt) : null;
  if (state.link !== 'open') {
    const at = Math.min(state.heardAt, oldestAt ?? state.heardAt);
    return { kind: 'cut', at, ageS: secondsBetween(at, state.now) };
  }
  if (oldest) {
    if (oldestAt === null) return { kind: 'waiting', source: oldest.name };
    return { kind: 'late', source: oldest.name, at: oldestAt, ageS: secondsBetween(oldestAt, state.now) };
  }
  return FRESH;
}

function isLate(source: SourceHealth, now: number): boolean {
  if (source.state !== 'on_time') return true;
  if (source.kind !== 'pull' || source.heardAt === null) return false;
  const freshS = Math.max(FRESH_S, (source.heardEveryS ?? 0) + GRACE_S);
  return now - Date.parse(source.heardAt) > freshS * 1000;
}

/** Longest unheard first; never heard counts as the latest to come, its name says so. */
function byHeard(a: SourceHealth, b: SourceHealth): number {
  const at = (s: SourceHealth) => (s.heardAt === null ? Number.POSITIVE_INFINITY : Date.parse(s.heardAt));
  return Math.sign(at(a) - at(b)) || 0;
}

/** A screen tells minutes: nothing is drawn anew for less. */
function minuteOf(at: number): number {
  return Math.floor(at / 60_000) * 60_000;
}

function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 1000));
}
