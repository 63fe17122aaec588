/** How far a feed has been read. */
import type { Instant } from '../../../contract/calendar.ts';
import { type Feed, type Line, type Reached, readLine } from '../../ingest/index.ts';

/**
 * The `seq` after which to go on. It is noted with what it speaks of, and stays where it was while an answer is
 * taken in parts: lines of an answer may be out of order, so that the highest `seq` stored may have others before it.
 */
export function positionOf(feed: Feed): number {
  const noted = feed.positions().get('');
  return noted === undefined ? feed.lastSeq() : Number(noted);
}

export function reachedAt(seq: number): Reached {
  return { part: '', position: String(seq) };
}

/** The highest `seq` of some lines, be they taken in or not; at least `seq`. */
export function highestOf(lines: readonly Line[], seq: number, now: Instant): number {
  return lines.reduce((highest, line) => Math.max(highest, readLine(line, now).seq ?? 0), seq);
}
