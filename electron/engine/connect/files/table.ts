import { heading } from '../mapping/index.ts';
import { lineOf } from '../mapping/index.ts';
import type { Piece } from '../pieces.ts';

/** A cell of a table before it is mapped. */
export type CellValue = string | number | boolean | null;

/** Turns the rows of a file into rows with named cells: the heading row names them. */
export interface Table {
  /** A row by its number from 1; `null` where it is the heading, above it, or blank. */
  row(cells: readonly CellValue[], n: number): Piece | null;
  /** Whether the heading has been seen. */
  named(): boolean;
}

/** Columns of every file besides its own: the file's name, and the row's number. */
const FILE_COLUMN = '$file';
const ROW_COLUMN = '$row';

export function createTable(file: string, headerRow: number): Table {
  let names: string[] | undefined;
  return {
    named: () => names !== undefined,
    row(cells, n) {
      if (n < headerRow) return null;
      if (!names) {
        names = namesOf(cells);
        return null;
      }
      if (cells.every((cell) => cell === null || cell === '' || (typeof cell === 'string' && !cell.trim())))
        return null;
      const place = `row ${n} of ${file}`;
      const values: Record<string, CellValue> = {};
      for (const [i, name] of names.entries()) if (name !== '') values[name] = cells[i] ?? null;
      // Without the row's number: the same row further down is the same line.
      const line = lineOf(JSON.stringify({ ...values, [FILE_COLUMN]: file }));
      const beyond = cells.findIndex((cell, i) => i >= (names?.length ?? 0) && cell !== null && cell !== '');
      if (beyond !== -1) {
        const all = lineOf(JSON.stringify(cells));
        const detail = `${place}: has ${beyond + 1} or more cells, the heading ${names.length}: a mark may be missing.`;
        return { place, line: all, refusal: { reason: 'unmapped', field: null, detail } };
      }
      const row = {
        values: { ...values, [FILE_COLUMN]: file, [ROW_COLUMN]: n },
        tabular: true,
        place,
        seq: null,
        line,
      };
      return { place, line, row };
    },
  };
}

/** The headings; of several columns with one heading the later ones are told apart by a number. */
function namesOf(cells: readonly CellValue[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const name = heading(String(cell ?? ''));
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return name === '' || times === 1 ? name : `${name} (${times})`;
  });
}
