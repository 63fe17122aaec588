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

/** How much is missing: late is to be noticed, stale to be reckoned with, gone to be acted on. */
export type Level = 'late' | 'stale' | 'gone';
/** Silent for longer than this, or than so many of the intervals that were agreed, a source is stale, s. */
const STALE = { s: 600, intervals: 5 };
/** Silent for longer than this it is gone, s. */
const GONE_S = 86_400;
/** A delivery that is overdue for so long is stale, and gone, s. */
const OVERDUE = { stale: 86_400, gone: 3 * 86_400 };

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

/**
 * How much of a source is missing at `now` (ms); `null` while it is on time, paused, or was never heard. One with a rule of
 * delivery is measured by what is overdue, any other by its silence.
 */
export function levelOf(source: SourceHealth, now: number): Level | null {
  if (source.nature === 'published' || source.state === 'paused' || !isLate(source, now)) return null;
  if (source.due?.delivery === 'late') {
    const overdueS = secondsBetween(Date.parse(source.due.at), now);
    return overdueS >= OVERDUE.gone ? 'gone' : overdueS >= OVERDUE.stale ? 'stale' : 'late';
  }
  if (source.heardAt === null) return null;
  const silentS = secondsBetween(Date.parse(source.heardAt), now);
  if (silentS >= GONE_S) return 'gone';
  return silentS >= Math.max(STALE.s, STALE.intervals * (source.heardEveryS ?? 0)) ? 'stale' : 'late';
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
