import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { ControlSums } from '../../contract/system.ts';
import { CUBE_COLUMNS } from '../store/index.ts';

/**
 * A few figures that a good copy of the database shares with it. All are read in milliseconds, however many events
 * there are: the copy is compared while the database goes on.
 */
export function controlSumsOf(db: Database.Database): ControlSums {
  // A copy made before a migration is of an older schema.
  const there = new Set(db.prepare('SELECT name FROM sqlite_schema').pluck().all());
  const one = (what: string, table: string): string => {
    if (!there.has(table)) return '0';
    const sum = db.prepare<[], bigint | null>(`SELECT ${what} FROM ${table}`).pluck().safeIntegers().get();
    return String(sum ?? 0n);
  };
  const cube = createHash('sha256');
  const cells = db
    .prepare<[], bigint[]>(`SELECT year, unit, ${CUBE_COLUMNS.join(', ')} FROM cube WHERE span = 0`)
    .raw()
    .safeIntegers();
  for (const cell of cells.iterate()) cube.update(cell.join(',')).update(';');
  return {
    lastEvent: one('MAX(n)', 'event'),
    accepted: one('SUM(accepted)', 'source'),
    positions: one('SUM(last_seq)', 'source'),
    caseVersions: one('SUM(versions)', 'case_feed'),
    units: one('COUNT(*)', 'unit'),
    people: one('COUNT(*)', 'users'),
    audit: one('MAX(id)', 'audit'),
    yearCloses: one('MAX(n)', 'year_close'),
    cube: cube.digest('hex'),
  };
}

/** Names of the sums in which a copy differs from what is expected; an older program may have written down fewer. */
export function differingSums(copy: ControlSums, expected: ControlSums): string[] {
  return Object.keys(expected).filter((name) => copy[name] !== expected[name]);
}

/** Position of each source. */
export function positionsOf(db: Database.Database): Record<string, number> {
  const rows = db.prepare<[], { id: string; last_seq: number }>('SELECT id, last_seq FROM source').all();
  return Object.fromEntries(rows.map((row) => [row.id, row.last_seq]));
}

interface Group {
  year: bigint;
  unit: bigint;
  sums: string;
  rows: number;
}

/**
 * The cube holds every change once in each of its spans: whatever a unit and year sum to must be the same in all.
 * Says the first unit and year where it is not, or `null`.
 */
export function spansDisagree(db: Database.Database): { year: bigint; unit: bigint } | null {
  try {
    return firstDisagreement(db);
  } catch (error) {
    // Sums beyond 64 bits on the way to ones within cannot be compared here; that is no fault of theirs.
    if (error instanceof Error && error.message === 'integer overflow') return null;
    throw error;
  }
}

function firstDisagreement(db: Database.Database): { year: bigint; unit: bigint } | null {
  const sums = CUBE_COLUMNS.map((column) => `SUM(${column})`).join(', ');
  const rows = db
    .prepare<[], bigint[]>(`SELECT year, unit, span, ${sums} FROM cube GROUP BY year, unit, span`)
    .raw()
    .safeIntegers();
  const spans = Number(db.prepare('SELECT COUNT(DISTINCT span) FROM cube').pluck().get());
  let held: Group | undefined;
  const nothing = CUBE_COLUMNS.map(() => '0').join();
  const short = (group: Group) => group.rows < spans && group.sums !== nothing;
  for (const [year = 0n, unit = 0n, , ...row] of rows.iterate()) {
    const text = row.join();
    if (held && held.year === year && held.unit === unit) {
      if (held.sums !== text) return { year, unit };
      held.rows += 1;
      continue;
    }
    if (held && short(held)) return held;
    held = { year, unit, sums: text, rows: 1 };
  }
  return held && short(held) ? held : null;
}
