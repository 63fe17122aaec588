import { byKey } from '../measures/byKey.ts';
import type { WritableDB } from '../store/index.ts';

/** A version as a row: key, `v`, `at`, the event that brought it, and what the type has besides. */
export interface VersionRow {
  key: string;
  v: number;
  at: number;
  event: number;
  [column: string]: string | number | bigint | null;
}

/** The versions of one type of entity. */
export interface VersionTable<R extends VersionRow> {
  of(key: string): R[];
  /** Stores a version whose (key, v) is not taken. */
  insert(row: R): void;
  replace(row: R): void;
  /** Told all versions of an entity as they came to be in a batch, to store what is kept of them together. */
  settle?(key: string, versions: readonly R[]): void;
  /** The versions of every entity, entity by entity, in the order of their keys. */
  every(): Generator<R[]>;
}

const COMMON = ['key', 'v', 'at', 'event'];

export function versionTable<R extends VersionRow>(
  db: WritableDB,
  table: string,
  columns: readonly string[],
): VersionTable<R> {
  const all = [...COMMON, ...columns];
  const names = all.map((c) => `"${c}"`).join(', ');
  const values = all.map(() => '?').join(', ');
  const select = db.prepare<[string], R>(`SELECT ${names} FROM ${table} WHERE key = ?`);
  const selectAll = () => db.prepare<[], R>(`SELECT ${names} FROM ${table} ORDER BY key, v`);
  const insert = db.prepare(`INSERT INTO ${table} (${names}) VALUES (${values})`);
  const replace = db.prepare(`INSERT OR REPLACE INTO ${table} (${names}) VALUES (${values})`);
  const bind = (row: R) => all.map((c) => row[c] ?? null);
  return {
    of: (key) => select.all(key),
    insert: (row) => {
      insert.run(bind(row));
    },
    replace: (row) => {
      replace.run(bind(row));
    },
    every: () => byKey(selectAll().iterate()),
  };
}

/** Whether two versions say the same of the entity, whichever event brought them. */
export function sameState(a: VersionRow, b: VersionRow): boolean {
  return Object.keys(a).every((column) => column === 'event' || a[column] === b[column]);
}
