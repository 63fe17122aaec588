/** The cube made anew from the versions of every entity, and compared with the one that ingest keeps. */
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Statement } from 'better-sqlite3';
import { changingTypes } from '../ingest/index.ts';
import { createCubeWriter } from '../measures/index.ts';
import { openStore, type Store, type WritableDB } from '../store/index.ts';

/** Changes gathered before they are written: what bounds the memory. */
const CHANGES_A_WRITE = 50_000;
/** The tables that are sums of changes, with their keys, which come first in their rows. */
const KEYS = { cube: ['span', 'year', 'slot', 'unit'], moment: ['hour', 'unit', 'at'] };

export interface Rebuilt {
  versions: number;
  entities: number;
  seconds: number;
  versionsPerSecond: number;
  /** Rows of each table that differed from those that were there; all 0 when nothing was wrong. */
  differing: Record<keyof typeof KEYS, number>;
}

export interface RebuildOptions {
  /** Leaves the database as it is and only compares. */
  compareOnly?: boolean;
  /** Told now and then how many versions have been read. */
  progress?: (versions: number) => void;
}

/**
 * Makes the cube anew: every entity's versions are read together, in one pass over the store, into a database
 * beside it; then it takes the place of the old one in one transaction. Nobody may write to the store meanwhile: the
 * transaction is held from the first row to the last.
 */
export function rebuildCube(store: Store, options: RebuildOptions = {}): Rebuilt {
  const { db } = store;
  const folder = mkdtempSync(join(dirname(db.name), 'rebuild-'));
  const beside = openStore({ dataDir: folder });
  try {
    // It is thrown away if anything happens to it.
    for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'locking_mode = EXCLUSIVE'])
      beside.db.pragma(pragma);
    db.exec('BEGIN IMMEDIATE');
    const begun = performance.now();
    const { versions, entities } = sumInto(beside.db, db, options.progress);
    const seconds = (performance.now() - begun) / 1000;
    const differing = compareWith(beside, db, options.compareOnly ?? false);
    db.exec(options.compareOnly ? 'ROLLBACK' : 'COMMIT');
    return { versions, entities, seconds, versionsPerSecond: Math.round(versions / seconds), differing };
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
    if (beside.db.open) beside.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function sumInto(into: WritableDB, from: WritableDB, progress: RebuildOptions['progress']) {
  const cube = createCubeWriter(into);
  let versions = 0;
  let entities = 0;
  let gathered = 0;
  const write = into.transaction(() => cube.flush());
  for (const { everyEntity, changes } of changingTypes(from))
    for (const entity of everyEntity()) {
      for (const change of changes(entity)) {
        cube.add(change, 1);
        gathered += 1;
      }
      entities += 1;
      versions += entity.length;
      if (gathered < CHANGES_A_WRITE) continue;
      write();
      gathered = 0;
      progress?.(versions);
    }
  write();
  progress?.(versions);
  return { versions, entities };
}

/** Counts what differs and, unless only comparing, puts the new rows in the place of the old. */
function compareWith(beside: Store, db: WritableDB, compareOnly: boolean): Rebuilt['differing'] {
  const differing = { cube: 0, moment: 0 };
  for (const [table, key] of Object.entries(KEYS) as [keyof typeof KEYS, string[]][]) {
    const select = `SELECT ${key.join(', ')}, * FROM ${table} ORDER BY ${key.join(', ')}`;
    const rowsOf = (of: WritableDB) => of.prepare<[], Row>(select).raw().safeIntegers().iterate();
    differing[table] = rowsThatDiffer(saying(rowsOf(beside.db), key), saying(rowsOf(db), key));
    if (compareOnly || differing[table] === 0) continue;
    db.prepare(`DELETE FROM ${table}`).run();
    let insert: Statement<Row> | undefined;
    for (const row of rowsOf(beside.db)) {
      const values = row.slice(key.length);
      insert ??= db.prepare<Row>(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`);
      insert.run(...values);
    }
  }
  return differing;
}

type Row = (bigint | string)[];
interface Said {
  key: bigint[];
  says: string;
}

/** Rows that say something: not those that sum to nothing; the order in which a moment lists its columns is no matter. */
function* saying(rows: Iterable<Row>, key: readonly string[]): Generator<Said, void> {
  for (const row of rows) {
    const values = row.slice(2 * key.length);
    if (values.every((value) => value === 0n)) continue;
    const says = values.map((value) =>
      typeof value === 'string' ? value.split(';').sort().join(';') : value,
    );
    yield { key: row.slice(0, key.length) as bigint[], says: says.join() };
  }
}

function rowsThatDiffer(a: Iterator<Said, void>, b: Iterator<Said, void>): number {
  let differing = 0;
  let left = nextOf(a);
  let right = nextOf(b);
  while (left || right) {
    const order = !left ? 1 : !right ? -1 : compareKeys(left.key, right.key);
    if (order !== 0 || left?.says !== right?.says) differing += 1;
    if (order <= 0) left = nextOf(a);
    if (order >= 0) right = nextOf(b);
  }
  return differing;
}

function nextOf(rows: Iterator<Said, void>): Said | null {
  const step = rows.next();
  return step.done ? null : step.value;
}

function compareKeys(a: readonly bigint[], b: readonly bigint[]): number {
  for (const [i, part] of a.entries()) {
    const other = b[i] ?? 0n;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
