/** Lines of past years that are no longer kept whole: their versions, figures and ids stay. */
import { setImmediate as turn } from 'node:timers/promises';
import { type Instant, yearOf, yearStart } from '../../contract/calendar.ts';
import { contentDigest } from '../ingest/index.ts';
import { createPutAway, type PutAway, type WritableDB } from '../store/index.ts';

export type { PutAway } from '../store/index.ts';

/** Lines looked at in one transaction. */
const LINES_A_TURN = 1000;

/**
 * Events of these types are never put away: organisation, targets and aggregates are few, and an aggregate is read
 * again when its unit begins or ceases to be fed by cases.
 */
const KEPT_TYPES: ReadonlySet<unknown> = new Set(['unit', 'target', 'aggregate']);

/** First instant whose lines are kept when those of `years` statistical years before the current one are. */
export function keptFrom(now: Instant, years: number): Instant {
  return yearStart(yearOf(now) - years);
}

/**
 * Puts away the lines taken in before an instant. Of each a digest of what it says stays, so that it is still known
 * when it is sent again. Lines that wait for their unit stay whole. The loop turns between batches; a run that is cut
 * short is gone on with by the next.
 */
export async function putLinesAway(db: WritableDB, before: Instant, signal: AbortSignal): Promise<PutAway> {
  const next = db.prepare<[number, Instant, number], { n: number; line: string }>(
    `SELECT n, line FROM event WHERE n > ? AND received_at < ? AND line <> ''
       AND NOT EXISTS (SELECT 1 FROM held WHERE held.event = event.n) ORDER BY n LIMIT ?`,
  );
  const empty = db.prepare("UPDATE event SET line = '', digest = ? WHERE n = ?");
  const putBlockAway = createPutAway(db);
  const done: PutAway = { lines: 0, bytes: 0 };
  let last = 0;

  const batch = db.transaction((): number => {
    const rows = next.all(last, before, LINES_A_TURN);
    for (const { n, line } of rows) {
      last = n;
      const said: unknown = JSON.parse(line);
      if (KEPT_TYPES.has(typeof said === 'object' && said !== null && Reflect.get(said, 'type'))) continue;
      empty.run(contentDigest(said), n);
      done.lines += 1;
      done.bytes += Buffer.byteLength(line);
    }
    return rows.length;
  });

  const block = db.transaction((): boolean => {
    const put = putBlockAway(before, (line) => {
      const said = JSON.parse(line) as { id: string };
      return { id: said.id, digest: contentDigest(said) };
    });
    done.lines += put?.lines ?? 0;
    done.bytes += put?.bytes ?? 0;
    return put !== null;
  });

  while (!signal.aborted && batch.immediate() === LINES_A_TURN) await turn();
  while (!signal.aborted && block.immediate()) await turn();
  return done;
}
