/** A form filled in for a unit and a period. */
import { addMonths, formatInstant, type Instant, yearStart } from '../../../contract/calendar.ts';
import type { CountLetter } from '../../../contract/letters.ts';
import type { CellWay, ReportContent } from '../../../contract/reports.ts';
import type { Measures } from '../../measures/index.ts';
import type { ReadableDB } from '../../store/index.ts';
import { termsOf } from '../formula/formula.ts';
import { writeDecimal } from '../formula/ratio.ts';
import { type CompiledForm, placed } from '../forms/compile.ts';
import { createValues, runChecks } from './evaluate.ts';
import { readFigures } from './figures.ts';
import { createGrid, type Grid, rowsFor, rowsKept } from './grid.ts';

/** Last instant of a cumulative period of 1 to 12 months from 1 October. */
export function periodEnd(year: number, months: number): Instant {
  return addMonths(yearStart(year), months) - 1;
}

export interface Filled {
  readonly content: ReportContent;
  readonly ways: (CellWay | null)[][];
}

export interface FillQuestion {
  readonly compiled: CompiledForm;
  readonly formDigest: string;
  readonly unit: string;
  readonly year: number;
  readonly months: number;
  /** Of the figures: the end of the period, or an instant within it. */
  readonly at: Instant;
}

/** @throws QuestionError naming `unit` when it is not there at that instant */
export async function fill(
  parts: { db: ReadableDB; measures: Measures },
  { compiled, formDigest, unit, year, months, at }: FillQuestion,
): Promise<Filled> {
  const { letters, ofEach } = filteredLetters(compiled);
  const figures = await readFigures(parts, { unit, year, at, filtered: letters, ofEach });
  const grid = createGrid(compiled, rowsFor(compiled, unit, figures));
  const values = createValues(grid, figures);
  const overCells = <T>(tell: (row: number, column: number) => T) =>
    grid.rows.map((_, r) => grid.columns.map((__, c) => tell(r, c)));
  const content: ReportContent = {
    schema: 1,
    form: compiled.form.code,
    version: compiled.form.version,
    formDigest,
    ...{ unit, unitName: figures.unitName, year, months },
    at: formatInstant(at),
    rows: grid.rows.map(({ code, label, of, whose }) => ({
      ...{ code, label, level: of.level, bold: of.bold },
      unit: whose.own ? null : whose.unit,
    })),
    cells: overCells((r, c) => {
      const value = values.at(r, c);
      return value && writeDecimal(value, grid.columns[c]?.decimals ?? 0);
    }),
    checks: runChecks(compiled, grid, values),
  };
  return { content, ways: waysIn(grid) };
}

/** Ways down of a report that is kept: they follow from its form and its rows. */
export function waysOf(compiled: CompiledForm, content: ReportContent): (CellWay | null)[][] {
  return waysIn(createGrid(compiled, rowsKept(compiled, content)));
}

function waysIn(grid: Grid): (CellWay | null)[][] {
  return grid.rows.map(({ whose }, r) =>
    grid.columns.map((_, c): CellWay | null => {
      const term = grid.letterAt(r, c);
      // A unit's own figures without those below it have no list.
      if (!term || whose.own) return null;
      return { of: term.of, letter: term.letter, unit: whose.unit, where: term.where };
    }),
  );
}

/** Letters that are asked for with a filter somewhere in a form, and whether in a row of units. */
function filteredLetters(compiled: CompiledForm): { letters: CountLetter[]; ofEach: boolean } {
  const letters = new Set<CountLetter>();
  let ofEach = false;
  for (const row of compiled.rows)
    for (const column of compiled.columns) {
      const formula = compiled.formulaOf(row, column);
      const behind = compiled.letterOf(row, column);
      const terms = [...(formula ? termsOf(formula) : []), ...(behind ? [behind] : [])];
      for (const term of terms) {
        if (term.is !== 'letter' || Object.keys(placed(term, row, column).where).length === 0) continue;
        letters.add(term.letter);
        ofEach ||= row.each !== undefined;
      }
    }
  return { letters: [...letters], ofEach };
}
