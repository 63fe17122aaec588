/** Maps as they are kept: drafts with their files, what was published, what was taken back. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { DAY_MS, formatInstant, type Instant } from '../../contract/calendar.ts';
import { type MapPack, mapPack } from '../../contract/map.ts';
import {
  type MapListed,
  type MapOptions,
  mapOptions,
  type MapReport,
  mapReport,
} from '../../contract/maps.ts';
import type { WritableDB } from '../store/index.ts';

export type TableRows = readonly (readonly [code: string, unit: string])[];
export interface MapTable {
  readonly file: string;
  readonly rows: TableRows;
}

/** What a file made with its options. */
export interface Made {
  readonly options: MapOptions;
  readonly table: MapTable | null;
  readonly report: MapReport;
  readonly pack: MapPack | null;
  readonly seen: string;
}

export interface KeptMap extends Omit<Made, 'pack'> {
  readonly head: MapListed;
  /** Whether it can be drawn. */
  readonly drawn: boolean;
}

export interface MapStore {
  list(): MapListed[];
  find(number: number): KeptMap | undefined;
  /** The file as it was brought; `null` once the map was published. */
  source(number: number): Buffer | null;
  pack(number: number): MapPack | null;
  /** Number of the map in force for a unit. */
  inForce(root: string): number | null;
  add(draft: { file: string; root: string; source: Uint8Array; by: string; at: Instant }, made: Made): number;
  nextNumber(): number;
  remake(number: number, made: Made): void;
  drop(number: number): void;
  publish(number: number, by: string, at: Instant): void;
  withdraw(number: number, by: string, at: Instant): void;
}

interface Row {
  number: number;
  file: string;
  root: string;
  by: string;
  at: Instant;
  options: string;
  table_file: string | null;
  table_rows: string | null;
  report: string;
  drawn: number;
  seen: string;
  published_at: Instant | null;
  published_by: string | null;
  withdrawn_at: Instant | null;
}

/** Drafts are kept for so long, and so many of them. */
const DRAFT_MS = 30 * DAY_MS;
const DRAFTS_MOST = 20;
const LISTED_MOST = 200;
const rows = z.array(z.tuple([z.string(), z.string()]));
const COLUMNS = `number, file, root, by, at, options, table_file, table_rows, report, pack IS NOT NULL AS drawn, seen,
  published_at, published_by, withdrawn_at`;

export function createMapStore(db: WritableDB): MapStore {
  const inForce = (root: string): number | null =>
    db
      .prepare<[string], number>(
        `SELECT number FROM map WHERE root = ? AND published_at IS NOT NULL AND withdrawn_at IS NULL
         ORDER BY published_at DESC, number DESC LIMIT 1`,
      )
      .pluck()
      .get(root) ?? null;

  function headOf(row: Row): MapListed {
    const { number, file, root, by, published_at: published, published_by: publishedBy } = row;
    const state =
      published === null
        ? 'draft'
        : row.withdrawn_at !== null
          ? 'withdrawn'
          : inForce(root) === number
            ? 'in_force'
            : 'replaced';
    return {
      number,
      file,
      root,
      title: mapOptions.parse(JSON.parse(row.options)).title,
      by,
      at: formatInstant(row.at),
      state,
      publishedAt: published === null ? null : formatInstant(published),
      publishedBy,
    };
  }

  function written({ options, table, report, pack, seen }: Made) {
    return {
      root: options.root,
      options: JSON.stringify(options),
      tableFile: table?.file ?? null,
      tableRows: table === null ? null : JSON.stringify(table.rows),
      report: JSON.stringify(report),
      pack: pack === null ? null : gzipSync(JSON.stringify(pack)),
      seen,
    };
  }

  function unzipped(number: number, column: 'source' | 'pack'): Buffer | null {
    const held = db.prepare<[number], Buffer | null>(`SELECT ${column} FROM map WHERE number = ?`).pluck();
    const bytes = held.get(number);
    return bytes ? gunzipSync(bytes) : null;
  }

  return {
    list: () =>
      db
        .prepare<[number], Row>(`SELECT ${COLUMNS} FROM map ORDER BY number DESC LIMIT ?`)
        .all(LISTED_MOST)
        .map(headOf),
    find(number) {
      const row = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM map WHERE number = ?`).get(number);
      if (!row) return undefined;
      return {
        head: headOf(row),
        options: mapOptions.parse(JSON.parse(row.options)),
        table:
          row.table_file === null || row.table_rows === null
            ? null
            : { file: row.table_file, rows: rows.parse(JSON.parse(row.table_rows)) },
        report: mapReport.parse(JSON.parse(row.report)),
        drawn: row.drawn === 1,
        seen: row.seen,
      };
    },
    source: (number) => unzipped(number, 'source'),
    pack(number) {
      const bytes = unzipped(number, 'pack');
      return bytes === null ? null : mapPack.parse(JSON.parse(bytes.toString('utf8')));
    },
    inForce,
    nextNumber: () =>
      (db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'map'").pluck().get() ?? 0) + 1,
    add({ file, source, by, at }, made) {
      return db.transaction(() => {
        const { lastInsertRowid } = db
          .prepare(
            `INSERT INTO map (file, root, by, at, source, options, table_file, table_rows, report, pack, seen)
             VALUES (@file, @root, @by, @at, @source, @options, @tableFile, @tableRows, @report, @pack, @seen)`,
          )
          .run({ file, by, at, source: gzipSync(source), ...written(made) });
        db.prepare(
          `DELETE FROM map WHERE published_at IS NULL AND (at < ? OR number NOT IN
             (SELECT number FROM map WHERE published_at IS NULL ORDER BY number DESC LIMIT ?))`,
        ).run(at - DRAFT_MS, DRAFTS_MOST);
        return Number(lastInsertRowid);
      })();
    },
    remake(number, made) {
      db.prepare(
        `UPDATE map SET root = @root, options = @options, table_file = @tableFile, table_rows = @tableRows,
           report = @report, pack = @pack, seen = @seen WHERE number = @number AND published_at IS NULL`,
      ).run({ number, ...written(made) });
    },
    drop(number) {
      db.prepare('DELETE FROM map WHERE number = ? AND published_at IS NULL').run(number);
    },
    publish(number, by, at) {
      db.prepare(
        `UPDATE map SET published_at = ?, published_by = ?, withdrawn_at = NULL, withdrawn_by = NULL, source = NULL
         WHERE number = ?`,
      ).run(at, by, number);
    },
    withdraw(number, by, at) {
      db.prepare('UPDATE map SET withdrawn_at = ?, withdrawn_by = ? WHERE number = ?').run(at, by, number);
    },
  };
}
