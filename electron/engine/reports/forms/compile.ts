/** A form with its formulas read, or everything that is wrong with it. */
import type { Form, FormCheck, FormColumn, FormFault, FormFilter, FormRow } from '../../../contract/forms.ts';
import {
  type Comparison,
  type Formula,
  hasLetters,
  type LetterTerm,
  type SumTerm,
  type CellTerm,
  termsOf,
} from '../formula/formula.ts';
import { FormulaError, readComparison, readFormula } from '../formula/read.ts';
import { circleIn } from './circles.ts';

export interface CompiledColumn extends Omit<FormColumn, 'formula' | 'behind'> {
  readonly formula: Formula;
  readonly behind: LetterTerm | null;
}
export interface CompiledRow extends Omit<FormRow, 'formula'> {
  readonly formula: Formula | null;
}
export interface CompiledCheck extends Omit<FormCheck, 'formula'> {
  readonly comparison: Comparison;
}
export interface CompiledForm {
  readonly form: Form;
  readonly columns: readonly CompiledColumn[];
  readonly rows: readonly CompiledRow[];
  readonly checks: readonly CompiledCheck[];
  /** How a cell is made; `null` stays empty. */
  formulaOf(row: CompiledRow, column: CompiledColumn): Formula | null;
  /** The letter that a cell is, with the filters of its place; `null` when it is none. */
  letterOf(row: CompiledRow, column: CompiledColumn): LetterTerm | null;
}

/** A form that cannot be used, with all that is wrong with it. */
export class FormError extends Error {
  readonly faults: readonly FormFault[];
  constructor(faults: readonly FormFault[]) {
    super(faults.map(({ field, detail }) => `${field}: ${detail}`).join('\n'));
    this.faults = faults;
  }
}

type Place = Partial<Omit<FormFault, 'field' | 'detail'>>;

/** @throws FormError naming every fault with its row, column or check */
export function compileForm(form: Form): CompiledForm {
  const faults: FormFault[] = [];
  const fault = (field: string, detail: string, place: Place = {}) =>
    faults.push({ field, detail, row: null, column: null, check: null, ...place });

  function read<T>(reading: (text: string) => T, text: string, field: string, place: Place): T | null {
    try {
      return reading(text);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      fault(field, error.message, place);
      return null;
    }
  }
  const missing: Formula = { is: 'number', value: { n: 0n, d: 1n }, text: '0' };

  const columns = form.columns.map((column, i): CompiledColumn => {
    const place = { column: column.code };
    const formula = read(readFormula, column.formula, `columns.${i}.formula`, place) ?? missing;
    const { behind = null, ...rest } = column;
    const read_ = behind === null ? null : read(readFormula, behind, `columns.${i}.behind`, place);
    if (read_ !== null && read_.is !== 'letter')
      fault(`columns.${i}.behind`, 'must be one letter, such as cases.F', place);
    return { ...rest, formula, behind: read_?.is === 'letter' ? read_ : null };
  });
  const rows = form.rows.map(({ formula, ...row }, i): CompiledRow => {
    const place = { row: row.code };
    return {
      ...row,
      formula: formula === undefined ? null : read(readFormula, formula, `rows.${i}.formula`, place),
    };
  });
  const cells = new Map<string, Formula | null>();
  for (const [i, { row, column, formula }] of form.cells.entries()) {
    const place = { row, column };
    if (cells.has(idOf(row, column))) fault(`cells.${i}`, 'this cell is said twice', place);
    cells.set(
      idOf(row, column),
      formula === null ? null : read(readFormula, formula, `cells.${i}.formula`, place),
    );
  }
  const checks = form.checks.flatMap(({ formula, ...check }, i): CompiledCheck[] => {
    const comparison = read(readComparison, formula, `checks.${i}.formula`, { check: check.code });
    return comparison ? [{ ...check, comparison }] : [];
  });

  const compiled: CompiledForm = {
    form,
    columns,
    rows,
    checks,
    formulaOf(row, column) {
      const own = cells.get(idOf(row.code, column.code));
      if (own !== undefined) return own;
      return row.formula !== null && hasLetters(column.formula) ? row.formula : column.formula;
    },
    letterOf(row, column) {
      if (cells.has(idOf(row.code, column.code))) {
        const own = cells.get(idOf(row.code, column.code));
        return own?.is === 'letter' ? placed(own, row, column) : null;
      }
      // A row made of other rows is whatever those are together, unless it says what it is.
      if (row.formula !== null && !row.whole)
        return row.formula.is === 'letter' && hasLetters(column.formula)
          ? placed(row.formula, row, column)
          : null;
      const letter = column.formula.is === 'letter' ? column.formula : column.behind;
      return letter && placed(letter, row, column);
    },
  };
  findFaults(compiled, fault);
  if (faults.length > 0) throw new FormError(faults);
  return compiled;
}

function idOf(row: string, column: string): string {
  return `${row}/${column}`;
}

/** A letter with the filters of its row and column. */
export function placed(term: LetterTerm, row: CompiledRow, column: CompiledColumn): LetterTerm {
  return { ...term, where: { ...column.where, ...row.where, ...term.where } };
}

type Fault = (field: string, detail: string, place?: Place) => void;

/** What is wrong although everything can be read. */
function findFaults(compiled: CompiledForm, fault: Fault): void {
  const { form } = compiled;
  const rowCodes = form.rows.map(({ code }) => code);
  const columnCodes = form.columns.map(({ code }) => code);
  twice(rowCodes, (code, i) => fault(`rows.${i}.code`, `there are two rows ${code}`, { row: code }));
  twice(columnCodes, (code, i) =>
    fault(`columns.${i}.code`, `there are two columns ${code}`, { column: code }),
  );
  twice(
    form.checks.map(({ code }) => code),
    (code, i) => fault(`checks.${i}.code`, `there are two checks ${code}`, { check: code }),
  );
  const manyOf = new Set(form.rows.filter(({ each }) => each).map(({ code }) => code));
  for (const [i, code] of rowCodes.entries())
    if ([...manyOf].some((many) => code.startsWith(`${many}.`)))
      fault(`rows.${i}.code`, 'rows of units are named so; choose another code', { row: code });

  const check = (terms: readonly (LetterTerm | CellTerm | SumTerm)[], field: string, place: Place) => {
    for (const term of terms) {
      if (term.is === 'letter') continue;
      const named = term.is === 'cell' ? [term.row] : [term.from, term.to];
      for (const row of named)
        if (row !== null && !rowCodes.includes(row)) fault(field, `there is no row ${row}`, place);
      if (term.column !== null && !columnCodes.includes(term.column))
        fault(field, `there is no column ${term.column}`, place);
      if (term.is === 'cell' && term.row !== null && manyOf.has(term.row))
        fault(field, `row ${term.row} stands for many: write sum([${term.row},])`, place);
      if (term.is === 'sum' && rowCodes.indexOf(term.from) > rowCodes.indexOf(term.to))
        fault(field, `row ${term.from} comes after row ${term.to}`, place);
    }
  };
  for (const [i, column] of compiled.columns.entries()) {
    const place = { column: column.code };
    check(termsOf(column.formula), `columns.${i}.formula`, place);
  }
  for (const [i, row] of compiled.rows.entries()) {
    const terms = row.formula ? termsOf(row.formula) : [];
    check(terms, `rows.${i}.formula`, { row: row.code });
    if (row.each && terms.some(({ is }) => is !== 'letter'))
      fault(`rows.${i}.formula`, 'a row of units is made of letters only', { row: row.code });
  }
  for (const [i, { row, column }] of form.cells.entries()) {
    const place = { row, column };
    const [r, c] = [
      compiled.rows.find(({ code }) => code === row),
      compiled.columns.find(({ code }) => code === column),
    ];
    if (!r) fault(`cells.${i}.row`, `there is no row ${row}`, place);
    if (!c) fault(`cells.${i}.column`, `there is no column ${column}`, place);
    const own = r && c ? compiled.formulaOf(r, c) : null;
    if (own) check(termsOf(own), `cells.${i}.formula`, place);
  }
  for (const [i, { code, comparison, rows, columns }] of compiled.checks.entries()) {
    const place = { check: code };
    const terms = [...termsOf(comparison.left), ...termsOf(comparison.right)];
    check(terms, `checks.${i}.formula`, place);
    if (terms.some(({ is }) => is === 'letter'))
      fault(
        `checks.${i}.formula`,
        'a check is between cells; say `behind` of a column to hold it against a letter',
        place,
      );
    for (const row of rows ?? [])
      if (!rowCodes.includes(row)) fault(`checks.${i}.rows`, `there is no row ${row}`, place);
    for (const column of columns ?? [])
      if (!columnCodes.includes(column)) fault(`checks.${i}.columns`, `there is no column ${column}`, place);
  }
  findContradictions(compiled, fault);
  const circle = circleIn(compiled);
  if (circle) {
    const [row, column] = circle[0] ?? ['', ''];
    fault('cells', `cells make up each other: ${circle.map((cell) => `[${cell.join(',')}]`).join(' → ')}`, {
      row,
      column,
    });
  }
}

/** Filters of a row, a column and a letter that no case passes, as they ask for two values of the same. */
function findContradictions(compiled: CompiledForm, fault: Fault): void {
  const told = new Set<string>();
  for (const [r, row] of compiled.rows.entries())
    for (const column of compiled.columns) {
      const formula = compiled.formulaOf(row, column);
      const letters = formula ? termsOf(formula).filter((term) => term.is === 'letter') : [];
      for (const { where } of letters) {
        const name = contradictory([row.where, column.where, where]);
        if (name === undefined || told.has(idOf(row.code, column.code))) continue;
        told.add(idOf(row.code, column.code));
        fault(`rows.${r}.where`, `the row, its column and the letter ask for different values of ${name}`, {
          row: row.code,
          column: column.code,
        });
      }
    }
}

function contradictory(filters: readonly FormFilter[]): string | undefined {
  return (['category', 'initiation'] as const).find(
    (name) => new Set(filters.map((one) => one[name]).filter((value) => value !== undefined)).size > 1,
  );
}

function twice(codes: readonly string[], tell: (code: string, i: number) => void): void {
  for (const [i, code] of codes.entries()) if (codes.indexOf(code) < i) tell(code, i);
}
