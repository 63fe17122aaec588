/** Which sources have a clock that differs from ours, by what they send. Pure functions. */
import type { SourceHealth } from '../../contract/answers.ts';
import { DAY_MS, type Instant, parseInstant, startOfDay } from '../../contract/calendar.ts';

/** A difference below this is of no consequence for figures that are told by the minute, ms. */
export const OFF_MS = 3 * 60_000;

/**
 * By how much the clock of a source is off (its own minus ours, ms), and `null` where nothing says so: by the hour it names
 * when it is asked over HTTP, else by an event that has not happened yet by our clock. An instant at the edge of a day is
 * the end of a period and no reading of a clock.
 */
export function offOf(source: SourceHealth, now: Instant): number | null {
  if (source.nature === 'published' || source.state === 'paused') return null;
  const told = source.clockOffS;
  if (told !== undefined && Math.abs(told) * 1000 > OFF_MS) return told * 1000;
  const newest = source.lastEventAt === null ? null : parseInstant(source.lastEventAt);
  if (newest === null || newest - now <= OFF_MS || isEdgeOfDay(newest)) return null;
  return newest - now;
}

function isEdgeOfDay(at: Instant): boolean {
  const into = at - startOfDay(at);
  return into === 0 || into >= DAY_MS - 1_000;
}
