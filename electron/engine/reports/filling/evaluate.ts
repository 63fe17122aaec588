/** The values of the cells of a form, exact, and whether its checks hold. */
import type { ReportCheck } from '../../../contract/reports.ts';
import { type Formula, termsOf } from '../formula/formula.ts';
import { compare, minus, over, plus, type Ratio, times, whole, writeDecimal } from '../formula/ratio.ts';
import type { CompiledCheck, CompiledColumn, CompiledForm } from '../forms/compile.ts';
import type { Figures } from './figures.ts';
import type { Grid } from './grid.ts';

/** `null` is unknown, or no value after a division by zero. */
export interface Values {
  at(row: number, column: number): Ratio | null;
  /** A formula seen from a cell. */
  of(formula: Formula, row: number, column: number): Ratio | null;
}

export function createValues(grid: Grid, figures: Figures): Values {
  const known = new Map<number, Ratio | null>();
  const width = grid.columns.length;

  const values: Values = {
    at(row, column) {
      const id = row * width + column;
      let value = known.get(id);
      if (value === undefined) {
        const formula = grid.formulaAt(row, column);
        value = formula ? values.of(formula, row, column) : null;
        // Where not all parts are known, as of a unit fed by aggregates, the letter itself may be.
        const letter = value === null && formula ? grid.letterAt(row, column) : null;
        if (letter) value = values.of(letter, row, column);
        known.set(id, value);
      }
      return value;
    },
    of(formula, row, column) {
      switch (formula.is) {
        case 'number':
          return formula.value;
        case 'letter': {
          const whose = grid.rows[row]?.whose;
          const figure = whose && figures.letter(grid.letterFrom(formula, row, column), whose);
          return figure === null || figure === undefined ? null : whole(figure);
        }
        case 'cell': {
          const [cell] = grid.cellsOf(formula, row, column);
          return cell ? values.at(cell.row, cell.column) : null;
        }
        case 'sum':
          return grid.cellsOf(formula, row, column).reduce<Ratio | null>((sum, cell) => {
            const part = values.at(cell.row, cell.column);
            return sum === null || part === null ? null : plus(sum, part);
          }, whole(0n));
        case 'negative': {
          const value = values.of(formula.of, row, column);
          return value && { n: -value.n, d: value.d };
        }
        default: {
          const left = values.of(formula.left, row, column);
          const right = values.of(formula.right, row, column);
          return left === null || right === null ? null : BY_SIGN[formula.is](left, right);
        }
      }
    },
  };
  return values;
}

const BY_SIGN = { '+': plus, '-': minus, '*': times, '/': over };

/** Columns whose cells add up: checks that leave the column open are about these. */
function addsUp({ unit }: CompiledColumn): boolean {
  return unit !== 'percent' && unit !== 'number';
}

/** Every check of a form, and that each cell of a column with a letter behind it is that letter. */
export function runChecks(compiled: CompiledForm, grid: Grid, values: Values): ReportCheck[] {
  return [
    ...compiled.checks.flatMap((check) => runCheck(check, grid, values)),
    ...lettersBehind(grid, values),
  ];
}

function runCheck(check: CompiledCheck, grid: Grid, values: Values): ReportCheck[] {
  const { comparison } = check;
  const terms = [...termsOf(comparison.left), ...termsOf(comparison.right)];
  const rowOpen = terms.some((term) => term.is === 'cell' && term.row === null);
  const columnOpen = terms.some((term) => term.is !== 'letter' && term.column === null);
  const all = (n: number) => [...Array(n).keys()];
  const rows = rowOpen
    ? all(grid.rows.length).filter((n) => check.rows?.includes(grid.rows[n]?.of.code ?? '') ?? true)
    : [0];
  const columns = columnOpen
    ? all(grid.columns.length).filter((n) => {
        const column = grid.columns[n] as CompiledColumn;
        return check.columns?.includes(column.code) ?? addsUp(column);
      })
    : [0];
  return rows.flatMap((row) =>
    columns.map((column) => {
      const left = values.of(comparison.left, row, column);
      const right = values.of(comparison.right, row, column);
      return {
        ...{ code: check.code, says: check.says, must: check.must },
        row: rowOpen ? (grid.rows[row]?.code ?? null) : null,
        column: columnOpen ? (grid.columns[column]?.code ?? null) : null,
        ...outcome(left, right, comparison.compare),
      };
    }),
  );
}

/** A sum that a cell is made of, held against the letter that it stands for. */
function lettersBehind(grid: Grid, values: Values): ReportCheck[] {
  return grid.columns.flatMap((column, c) =>
    grid.rows.flatMap((row, r): ReportCheck[] => {
      const letter = grid.letterAt(r, c);
      if (letter === null || grid.formulaAt(r, c)?.is === 'letter') return [];
      const says = { vi: 'bằng số liệu của kho dữ liệu', en: 'equals the figure of the store' };
      return [
        {
          ...{ code: `=${letter.of}.${letter.letter}`, says, must: true },
          ...{ row: row.code, column: column.code },
          ...outcome(values.at(r, c), values.of(letter, r, c), '='),
        },
      ];
    }),
  );
}

const DECIMALS_TOLD = 4;

function outcome(
  left: Ratio | null,
  right: Ratio | null,
  sign: '=' | '<=' | '>=',
): Pick<ReportCheck, 'holds' | 'left' | 'right'> {
  const told = (value: Ratio | null) =>
    value && writeDecimal(value, value.n % value.d === 0n ? 0 : DECIMALS_TOLD);
  if (left === null || right === null) return { holds: null, left: told(left), right: told(right) };
  const order = compare(left, right);
  const holds = { '=': order === 0, '<=': order <= 0, '>=': order >= 0 }[sign];
  return { holds, left: told(left), right: told(right) };
}
