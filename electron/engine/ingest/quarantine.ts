import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { QuarantineAnswer, QuarantineEntry } from '../../contract/sources.ts';
import { createEventLogReader, type WritableDB } from '../store/index.ts';
import type { Line } from './lines.ts';
import { digestOf, type Refusal } from './reading.ts';

/** Lines that could not be stored, whole, with the reason; and what else a source's people should look at. */
export interface Quarantine {
  /** Lists a line; the same bytes for the same reason raise the entry's count. */
  put(entry: {
    source: number;
    line: Line;
    refusal: Refusal;
    at: Instant;
    event?: number;
    fed?: { unit: string; year: number };
  }): void;
  /** Takes the aggregates of a unit and year out again, oldest first, because the unit is no longer fed by cases. */
  takeFedByCases(unit: string, year: number): { source: number; text: string }[];
  /** The line of an entry that waits for a correction. */
  openLine(source: number, n: number): Buffer | undefined;
  /** Why a line was listed last. */
  lastRefusal(source: number, line: Line): Refusal;
  /** Marks an entry as having become an event of the source (`null`: what it says was known already). */
  resolve(source: number, n: number, event: string | null, at: Instant): QuarantineEntry;
  page(source: { n: number; id: string }, after: string | null, limit: number): QuarantineAnswer;
  counts(source: number): { held: number; quarantined: number; conflicts: number };
}

/** Lines on one page together, so that an answer stays one that can be held in memory. */
const PAGE_BYTES = 4 * 1024 * 1024;

interface Row {
  n: number;
  line: Buffer;
  length: number;
  reason: QuarantineEntry['reason'];
  field: string | null;
  detail: string;
  first_at: number;
  last_at: number;
  times: number;
  resolved_at: number | null;
  /** Number of the event that it became or is about. */
  event: number | null;
}

export function createQuarantine(db: WritableDB): Quarantine {
  const insert = db.prepare(
    `INSERT INTO quarantine (source, digest, line, length, reason, field, detail, first_at, last_at, event, fed_unit, fed_year)
     VALUES (@source, @digest, @line, @length, @reason, @field, @detail, @at, @at, @event, @unit, @year)
     ON CONFLICT (source, digest, reason) DO UPDATE SET times = times + 1, last_at = excluded.last_at`,
  );
  const fed = db.prepare<[string, number], { n: number; source: number; line: Buffer }>(
    'SELECT n, source, line FROM quarantine WHERE fed_unit = ? AND fed_year = ? AND resolved_at IS NULL ORDER BY n',
  );
  const remove = db.prepare('DELETE FROM quarantine WHERE n = ?');
  const entries = db.prepare<[number, number, number], Row>(
    'SELECT * FROM quarantine WHERE source = ? AND n > ? ORDER BY n LIMIT ?',
  );
  const one = db.prepare<[number, number], Row>('SELECT * FROM quarantine WHERE source = ? AND n = ?');
  const log = createEventLogReader(db);
  const last = db.prepare<[number, Buffer], Refusal>(
    `SELECT reason, field, detail FROM quarantine WHERE source = ? AND digest = ? ORDER BY last_at DESC, n DESC`,
  );
  const settle = db.prepare(
    `UPDATE quarantine SET resolved_at = @at, event = (SELECT n FROM logged_id WHERE source = @source AND id = @event)
     WHERE source = @source AND n = @n`,
  );
  const held = db.prepare<
    [number, number, number],
    { n: number; id: string; line: string; unit: string; at: number }
  >(
    `SELECT event.n, event.id, event.line, held.unit, event.received_at AS at FROM held JOIN event ON event.n = held.event
     WHERE event.source = ? AND event.n > ? ORDER BY event.n LIMIT ?`,
  );
  const open = db
    .prepare<[number], number>(
      `SELECT COUNT(*) FROM quarantine
       WHERE source = ? AND resolved_at IS NULL AND reason <> 'version_conflict'`,
    )
    .pluck();
  const conflicts = db
    .prepare<[number], number>(
      "SELECT COUNT(*) FROM quarantine WHERE source = ? AND reason = 'version_conflict' AND resolved_at IS NULL",
    )
    .pluck();
  const waiting = db
    .prepare<[number], number>(
      'SELECT COUNT(*) FROM held JOIN event ON event.n = held.event WHERE event.source = ?',
    )
    .pluck();

  function entryOf(row: Row): QuarantineEntry {
    return {
      n: row.n,
      reason: row.reason,
      status: row.resolved_at !== null ? 'resolved' : row.reason === 'version_conflict' ? 'listed' : 'open',
      field: row.field,
      detail: row.detail,
      line: row.line.toString('utf8'),
      length: row.length,
      times: row.times,
      firstAt: formatInstant(row.first_at),
      lastAt: formatInstant(row.last_at),
      event: row.event === null ? null : (log.find(row.event)?.id ?? null),
    };
  }

  return {
    put({ source, line, refusal, at, event, fed: of }) {
      insert.run({
        source,
        digest: digestOf(line),
        line: line.bytes,
        length: line.length,
        ...refusal,
        at,
        event: event ?? null,
        unit: of?.unit ?? null,
        year: of?.year ?? null,
      });
    },
    takeFedByCases(unit, year) {
      return fed.all(unit, year).map((row) => {
        remove.run(row.n);
        return { source: row.source, text: row.line.toString('utf8') };
      });
    },
    openLine(source, n) {
      const row = one.get(source, n);
      return row && row.resolved_at === null && row.reason !== 'version_conflict' ? row.line : undefined;
    },
    lastRefusal(source, line) {
      const found = last.get(source, digestOf(line));
      if (!found) throw new Error('a line that was refused is not in quarantine');
      return found;
    },
    resolve(source, n, event, at) {
      settle.run({ source, n, event, at });
      return entryOf(one.get(source, n) as Row);
    },
    page(source, after, limit) {
      const [list, from] = positionOf(after);
      const found: QuarantineEntry[] = [];
      let next: string | null = null;
      if (list === 'q') {
        const { rows, more } = fitting(entries.iterate(source.n, from, limit + 1), limit);
        for (const row of rows) found.push(entryOf(row));
        if (more) next = `q${rows.at(-1)?.n}`;
      }
      if (next === null && found.length < limit) {
        const room = limit - found.length;
        const { rows, more } = fitting(held.iterate(source.n, list === 'h' ? from : 0, room + 1), room);
        for (const row of rows) found.push(heldEntry(row));
        if (more) next = `h${rows.at(-1)?.n}`;
      } else if (next === null && held.get(source.n, 0, 1)) next = 'h0';
      return { source: source.id, entries: found, next };
    },
    counts: (source) => ({
      held: waiting.get(source) ?? 0,
      quarantined: open.get(source) ?? 0,
      conflicts: conflicts.get(source) ?? 0,
    }),
  };
}

/** The rows that a page has room for, at least one; and whether there are more. */
function fitting<R extends { line: Buffer | string }>(
  found: Iterable<R>,
  most: number,
): { rows: R[]; more: boolean } {
  const rows: R[] = [];
  let bytes = 0;
  for (const row of found) {
    if (rows.length === most || bytes >= PAGE_BYTES) return { rows, more: true };
    rows.push(row);
    bytes += row.line.length;
  }
  return { rows, more: false };
}

/** Where a page begins: `q` in the quarantine, `h` in the held lines that follow it. */
function positionOf(after: string | null): ['q' | 'h', number] {
  const match = /^([qh])(\d{1,15})$/.exec(after ?? 'q0');
  return match ? [match[1] as 'q' | 'h', Number(match[2])] : ['q', 0];
}

function heldEntry(row: { n: number; id: string; line: string; unit: string; at: number }): QuarantineEntry {
  return {
    n: row.n,
    reason: 'unknown_unit',
    status: 'held',
    field: 'unit',
    detail: `Unit "${row.unit}" is not known yet: the line is stored by itself when that unit arrives.`,
    line: row.line,
    length: Buffer.byteLength(row.line),
    times: 1,
    firstAt: formatInstant(row.at),
    lastAt: formatInstant(row.at),
    event: row.id,
  };
}
