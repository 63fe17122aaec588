/** An uploaded file as the tables it holds: which lists what, and the cells under each heading. */
import { z } from 'zod';
import {
  ORGANISATION_FIELDS,
  ORGANISATION_KINDS,
  ORGANISATION_ROWS_MOST,
  type OrganisationField,
  type OrganisationKind,
} from '../../contract/organisation.ts';
import { type CellValue, sheetsIn, Unreadable } from '../connect/index.ts';
import { type Heading, headingIn, headingOf } from './columns.ts';
import { csvTable, tooManyRows } from './csvTable.ts';
import { fileProblem } from './fileProblem.ts';

/** One table: rows with their numbers, cells in the order of the fields; a field without a column has `undefined`. */
export const fileTable = z.object({
  kind: z.enum(ORGANISATION_KINDS),
  /** Of a workbook. */
  sheet: z.string().nullable(),
  headings: z.partialRecord(z.string(), z.string()),
  unread: z.array(z.string()),
  rows: z.array(
    z.object({
      n: z.int(),
      cells: z.partialRecord(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()),
    }),
  ),
});
export type FileTable = z.infer<typeof fileTable>;

/** Rows at the beginning of a table in which the heading is looked for: titles stand above it. */
const HEAD_ROWS = 20;
/** Memory that opening an uploaded workbook may take (MB). */
const WORKBOOK_MB = 512;

type NumberedRow = readonly [n: number, cells: readonly CellValue[]];

/** @throws ProblemError naming what is wrong with the file as a whole. */
export async function tablesIn(bytes: Buffer): Promise<FileTable[]> {
  if (bytes.length === 0) throw fileProblem(400, 'empty', 'The file is empty: choose the one with the rows.');
  const sheets = isArchive(bytes) ? await workbook(bytes) : [await csv(bytes)];
  const tables = sheets.flatMap(({ name, rows }) => tableIn(name, rows) ?? []);
  if (tables.length === 0)
    throw fileProblem(
      400,
      'no_table',
      `No row of the file heads units or officers: write headings such as ${headingOf('unit', 'unit', 'vi')}, ${headingOf('unit', 'name', 'vi')}; an export shows all of them.`,
    );
  for (const kind of ORGANISATION_KINDS)
    if (tables.filter((table) => table.kind === kind).length > 1)
      throw fileProblem(400, 'sheet_twice', `Two sheets list ${kind}s: leave one of them in the file.`);
  if (tables.reduce((sum, { rows }) => sum + rows.length, 0) > ORGANISATION_ROWS_MOST) throw tooManyRows();
  return tables;
}

/** The first bytes of every archive, and so of every XLSX workbook. */
function isArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
}

async function csv(bytes: Buffer): Promise<{ name: null; rows: NumberedRow[] }> {
  const rows = await csvTable(bytes);
  return { name: null, rows: rows.map((cells, i) => [i + 1, cells]) };
}

async function workbook(bytes: Buffer): Promise<{ name: string; rows: NumberedRow[] }[]> {
  try {
    const sheets = await sheetsIn(bytes, { memoryMb: WORKBOOK_MB });
    return sheets.map(({ sheet, rows }) => ({ name: sheet, rows }));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw fileProblem(400, 'unreadable', `The workbook ${error.message}.`);
  }
}

function tableIn(sheet: string | null, rows: readonly NumberedRow[]): FileTable | null {
  for (const [i, [, cells]] of rows.slice(0, HEAD_ROWS).entries()) {
    const heading = headingIn(cells);
    if (!heading) continue;
    refuseIncomplete(heading);
    const columns = [...heading.columns];
    return {
      kind: heading.kind,
      sheet,
      headings: Object.fromEntries(columns.map(([field, { words }]) => [field, words])),
      unread: heading.unread,
      rows: rows.slice(i + 1).flatMap(([n, under]) => {
        if (under.every(isBlank)) return [];
        return [
          {
            n,
            cells: Object.fromEntries(columns.map(([field, { place }]) => [field, under[place] ?? null])),
          },
        ];
      }),
    };
  }
  return null;
}

function refuseIncomplete({ kind, missing, twice }: Heading): void {
  const [column] = missing.map((field) => headingOf(kind, field, 'vi'));
  if (column !== undefined)
    throw fileProblem(
      400,
      'column_missing',
      `The file has no column "${column}" (${missing[0]}): add it; an export shows all columns.`,
      { column },
    );
  const [again] = twice;
  if (again !== undefined)
    throw fileProblem(
      400,
      'column_twice',
      `The heading "${again}" says the same as another one: leave one of the two columns in the file.`,
      { column: again },
    );
}

function isBlank(cell: CellValue): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** Whether the file has a column for a field. */
export function has(table: FileTable, field: OrganisationField): boolean {
  return table.headings[field] !== undefined;
}

export function keyField(kind: OrganisationKind): OrganisationField {
  return ORGANISATION_FIELDS[kind][0];
}
