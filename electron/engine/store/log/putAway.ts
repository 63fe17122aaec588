import type { Instant } from '../../../contract/calendar.ts';
import type { WritableDB } from '../database.ts';
import { packRemains, type Remains, unpackLines } from './block.ts';

export interface PutAway {
  lines: number;
  bytes: number;
}

/**
 * Puts the next block away of those taken in before an instant: of each of its lines the id and a digest are left, so
 * that it is known when it is sent again. Inside the caller's transaction.
 * @param remainsOf what is left of a line
 * @returns what was put away, or `null` if there is no such block
 */
export function createPutAway(
  db: WritableDB,
): (before: Instant, remainsOf: (line: string) => Remains) => PutAway | null {
  const next = db.prepare<[number, Instant], { first: number; lines: Buffer }>(
    'SELECT first, lines FROM log_block WHERE first > ? AND put_away = 0 AND received_at < ? ORDER BY first LIMIT 1',
  );
  let reached = 0;
  const replace = db.prepare('UPDATE log_block SET lines = ?, put_away = 1 WHERE first = ?');
  return (before, remainsOf) => {
    const block = next.get(reached, before);
    if (!block) return null;
    reached = block.first;
    const lines = unpackLines(block.lines);
    const remains = packRemains(lines.map((line) => (line === '' ? null : remainsOf(line))));
    replace.run(remains, block.first);
    return {
      lines: lines.filter((line) => line !== '').length,
      bytes: Math.max(0, block.lines.length - remains.length),
    };
  };
}
