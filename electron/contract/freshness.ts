/** How much of a source is missing, decided in one place for screens, notices and schedules. Pure. */
import type { SourceHealth } from './answers.ts';

/**
 * A pull source not heard from for longer counts as late, s: with the second until the next look, its age
 * is on screen within five seconds of a cut. (For a push source the engine decides.)
 */
const FRESH_S = 3;
/** A source that is heard less often by agreement is given its own interval and this, s. */
const GRACE_S = 2;

/** How much is missing: late is to be noticed, stale to be reckoned with, gone to be acted on. */
export const LEVELS = ['late', 'stale', 'gone'] as const;
export type Level = (typeof LEVELS)[number];
/** Silent for longer than this, or than so many of the intervals that were agreed, a source is stale, s. */
const STALE = { s: 600, intervals: 5 };
/** Silent for longer than this it is gone, s. */
const GONE_S = 86_400;
/** A delivery that is overdue for so long is stale, and gone, s. */
const OVERDUE = { stale: 86_400, gone: 3 * 86_400 };

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

export function isLate(source: SourceHealth, now: number): boolean {
  if (source.state !== 'on_time') return true;
  if (source.kind !== 'pull' || source.heardAt === null) return false;
  const freshS = Math.max(FRESH_S, (source.heardEveryS ?? 0) + GRACE_S);
  return now - Date.parse(source.heardAt) > freshS * 1000;
}

export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 1000));
}
