/** The cube made anew from the versions of every entity, and compared with the one that ingest keeps. */
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Statement } from 'better-sqlite3';
import { sumVersions } from '../ingest/index.ts';
import { readEntries } from '../measures/index.ts';
import { openStore, type Store, type WritableDB } from '../store/index.ts';

/** The tables that are sums of changes, with what says which rows belong together; it comes first in their rows. */
const KEYS = { cube: ['span', 'year', 'slot', 'unit'], change: ['hour', 'unit'] };

export interface Rebuilt {
  versions: number;
  entities: number;
  seconds: number;
  versionsPerSecond: number;
  /** Keys of each table under which there was something else; all 0 when nothing was wrong. */
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
    for (const pragma of [
      'journal_mode = OFF',
      'synchronous = OFF',
      'locking_mode = EXCLUSIVE',
      'temp_store = FILE',
    ])
      beside.db.pragma(pragma);
    db.exec('BEGIN IMMEDIATE');
    const begun = performance.now();
    const { versions, entities } = sumVersions(db, beside.db, options.progress);
    const seconds = (performance.now() - begun) / 1000;
    const differing = compareWith(beside, db, options.compareOnly ?? false);
    // A store that was to be summed anew has been.
    if (!options.compareOnly) db.exec('DELETE FROM breakdown_sum; DELETE FROM sum_anew');
    db.exec(options.compareOnly ? 'ROLLBACK' : 'COMMIT');
    return { versions, entities, seconds, versionsPerSecond: Math.round(versions / seconds), differing };
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
    if (beside.db.open) beside.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts what differs and, unless only comparing, puts the new rows in the place of the old. */
function compareWith(beside: Store, db: WritableDB, compareOnly: boolean): Rebuilt['differing'] {
  const differing = { cube: 0, change: 0 };
  for (const [table, key] of Object.entries(KEYS) as [keyof typeof KEYS, string[]][]) {
    const select = `SELECT * FROM ${table} ORDER BY ${key.join(', ')}`;
    const rowsOf = (of: WritableDB) => of.prepare<[], Row>(select).raw().safeIntegers().iterate();
    const said = (of: WritableDB) => saying(rowsOf(of), key.length, SAYS[table]);
    differing[table] = rowsThatDiffer(said(beside.db), said(db));
    if (compareOnly || differing[table] === 0) continue;
    db.prepare(`DELETE FROM ${table}`).run();
    let insert: Statement<Row> | undefined;
    for (const row of rowsOf(beside.db)) {
      insert ??= db.prepare<Row>(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`);
      insert.run(...row);
    }
  }
  return differing;
}

type Row = (bigint | Buffer)[];
interface Said {
  key: bigint[];
  says: string;
}

/** What the rows of one key say together, in one form; '' for nothing. */
const SAYS: Record<keyof typeof KEYS, (rows: Row[]) => string> = {
  cube: (rows) => {
    const amounts = rows.flatMap((row) => row.slice(KEYS.cube.length));
    return amounts.every((amount) => amount === 0n) ? '' : amounts.join();
  },
  // The same changes may have come in other portions, or been taken back.
  change: (rows) => {
    const sums = new Map<string, bigint>();
    for (const row of rows)
      readEntries(row.at(-1) as Buffer, 0, Number.MAX_SAFE_INTEGER, (dimensions, column, amount, at) => {
        const id = `${at}/${dimensions}/${column}`;
        sums.set(id, (sums.get(id) ?? 0n) + BigInt(amount));
      });
    return [...sums]
      .filter(([, amount]) => amount !== 0n)
      .map(([id, amount]) => `${id}=${amount}`)
      .sort()
      .join(';');
  },
};

/** Keys under which something is said, in order. */
function* saying(
  rows: Iterable<Row>,
  keyLength: number,
  says: (rows: Row[]) => string,
): Generator<Said, void> {
  let together: Row[] = [];
  const said = (): Said => ({ key: together[0]?.slice(0, keyLength) as bigint[], says: says(together) });
  for (const row of rows) {
    const [first] = together;
    if (first && compareKeys(first as bigint[], row.slice(0, keyLength) as bigint[]) !== 0) {
      const one = said();
      if (one.says !== '') yield one;
      together = [];
    }
    together.push(row);
  }
  if (together.length === 0) return;
  const one = said();
  if (one.says !== '') yield one;
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

/** Compares the numbers that both keys have. */
function compareKeys(a: readonly bigint[], b: readonly bigint[]): number {
  for (const [i, other] of b.entries()) {
    const part = a[i] ?? 0n;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
