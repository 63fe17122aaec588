/** Runs beside the engine, in a thread of its own: a spreadsheet is opened where it can neither hold up nor bring down anything. */
import { readFile, stat } from 'node:fs/promises';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { CellValue as Given, Worksheet } from 'exceljs';
import { ArchiveError, checkArchive, LIMITS } from './archive.ts';
import type { CellValue } from './table.ts';

/** This file as a thread is begun with it. It is imported on demand only, so that it stays a file of its own when built. */
export const WORKBOOK_THREAD = import.meta.url;

export type WorkbookTask = { path: string } | { bytes: Uint8Array };
/** Name of a sheet; left out, the first one; or all of them. */
export type SheetsWanted = { sheet?: string | undefined } | { every: true };

/** Rows with their numbers from 1; the next group is sent when it is asked for. */
export type RowGroup = [n: number, cells: CellValue[]][];
/** Some rows of a sheet. */
export interface SheetRows {
  sheet: string;
  rows: RowGroup;
}
/** What the thread says: some rows (`null` at the end), or why the workbook cannot be read. */
export type Told = { part: SheetRows | null } | { refused: string };

/** Rows sent at a time. */
const GROUP = 500;
/** Columns read of a row: more than any table has. */
const COLUMNS_MOST = 1000;
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

/** The rows of the wanted sheets that are not blank. Throws `ArchiveError`. */
export async function rowsOf(task: WorkbookTask, wanted: SheetsWanted = {}): Promise<SheetRows[]> {
  const bytes = 'bytes' in task ? Buffer.from(task.bytes) : await bytesOf(task.path);
  await checkArchive(bytes);
  const sheets = await sheetsOf(bytes);
  const found = 'every' in wanted ? sheets : [sheetNamed(wanted.sheet, sheets)];
  return found.map((sheet) => ({ sheet: sheet.name, rows: rowsIn(sheet) }));
}

async function bytesOf(path: string): Promise<Buffer> {
  // Before a byte of it is in memory.
  const { size } = await stat(path);
  if (size > LIMITS.packed)
    throw new ArchiveError(`has ${size} bytes, more than ${LIMITS.packed}: save it as CSV`);
  return readFile(path);
}

function rowsIn(sheet: Worksheet): RowGroup {
  const rows: RowGroup = [];
  sheet.eachRow((row, n) => {
    const cells: CellValue[] = [];
    row.eachCell((cell, column) => {
      if (column <= COLUMNS_MOST) cells[column - 1] = plain(cell.value);
    });
    rows.push([n, Array.from(cells, (cell) => cell ?? null)]);
  });
  return rows;
}

async function sheetsOf(bytes: Buffer): Promise<Worksheet[]> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    await workbook.xlsx.load(whole, { ignoreNodes: NOT_READ });
  } catch (error) {
    throw new ArchiveError(`is no spreadsheet (${error instanceof Error ? error.message : String(error)})`);
  }
  return workbook.worksheets;
}

function sheetNamed(wanted: string | undefined, sheets: readonly Worksheet[]): Worksheet {
  const names = sheets.map((sheet) => sheet.name);
  const found = sheets.find((sheet, i) =>
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

/** What a thread is begun with. */
export interface WorkbookWork {
  workbook: WorkbookTask;
  wanted: SheetsWanted;
}

function isWork(data: unknown): data is WorkbookWork {
  return typeof data === 'object' && data !== null && 'workbook' in data;
}

function* partsOf(sheets: readonly SheetRows[]): Generator<SheetRows, undefined> {
  for (const { sheet, rows } of sheets)
    for (let from = 0; from < rows.length; from += GROUP)
      yield { sheet, rows: rows.slice(from, from + GROUP) };
}

async function run({ workbook, wanted }: WorkbookWork): Promise<void> {
  const port = parentPort;
  const tell = (told: Told) => port?.postMessage(told);
  try {
    const parts = partsOf(await rowsOf(workbook, wanted));
    port?.on('message', () => {
      const { value, done } = parts.next();
      tell({ part: value ?? null });
      if (done) port.close();
    });
  } catch (error) {
    // Anything else, such as a file that is gone, is no fault of the workbook.
    if (!(error instanceof ArchiveError)) throw error;
    tell({ refused: error.message });
  }
}

if (!isMainThread && isWork(workerData)) await run(workerData);
