/** A database whose rows come in the order of a watermark: each page begins right after the last row of the one before. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SourceOf } from '../../../contract/sources.ts';
import type { Reach, SourceKind } from '../kind.ts';
import { startLoop } from '../loop.ts';
import { heading, lineOf } from '../mapping/index.ts';
import { itemsOfPiece, type Piece } from '../pieces.ts';
import { openPostgresql } from './postgresql.ts';
import { openSqlServer } from './sqlServer.ts';

type Settings = SourceOf<'sql'>;

/** Right after which row to go on: its watermark and its key, as the database writes them. */
export interface Mark {
  column: string;
  key: string | null;
}

/** A mark as it is kept, and what rows were read by: with another query or mapping the reading begins anew. */
const position = z.object({ column: z.string(), key: z.string(), by: z.string() });
type Position = z.infer<typeof position>;

/** A row as it came, and where it stands. */
export interface MarkedRow {
  values: Record<string, unknown>;
  mark: { column: string | null; key: string | null };
}

/** One connection to a database. */
export interface Database {
  /** The first rows after a mark, in order. Nothing but reading is possible. */
  rowsAfter(after: Mark | null, limit: number): Promise<MarkedRow[]>;
  close(): Promise<void>;
}

export const sqlKind: SourceKind<'sql'> = {
  start(reach) {
    let open: Database | undefined;
    const loop = startLoop({
      failed: reach.feed.failed,
      async once() {
        try {
          open ??= await openDatabase(reach.settings);
          return await readPage(reach, open);
        } catch (error) {
          const broken = open;
          open = undefined;
          await broken?.close().catch(() => undefined);
          throw error;
        }
      },
    });
    return {
      async stop() {
        await loop.stop();
        await open?.close().catch(() => undefined);
      },
    };
  },
  async *peek(settings, limit): AsyncGenerator<Piece> {
    const database = await openDatabase(settings);
    try {
      const rows = await database.rowsAfter(beginning(settings), limit);
      for (const [i, row] of rows.entries()) yield pieceOf(row, i + 1);
    } finally {
      await database.close();
    }
  },
};

/** Takes the next page in; says when to ask again (ms). */
async function readPage({ settings, feed, now }: Reach<'sql'>, database: Database): Promise<number> {
  const by = readBy(settings);
  const after = markOf(feed.positions().get(''), by) ?? beginning(settings);
  const rows = await database.rowsAfter(after, settings.limit);
  // A row without a place in the order, or behind everything that will ever come, would hide the rows after it.
  const astray = rows.findIndex(({ mark }) => placeless(mark) !== null);
  const good = astray === -1 ? rows : rows.slice(0, astray);
  const last = good.at(-1)?.mark;
  if (typeof last?.column === 'string' && typeof last.key === 'string') {
    const items = good.flatMap((row, i) => itemsOfPiece(pieceOf(row, i + 1), settings.mappings, now()));
    const reached: Position = { column: last.column, key: last.key, by };
    feed.take(items, { part: '', position: JSON.stringify(reached) });
  }
  const found = rows[astray]?.mark;
  if (found) {
    const { column, key } = settings.watermark;
    throw new Error(
      `${found.key === null ? 'a row' : `the row with key ${found.key}`} has ${placeless(found) === 'key' ? `no ${key}` : `${found.column ?? 'no value'} as its ${column}`}: leave such rows out of the query`,
    );
  }
  const more = rows.length === settings.limit;
  feed.heard(more ? null : 0);
  return more ? 0 : settings.everyS * 1000;
}

/** Values that are greater than all that can follow. */
const ENDLESS = /^(?:infinity|nan)$/i;

/** What keeps a row from having a place in the order; `null` if nothing does. */
function placeless({ column, key }: MarkedRow['mark']): 'column' | 'key' | null {
  if (column === null || ENDLESS.test(column)) return 'column';
  return key === null ? 'key' : null;
}

function openDatabase(settings: Settings): Promise<Database> {
  return settings.dialect === 'postgresql' ? openPostgresql(settings) : openSqlServer(settings);
}

function beginning({ watermark }: Settings): Mark | null {
  return watermark.after === undefined ? null : { column: watermark.after, key: null };
}

function markOf(text: string | undefined, by: string): Mark | null {
  if (text === undefined) return null;
  const read = position.safeParse(JSON.parse(text));
  return read.success && read.data.by === by ? read.data : null;
}

function readBy({ dialect, database, query, watermark, mappings }: Settings): string {
  const said = JSON.stringify([dialect, database, query, watermark.column, watermark.key, mappings]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 16);
}

function pieceOf({ values, mark: at }: MarkedRow, n: number): Piece {
  const place = at.key === null ? `row ${n}` : `the row with key ${at.key}`;
  const named: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) named[heading(name)] = plain(value);
  const line = lineOf(JSON.stringify(named));
  return { place, line, row: { values: named, tabular: true, place, seq: null, line } };
}

/** What drivers make of odd types, as text that a mapping can read or refuse. */
function plain(value: unknown): unknown {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '#DATE' : value.toISOString().slice(0, -1);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value ?? null;
}
