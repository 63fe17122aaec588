/** Formulas of forms as a spreadsheet program writes them. */
import { type Formula, termsOf } from '../formula/formula.ts';
import type { Grid } from '../filling/grid.ts';

/** Spreadsheet programs keep 15 digits of a number: longer ones are written as text, exactly. */
const DIGITS_MOST = 15;

export function isExactNumber(value: string): boolean {
  return value.replace(/[-.]/g, '').replace(/^0+/, '').length <= DIGITS_MOST;
}

/** `C` for the third column. */
export function columnName(n: number): string {
  const rest = Math.floor((n - 1) / 26);
  return (rest > 0 ? columnName(rest) : '') + String.fromCharCode(65 + ((n - 1) % 26));
}

export interface SheetPlace {
  readonly grid: Grid;
  /** The values that the cells hold. */
  readonly cells: readonly (readonly (string | null)[])[];
  /** Where row 0 and column 0 of the grid are on the sheet, counted from 1. */
  readonly firstRow: number;
  readonly firstColumn: number;
}

/**
 * The live formula of a cell; `null` where only its value can stand: it is a letter, it has no value, or it is made of
 * something that is on the sheet as text or not at all.
 */
export function sheetFormula(place: SheetPlace, row: number, column: number): string | null {
  const { grid, cells } = place;
  const formula = grid.formulaAt(row, column);
  const value = cells[row]?.[column] ?? null;
  if (!formula || value === null || !isExactNumber(value)) return null;
  for (const term of termsOf(formula)) {
    if (term.is === 'letter') return null;
    for (const cell of grid.cellsOf(term, row, column)) {
      const part = cells[cell.row]?.[cell.column] ?? null;
      if (part === null || !isExactNumber(part)) return null;
    }
  }
  const decimals = grid.columns[column]?.decimals ?? 0;
  const text = written(place, formula, row, column);
  return isOfWholes(formula) && decimals === 0 ? text : `IFERROR(ROUND(${text},${decimals}),"")`;
}

/** Whether whole cells give a whole number. */
function isOfWholes(formula: Formula): boolean {
  switch (formula.is) {
    case 'number':
      return !formula.text.includes('.');
    case '/':
      return false;
    case 'negative':
      return isOfWholes(formula.of);
    case '+':
    case '-':
    case '*':
      return isOfWholes(formula.left) && isOfWholes(formula.right);
    default:
      return true;
  }
}

function written(place: SheetPlace, formula: Formula, row: number, column: number): string {
  const address = (cell: { row: number; column: number }) =>
    columnName(place.firstColumn + cell.column) + String(place.firstRow + cell.row);
  switch (formula.is) {
    case 'number':
      return formula.text;
    case 'negative':
      return `-(${written(place, formula.of, row, column)})`;
    case 'cell': {
      const [cell] = place.grid.cellsOf(formula, row, column);
      return cell ? address(cell) : '0';
    }
    case 'sum': {
      const summed = place.grid.cellsOf(formula, row, column);
      const [first, last] = [summed[0], summed.at(-1)];
      return first && last ? `SUM(${address(first)}:${address(last)})` : '0';
    }
    case 'letter':
      throw new Error('a letter is no cell');
    default: {
      const [left, right] = [formula.left, formula.right].map((one) => written(place, one, row, column));
      return formula.is === '+' ? `${left}+${right}` : `(${left})${formula.is}(${right})`;
    }
  }
}
