/** Files that were brought: what each says until it is applied, how it is to be taken in, and what became of it. */
import { z } from 'zod';
import { DAY_MS, formatInstant, type Instant } from '../../contract/calendar.ts';
import { type ImportHead, type ImportOptions, importOptions } from '../../contract/organisation.ts';
import type { WritableDB } from '../store/index.ts';
import { type FileTable, fileTable } from './fileTables.ts';

export interface KeptImport {
  head: ImportHead;
  options: ImportOptions;
  /** `null` once it was applied. */
  tables: FileTable[] | null;
}

export interface ImportStore {
  list(limit: number): ImportHead[];
  find(number: number): KeptImport | undefined;
  add(file: string, tables: readonly FileTable[], by: string, at: Instant): number;
  choose(number: number, options: ImportOptions): void;
  drop(number: number): void;
  apply(number: number, by: string, at: Instant, counts: Counts): void;
}

interface Counts {
  added: number;
  changed: number;
  ended: number;
}

interface Row {
  number: number;
  file: string;
  by: string;
  at: Instant;
  content: string | null;
  options: string;
  applied_at: Instant | null;
  applied_by: string | null;
  added: number | null;
  changed: number | null;
  ended: number | null;
}

/** What was brought and never applied is kept for so long, and so many of it. */
const KEPT_MS = 7 * DAY_MS;
const KEPT_MOST = 10;

export function createImportStore(db: WritableDB): ImportStore {
  const heads = 'number, file, by, at, options, applied_at, applied_by, added, changed, ended';
  const newest = db.prepare<[number], Row>(
    `SELECT ${heads}, NULL AS content FROM organisation_import ORDER BY number DESC LIMIT ?`,
  );
  const one = db.prepare<[number], Row>(`SELECT * FROM organisation_import WHERE number = ?`);
  const insert = db.prepare(
    'INSERT INTO organisation_import (file, by, at, content, options) VALUES (@file, @by, @at, @content, @options)',
  );
  const forget = db.prepare(
    `DELETE FROM organisation_import WHERE applied_at IS NULL AND (at < @since OR number NOT IN
       (SELECT number FROM organisation_import WHERE applied_at IS NULL ORDER BY number DESC LIMIT ${KEPT_MOST}))`,
  );
  const setOptions = db.prepare(
    'UPDATE organisation_import SET options = ? WHERE number = ? AND applied_at IS NULL',
  );
  const remove = db.prepare('DELETE FROM organisation_import WHERE number = ? AND applied_at IS NULL');
  const setApplied = db.prepare(
    `UPDATE organisation_import SET content = NULL, applied_at = @at, applied_by = @by, added = @added,
       changed = @changed, ended = @ended WHERE number = @number`,
  );

  return {
    list: (limit) => newest.all(limit).map(headOf),
    find(number) {
      const row = one.get(number);
      if (!row) return undefined;
      return {
        head: headOf(row),
        options: importOptions.parse(JSON.parse(row.options)),
        tables: row.content === null ? null : z.array(fileTable).parse(JSON.parse(row.content)),
      };
    },
    add(file, tables, by, at) {
      return db
        .transaction(() => {
          const options = JSON.stringify(importOptions.parse({}));
          const { lastInsertRowid } = insert.run({ file, by, at, content: JSON.stringify(tables), options });
          forget.run({ since: at - KEPT_MS });
          return Number(lastInsertRowid);
        })
        .immediate();
    },
    choose(number, options) {
      setOptions.run(JSON.stringify(options), number);
    },
    drop(number) {
      remove.run(number);
    },
    apply(number, by, at, counts) {
      setApplied.run({ number, by, at, ...counts });
    },
  };
}

function headOf(row: Row): ImportHead {
  const { number, file, by } = row;
  return {
    number,
    file,
    by,
    at: formatInstant(row.at),
    applied:
      row.applied_at === null
        ? null
        : {
            at: formatInstant(row.applied_at),
            by: row.applied_by ?? '',
            added: row.added ?? 0,
            changed: row.changed ?? 0,
            ended: row.ended ?? 0,
          },
  };
}
