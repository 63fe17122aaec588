import type { Instant } from '../../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../database.ts';
import { packLines, type Remains, readRemains, unpackLines } from './block.ts';

/** An event as logged. */
export interface LoggedEvent {
  id: string;
  source: number;
  /** The line whole; empty when it was put away. */
  line: string;
  /** Of a line that was put away: the digest of what it said. */
  digest: Buffer | null;
}

/** Reads the log of every line taken in. */
export interface EventLogReader {
  find(n: number): LoggedEvent | undefined;
  /** Lines that wait for nothing and were not put away, newest first. */
  newest(): Generator<{ n: number; source: number; line: string }>;
}

/**
 * Writes the log within the caller's transactions. Lines that may be taken out again, or be read again by themselves,
 * are rows of their own; all others go together into a block when the transaction is `flush`ed.
 */
export interface EventLog extends EventLogReader {
  /** Logs a line; its number, or `null` if the source has used the id. */
  insert(source: number, id: string, line: string, at: Instant, alone: boolean): number | null;
  /** Number of the event that a source gave an id. */
  numberOf(source: number, id: string): number | undefined;
  remove(n: number): void;
  flush(): void;
  /** Forgets what was gathered in a transaction that was rolled back. */
  forget(): void;
}

interface BlockRow {
  first: number;
  source: number;
  put_away: number;
  lines: Buffer;
}
interface Block {
  first: number;
  source: number;
  putAway: boolean;
  lines: string[];
}
interface Gathering {
  first: number;
  source: number;
  at: Instant;
  lines: string[];
  ids: string[];
}

/** Blocks kept unpacked: a body that is sent again repeats a few blocks line by line. */
const BLOCKS_KEPT = 4;

export function createEventLogReader(db: ReadableDB): EventLogReader {
  const rowOf = db.prepare<[number], LoggedEvent>('SELECT id, source, line, digest FROM event WHERE n = ?');
  const blockBefore = db.prepare<[number], BlockRow>(
    'SELECT first, source, put_away, lines FROM log_block WHERE first <= ? ORDER BY first DESC LIMIT 1',
  );
  const blockUpTo = db.prepare<[number], BlockRow>(
    'SELECT first, source, put_away, lines FROM log_block WHERE first <= ? AND put_away = 0 ORDER BY first DESC LIMIT 1',
  );
  const rowUpTo = db.prepare<[number], { n: number; source: number; line: string }>(
    `SELECT n, source, line FROM event WHERE n <= ? AND line <> ''
       AND NOT EXISTS (SELECT 1 FROM held WHERE held.event = event.n) ORDER BY n DESC LIMIT 1`,
  );
  /** Blocks unpacked lately, the latest last. */
  const kept = new Map<number, Block>();

  function unpacked(row: BlockRow): Block {
    let block = kept.get(row.first);
    // A block that was put away since is another one.
    if (block?.putAway !== (row.put_away === 1)) block = undefined;
    kept.delete(row.first);
    block ??= {
      first: row.first,
      source: row.source,
      putAway: row.put_away === 1,
      lines: unpackLines(row.lines),
    };
    kept.set(row.first, block);
    if (kept.size > BLOCKS_KEPT) kept.delete(kept.keys().next().value as number);
    return block;
  }

  function inBlock(n: number): LoggedEvent | undefined {
    const row = blockBefore.get(n);
    if (!row) return undefined;
    const { first, source, putAway, lines } = unpacked(row);
    const line = lines[n - first] ?? '';
    if (line === '') return undefined;
    if (!putAway) return { id: idIn(line), source, line, digest: null };
    const remains = readRemains(line) as Remains;
    return { ...remains, source, line: '' };
  }

  return {
    find: (n) => rowOf.get(n) ?? inBlock(n),
    *newest() {
      let row = rowUpTo.get(Number.MAX_SAFE_INTEGER);
      let blockRow = blockUpTo.get(Number.MAX_SAFE_INTEGER);
      while (blockRow) {
        const { first, source, lines } = unpacked(blockRow);
        for (let i = lines.length - 1; i >= 0; i--) {
          for (; row && row.n > first + i; row = rowUpTo.get(row.n - 1)) yield row;
          const line = lines[i] as string;
          if (line !== '') yield { n: first + i, source, line };
        }
        blockRow = blockUpTo.get(first - 1);
      }
      for (; row; row = rowUpTo.get(row.n - 1)) yield row;
    },
  };
}

/** How many numbers have been given to lines so far. */
export function numbersGiven(db: ReadableDB): number {
  const alone = db.prepare<[], number | null>('SELECT MAX(n) FROM event').pluck().get() ?? 0;
  const inBlocks =
    db
      .prepare<[], number>('SELECT first + count - 1 FROM log_block ORDER BY first DESC LIMIT 1')
      .pluck()
      .get() ?? 0;
  return Math.max(alone, inBlocks);
}

export function createEventLog(db: WritableDB): EventLog {
  const reader = createEventLogReader(db);
  const insertId = db.prepare(
    'INSERT INTO logged_id (source, id, n) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const numberOfId = db
    .prepare<[number, string], number>('SELECT n FROM logged_id WHERE source = ? AND id = ?')
    .pluck();
  const deleteId = db.prepare('DELETE FROM logged_id WHERE source = ? AND id = ?');
  const insertAlone = db.prepare(
    'INSERT INTO event (n, source, id, line, received_at) VALUES (?, ?, ?, ?, ?)',
  );
  const deleteAlone = db.prepare('DELETE FROM event WHERE n = ?');
  const insertBlock = db.prepare(
    'INSERT INTO log_block (first, count, source, received_at, lines) VALUES (?, ?, ?, ?, ?)',
  );
  const unlist = db.prepare('UPDATE quarantine SET event = NULL WHERE event = ?');
  let last: number | undefined;
  let gathering: Gathering | null = null;

  function gather(n: number, source: number, id: string, line: string, at: Instant): void {
    if (gathering && (gathering.source !== source || gathering.at !== at)) flush();
    gathering ??= { first: n, source, at, lines: [], ids: [] };
    const place = n - gathering.first;
    // Numbers between were given to lines that are rows of their own.
    while (gathering.lines.length < place) {
      gathering.lines.push('');
      gathering.ids.push('');
    }
    gathering.lines.push(line);
    gathering.ids.push(id);
  }

  function flush(): void {
    if (!gathering) return;
    const { first, source, at, lines } = gathering;
    gathering = null;
    if (lines.some((line) => line !== '')) insertBlock.run(first, lines.length, source, at, packLines(lines));
  }

  function gathered(n: number): LoggedEvent | undefined {
    const line = gathering?.lines[n - gathering.first];
    if (!gathering || !line) return undefined;
    return { id: gathering.ids[n - gathering.first] as string, source: gathering.source, line, digest: null };
  }

  const log: EventLog = {
    newest: () => reader.newest(),
    find: (n) => gathered(n) ?? reader.find(n),
    insert(source, id, line, at, alone) {
      last ??= numbersGiven(db);
      const n = last + 1;
      if (insertId.run(source, id, n).changes === 0) return null;
      last = n;
      // A corrected line may be written over several lines.
      if (alone || line.includes('\n')) insertAlone.run(n, source, id, line, at);
      else gather(n, source, id, line, at);
      return n;
    },
    numberOf: (source, id) => numberOfId.get(source, id),
    remove(n) {
      const event = log.find(n);
      if (!event) return;
      deleteId.run(event.source, event.id);
      unlist.run(n);
      if (gathering && gathered(n)) gathering.lines[n - gathering.first] = '';
      else deleteAlone.run(n);
    },
    flush,
    forget() {
      last = undefined;
      gathering = null;
    },
  };
  return log;
}

function idIn(line: string): string {
  const said: unknown = JSON.parse(line);
  return String(typeof said === 'object' && said !== null ? Reflect.get(said, 'id') : '');
}
