import { HOUR_MS, type Instant, yearOf } from '../../contract/calendar.ts';
import { CUBE_COLUMNS, type CubeColumn, type WritableDB } from '../store/index.ts';
import type { Change } from './change.ts';
import { addExact, bindable, type Exact } from './exact.ts';
import { hoursBefore, SPANS } from './spans.ts';

type Sums = Map<CubeColumn, Exact>;

/** Gathers the changes of a batch and writes them to the cube in one go, inside the caller's transaction. */
export interface CubeWriter {
  /** Takes a change in (`sign` 1) or back (`sign` −1). */
  add(change: Change, sign: 1 | -1): void;
  /** Writes what was gathered; returns the earliest instant that changed, or `undefined` if nothing did. */
  flush(): Instant | undefined;
  /** Forgets what was gathered: the transaction it belonged to was rolled back. */
  drop(): void;
}

export function createCubeWriter(db: WritableDB): CubeWriter {
  const columns = CUBE_COLUMNS.join(', ');
  const values = CUBE_COLUMNS.map(() => '?').join(', ');
  const sums = CUBE_COLUMNS.map((c) => `${c} = ${c} + excluded.${c}`).join(', ');
  const addToCell = db.prepare(
    `INSERT INTO cube (span, year, slot, unit, ${columns}) VALUES (?, ?, ?, ?, ${values})
     ON CONFLICT DO UPDATE SET ${sums}`,
  );
  const insertMoment = db.prepare(
    'INSERT INTO moment (hour, unit, at, changes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const readMoment = db
    .prepare<[number, number, number], string>(
      'SELECT changes FROM moment WHERE hour = ? AND unit = ? AND at = ?',
    )
    .pluck();
  const updateMoment = db.prepare('UPDATE moment SET changes = ? WHERE hour = ? AND unit = ? AND at = ?');
  const deleteMoment = db.prepare('DELETE FROM moment WHERE hour = ? AND unit = ? AND at = ?');

  let gathered = new Map<number, Map<Instant, Sums>>();

  function writeMoment(unit: number, at: Instant, changes: Sums): void {
    const hour = Math.floor(at / HOUR_MS);
    if (insertMoment.run(hour, unit, at, encodeChanges(changes)).changes > 0) return;
    const merged = decodeChanges(readMoment.get(hour, unit, at) ?? '');
    for (const [column, n] of changes) accumulate(merged, column, n);
    if (merged.size > 0) updateMoment.run(encodeChanges(merged), hour, unit, at);
    else deleteMoment.run(hour, unit, at);
  }

  function add(change: Change, sign: 1 | -1): void {
    let instants = gathered.get(change.unit);
    if (!instants) {
      instants = new Map<Instant, Sums>();
      gathered.set(change.unit, instants);
    }
    let sums = instants.get(change.at);
    if (!sums) {
      sums = new Map<CubeColumn, Exact>();
      instants.set(change.at, sums);
    }
    for (const [column, amount] of change.contribution) accumulate(sums, column, sign * change.sign * amount);
  }

  function flush(): Instant | undefined {
    let earliest: Instant | undefined;
    for (const [unit, instants] of gathered) {
      const cells = new Map<string, { key: [number, number, number]; sums: Sums }>();
      for (const [at, changes] of instants) {
        if (changes.size === 0) continue;
        if (earliest === undefined || at < earliest) earliest = at;
        writeMoment(unit, at, changes);
        const year = yearOf(at);
        const hour = hoursBefore(year, at);
        for (const span of [0, ...SPANS]) {
          const slot = span === 0 ? 0 : Math.floor(hour / span);
          const id = `${span}/${year}/${slot}`;
          let cell = cells.get(id);
          if (!cell) cells.set(id, (cell = { key: [span, year, slot], sums: new Map() }));
          for (const [column, n] of changes) accumulate(cell.sums, column, n);
        }
      }
      for (const { key, sums: cell } of cells.values()) {
        if (cell.size === 0) continue;
        addToCell.run(...key, unit, ...CUBE_COLUMNS.map((c) => bindable(cell.get(c) ?? 0)));
      }
    }
    gathered = new Map();
    return earliest;
  }

  return {
    add,
    flush,
    drop() {
      gathered = new Map();
    },
  };
}

/** Adds to a column; a column that comes to nothing is not kept. */
function accumulate(sums: Sums, column: CubeColumn, n: Exact): void {
  const sum = addExact(sums.get(column) ?? 0, n);
  // A bigint zero and a number zero are both nothing.
  if (Number(sum) === 0) sums.delete(column);
  else sums.set(column, sum);
}

function encodeChanges(sums: Sums): string {
  return [...sums].map(([column, n]) => `${column}=${n}`).join(';');
}

/** What a row of `moment` holds. */
export function decodeChanges(text: string): Sums {
  const sums: Sums = new Map();
  if (text === '') return sums;
  for (const part of text.split(';')) {
    const cut = part.indexOf('=');
    const amount = part.slice(cut + 1);
    sums.set(part.slice(0, cut) as CubeColumn, amount.length < 16 ? Number(amount) : BigInt(amount));
  }
  return sums;
}
