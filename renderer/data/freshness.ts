/** How old the figures on screen are, decided in one place for header and frames. */
import type { Nature, SourceHealth } from '../../electron/contract/answers.ts';
import { isLate, type Level, levelOf, secondsBetween } from '../../electron/contract/freshness.ts';
import type { LiveState } from './state.ts';

export type Freshness =
  /** Nothing to say: the figures are those of now. */
  | { readonly kind: 'fresh' }
  /** Figures of the recorded minute `at`; `cut`: the engine went while it played them. */
  | { readonly kind: 'playback'; readonly at: number; readonly cut: boolean }
  /** A source is connected but has not been heard from yet. */
  | { readonly kind: 'waiting'; readonly source: string }
  /** A source was last heard from at `at`, `ageS` seconds ago; so many others are not on time either. */
  | {
      readonly kind: 'late';
      readonly level: Level;
      readonly source: string;
      readonly others: number;
      readonly at: number;
      readonly ageS: number;
    }
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
  const late = ageing.filter((s) => isLate(s, state.now)).sort(byHeard);
  const [oldest] = late;
  const oldestAt = oldest?.heardAt ? Date.parse(oldest.heardAt) : null;
  if (state.link !== 'open') {
    const at = Math.min(state.heardAt, oldestAt ?? state.heardAt);
    return { kind: 'cut', at, ageS: secondsBetween(at, state.now) };
  }
  if (oldest) {
    if (oldestAt === null) return { kind: 'waiting', source: oldest.name };
    const level = levelOf(oldest, state.now) ?? 'late';
    const ageS = secondsBetween(oldestAt, state.now);
    return { kind: 'late', level, source: oldest.name, others: late.length - 1, at: oldestAt, ageS };
  }
  return FRESH;
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
