import type { Statement } from 'better-sqlite3';
import { CUBE_COLUMNS, type WritableDB } from '../store/index.ts';
import { addExact, bindable, type Exact, isZero } from './exact.ts';

/** Adds sums, by number of column, to a cell of the cube. */
export type AddToCell = (
  cell: { span: number; year: number; slot: number; unit: number },
  sums: readonly Exact[],
) => void;

/** Statements kept for sets of columns that change together; beyond them cells are written with all columns. */
const STATEMENTS_MOST = 256;

/** Most changes are about a few columns: only those are written. */
export function createAddToCell(db: WritableDB): AddToCell {
  const statements = new Map<string, Statement>();
  const everyColumn = CUBE_COLUMNS.map((_, n) => n);

  function statementFor(columns: readonly number[]): Statement {
    const names = columns.map((n) => CUBE_COLUMNS[n] as string);
    return db.prepare(
      `INSERT INTO cube (span, year, slot, unit, ${names.join(', ')})
       VALUES (?, ?, ?, ?, ${names.map(() => '?').join(', ')})
       ON CONFLICT DO UPDATE SET ${names.map((c) => `${c} = ${c} + excluded.${c}`).join(', ')}`,
    );
  }

  return ({ span, year, slot, unit }, sums) => {
    let columns: number[] = [];
    for (let n = 0; n < sums.length; n++) if (!isZero(sums[n] as Exact)) columns.push(n);
    if (columns.length === 0) return;
    let id = columns.join();
    if (!statements.has(id) && statements.size >= STATEMENTS_MOST) {
      columns = everyColumn;
      id = 'all';
    }
    let statement = statements.get(id);
    if (!statement) statements.set(id, (statement = statementFor(columns)));
    statement.run(span, year, slot, unit, ...columns.map((n) => bindable(sums[n] as Exact)));
  };
}

/** Sums of nothing, by number of column. */
export function noSums(): Exact[] {
  return new Array<Exact>(CUBE_COLUMNS.length).fill(0);
}

export function addSums(into: Exact[], more: readonly Exact[]): void {
  for (let i = 0; i < more.length; i++) {
    const amount = more[i] as Exact;
    if (!isZero(amount)) into[i] = addExact(into[i] as Exact, amount);
  }
}
