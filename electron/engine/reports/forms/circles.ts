/** Cells that make up each other. */
import { type Formula, termsOf } from '../formula/formula.ts';
import type { CompiledForm } from './compile.ts';

type Cell = readonly [row: string, column: string];

/** The first circle of cells that is found, from a cell back to itself; rows that stand for many are taken as one. */
export function circleIn(compiled: CompiledForm): Cell[] | null {
  const rows = compiled.rows.map(({ code }) => code);
  const done = new Set<string>();
  const path: Cell[] = [];

  function formulaAt([rowCode, columnCode]: Cell): Formula | null {
    const row = compiled.rows.find(({ code }) => code === rowCode);
    const column = compiled.columns.find(({ code }) => code === columnCode);
    return row && column ? compiled.formulaOf(row, column) : null;
  }

  function neededBy(cell: Cell): Cell[] {
    const formula = formulaAt(cell);
    if (!formula) return [];
    return termsOf(formula).flatMap((term): Cell[] => {
      if (term.is === 'letter') return [];
      const column = term.column ?? cell[1];
      if (term.is === 'cell') return [[term.row ?? cell[0], column]];
      return rows.slice(rows.indexOf(term.from), rows.indexOf(term.to) + 1).map((row): Cell => [row, column]);
    });
  }

  function visit(cell: Cell): Cell[] | null {
    const id = cell.join('/');
    if (done.has(id)) return null;
    const at = path.findIndex((one) => one.join('/') === id);
    if (at >= 0) return [...path.slice(at), cell];
    path.push(cell);
    for (const needed of neededBy(cell)) {
      const circle = visit(needed);
      if (circle) return circle;
    }
    path.pop();
    done.add(id);
    return null;
  }

  for (const row of rows)
    for (const { code } of compiled.columns) {
      const circle = visit([row, code]);
      if (circle) return circle;
    }
  return null;
}
