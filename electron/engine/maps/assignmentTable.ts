/** A table of codes and units, as spreadsheet programs save it: which office a ward belongs to. */
import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { MAP_SHAPES_MOST } from '../../contract/maps.ts';
import { CSV_MARK, unguarded } from '../csv/index.ts';
import { mapProblem } from './mapProblem.ts';
import type { TableRows } from './mapStore.ts';

/** Headings, compared without case, spaces and marks. */
const CODE = ['code', 'ma', 'maxa', 'maphuong', 'maphuongxa', 'madvhc', 'ward', 'matinh'];
const UNIT = ['unit', 'office', 'donvi', 'madonvi', 'maphong', 'phong', 'phongkhuvuc'];
const DELIMITERS = [',', ';', '\t'] as const;

/** @throws ProblemError naming what is wrong with the file */
export function assignmentsIn(bytes: Uint8Array): TableRows {
  if (bytes.length === 0) throw mapProblem(400, 'empty', 'The table is empty: choose the one with the rows.');
  if (!isUtf8(bytes))
    throw mapProblem(400, 'not_utf8', 'The table is not written in UTF-8: save it as "CSV UTF-8".');
  const text = Buffer.from(bytes).toString('utf8').replace(CSV_MARK, '');
  for (const delimiter of DELIMITERS) {
    const [head = [], ...body] = cells(text, delimiter);
    const [code, unit] = [CODE, UNIT].map((known) => head.findIndex((cell) => known.includes(folded(cell))));
    if (code === undefined || unit === undefined || code < 0 || unit < 0) continue;
    return rowsOf(body, code, unit);
  }
  throw mapProblem(
    400,
    'table_columns',
    'The first row of the table must head the columns "Mã" (code) and "Mã đơn vị" (unit): write these headings.',
  );
}

function cells(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, relax_quotes: true });
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function rowsOf(body: readonly string[][], code: number, unit: number): TableRows {
  const rows = new Map<string, string>();
  for (const row of body) {
    const [from, to] = [row[code], row[unit]].map((cell) => unguarded((cell ?? '').normalize('NFC').trim()));
    if (!from && !to) continue;
    if (!from || !to)
      throw mapProblem(400, 'table_rows', `A row of the table has a code or a unit alone: "${from || to}".`);
    const before = rows.get(from);
    if (before !== undefined && before !== to)
      throw mapProblem(
        400,
        'table_rows',
        `The table gives "${from}" to two units, ${before} and ${to}: keep one row.`,
      );
    rows.set(from, to);
  }
  if (rows.size === 0) throw mapProblem(400, 'empty', 'The table has no row below its headings.');
  if (rows.size > MAP_SHAPES_MOST)
    throw mapProblem(
      400,
      'table_rows',
      `The table has more than ${MAP_SHAPES_MOST} rows: bring that of one agency.`,
    );
  return [...rows];
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}
