/** Rows of a spreadsheet. The library that knows the format is behind this file, and loaded when one is met. */
import type { CellValue as Given, Worksheet } from 'exceljs';
import type { FileFormat } from '../../../contract/sources.ts';
import type { Piece } from '../pieces.ts';
import { ArchiveError, checkArchive } from './archive.ts';
import { type CellValue, createTable } from './table.ts';

type Format = Extract<FileFormat, { as: 'xlsx' }>;

/** What does not bear on the cells' values; some of it would be spread over every cell of a range. */
const NOT_READ = [
  'mergeCells',
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'cols',
  'drawing',
  'legacyDrawing',
  'picture',
  'tableParts',
  'extLst',
  'autoFilter',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
];
/** Columns read of a row: more than any table has. */
const COLUMNS_MOST = 1000;

/** The rows of a sheet after its heading; row numbers are those of the sheet. Throws `ArchiveError`. */
export async function* xlsxPieces(bytes: Buffer, format: Format, name: string): AsyncGenerator<Piece> {
  await checkArchive(bytes);
  const sheet = await sheetOf(bytes, format.sheet);
  const table = createTable(name, format.headerRow);
  const rows: [number, CellValue[]][] = [];
  sheet.eachRow((row, n) => {
    const cells: CellValue[] = [];
    row.eachCell((cell, column) => {
      if (column <= COLUMNS_MOST) cells[column - 1] = plain(cell.value);
    });
    rows.push([n, Array.from(cells, (cell) => cell ?? null)]);
  });
  for (const [n, cells] of rows) {
    const piece = table.row(cells, n);
    if (piece) yield piece;
  }
  if (!table.named()) throw new ArchiveError(`has no row ${format.headerRow} with headings`);
}

async function sheetOf(bytes: Buffer, wanted: string | undefined): Promise<Worksheet> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    await workbook.xlsx.load(whole, { ignoreNodes: NOT_READ });
  } catch (error) {
    throw new ArchiveError(`is no spreadsheet (${error instanceof Error ? error.message : String(error)})`);
  }
  const names = workbook.worksheets.map((sheet) => sheet.name);
  const found = workbook.worksheets.find((sheet, i) =>
    wanted === undefined ? i === 0 : sheet.name.trim() === wanted.trim(),
  );
  if (found) return found;
  if (wanted === undefined) throw new ArchiveError('has no sheet');
  throw new ArchiveError(`has no sheet "${wanted}"; there are ${names.join(', ') || 'none'}`);
}

/** What cannot stand for a value is shown as what it is, so that the mapping refuses it and says so. */
function plain(value: Given): CellValue {
  if (value === null || value === undefined) return null;
  // A date of a spreadsheet is wall-clock time without a zone.
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '#DATE' : value.toISOString().slice(0, -1);
  if (typeof value !== 'object') return value;
  if ('error' in value) return String(value.error);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return plain(value.text);
  // A formula is never calculated here: what the program that wrote it got is taken.
  if ('formula' in value || 'sharedFormula' in value)
    return value.result === undefined ? '#FORMULA' : plain(value.result);
  return '#VALUE';
}
