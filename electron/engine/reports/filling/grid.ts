/** The rows of a form with those of units written out, and the formulas of their cells made definite. */
import type { FormWords } from '../../../contract/forms.ts';
import type { ReportContent } from '../../../contract/reports.ts';
import type { CellTerm, Formula, LetterTerm, SumTerm } from '../formula/formula.ts';
import { type CompiledColumn, type CompiledForm, type CompiledRow, placed } from '../forms/compile.ts';
import type { Figures, Whose } from './figures.ts';

export interface GridRow {
  readonly code: string;
  readonly of: CompiledRow;
  readonly label: FormWords;
  readonly whose: Whose;
}

export interface Grid {
  readonly rows: readonly GridRow[];
  readonly columns: readonly CompiledColumn[];
  /** `null` stays empty. */
  formulaAt(row: number, column: number): Formula | null;
  letterAt(row: number, column: number): LetterTerm | null;
  /** Places of cells that a term stands for, seen from a cell. */
  cellsOf(term: CellTerm | SumTerm, row: number, column: number): { row: number; column: number }[];
  /** A letter as a cell asks for it. */
  letterFrom(term: LetterTerm, row: number, column: number): LetterTerm;
}

const OWN: FormWords = { vi: 'Tại cơ quan', en: 'The agency itself' };

/** The rows of a form as a unit fills them. */
export function rowsFor(
  compiled: CompiledForm,
  unit: string,
  { subordinates, hasOwn }: Pick<Figures, 'subordinates' | 'hasOwn'>,
): GridRow[] {
  return compiled.rows.flatMap((of): GridRow[] => {
    const whole = { unit, own: false };
    if (!of.each) return [{ code: of.code, of, label: of.label, whose: whole }];
    const below = subordinates.map(({ unit: key, name }) => ({
      label: { vi: name, en: name },
      whose: { unit: key, own: false },
    }));
    // A unit with none below it is all there is.
    const own = hasOwn ? [{ label: OWN, whose: { unit, own: true } }] : [];
    return [...below, ...own].map((one, i) => ({ code: `${of.code}.${i + 1}`, of, ...one }));
  });
}

/** The rows of a report that is kept, with those of its form. */
export function rowsKept(compiled: CompiledForm, content: ReportContent): GridRow[] {
  return content.rows.flatMap(({ code, label, unit }): GridRow[] => {
    const of = compiled.rows.find(
      (row) => row.code === code || (row.each && code.startsWith(`${row.code}.`)),
    );
    return of ? [{ code, of, label, whose: { unit: unit ?? content.unit, own: unit === null } }] : [];
  });
}

export function createGrid(compiled: CompiledForm, rows: readonly GridRow[]): Grid {
  const columns = compiled.columns;
  const rowAt = (n: number) => rows[n] as GridRow;
  const columnAt = (n: number) => columns[n] as CompiledColumn;
  const columnNamed = (code: string) => columns.findIndex((one) => one.code === code);

  return {
    rows,
    columns,
    formulaAt: (row, column) => compiled.formulaOf(rowAt(row).of, columnAt(column)),
    letterAt: (row, column) => compiled.letterOf(rowAt(row).of, columnAt(column)),
    letterFrom: (term, row, column) => placed(term, rowAt(row).of, columnAt(column)),
    cellsOf(term, row, column) {
      const there = term.column === null ? column : columnNamed(term.column);
      if (term.is === 'cell') {
        const place = term.row === null ? row : rows.findIndex((one) => one.of.code === term.row);
        return [{ row: place, column: there }];
      }
      const order = compiled.rows.map(({ code }) => code);
      const [from, to] = [order.indexOf(term.from), order.indexOf(term.to)];
      return rows.flatMap(({ of }, n) => {
        const place = order.indexOf(of.code);
        return place >= from && place <= to ? [{ row: n, column: there }] : [];
      });
    },
  };
}
