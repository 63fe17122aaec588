import type { Instant } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';
import { contentDigest } from './contentDigest.ts';
import { sameContent } from './reading.ts';

/** An event as logged, with the source that sent it. */
export interface LoggedEvent {
  id: string;
  source: number;
  sourceId: string;
  /** The line whole; empty when it was put away. */
  line: string;
}

/** The log of every line taken in, and which of them wait for their unit. */
export interface EventLog {
  /** Logs a line; its number, or `null` if the source has used the id. */
  insert(source: number, id: string, line: string, at: Instant): number | null;
  /** Whether the line logged under an id says the same as this one. */
  repeats(source: number, id: string, line: string): boolean;
  find(n: number): LoggedEvent | undefined;
  remove(n: number): void;
  /** Lets a logged line wait for a unit. */
  hold(unit: string, n: number): void;
  /** Takes out what waited for a unit, oldest first. */
  unhold(unit: string): number[];
  /** Counts a line that waited as accepted. */
  noteReleased(source: number, at: Instant): void;
}

export function createEventLog(db: WritableDB): EventLog {
  const insert = db.prepare(
    'INSERT INTO event (source, id, line, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const storedAs = db.prepare<[number, string], { line: string; digest: Buffer | null }>(
    'SELECT line, digest FROM event WHERE source = ? AND id = ?',
  );
  const byNumber = db.prepare<[number], LoggedEvent>(
    `SELECT event.id, event.source, source.id AS sourceId, event.line
     FROM event JOIN source ON source.n = event.source WHERE event.n = ?`,
  );
  const remove = db.prepare('DELETE FROM event WHERE n = ?');
  const hold = db.prepare('INSERT INTO held (unit, event) VALUES (?, ?)');
  const heldFor = db
    .prepare<[string], number>('SELECT event FROM held WHERE unit = ? ORDER BY event')
    .pluck();
  const unhold = db.prepare('DELETE FROM held WHERE unit = ?');
  const noteReleased = db.prepare(
    `UPDATE source SET accepted = accepted + 1, last_event_at = MAX(COALESCE(last_event_at, @at), @at)
     WHERE n = @source`,
  );

  return {
    insert(source, id, line, at) {
      const { changes, lastInsertRowid } = insert.run(source, id, line, at);
      return changes === 0 ? null : Number(lastInsertRowid);
    },
    repeats(source, id, line) {
      const stored = storedAs.get(source, id);
      if (!stored) return false;
      if (stored.digest === null) return sameContent(stored.line, line);
      return stored.digest.equals(contentDigest(JSON.parse(line)));
    },
    find: (n) => byNumber.get(n),
    remove: (n) => void remove.run(n),
    hold: (unit, n) => void hold.run(unit, n),
    unhold(unit) {
      const waiting = heldFor.all(unit);
      unhold.run(unit);
      return waiting;
    },
    noteReleased: (source, at) => void noteReleased.run({ source, at }),
  };
}
