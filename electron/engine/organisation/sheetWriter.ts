/** Runs beside the engine, in a thread of its own: writes a workbook, which takes a while for thousands of rows. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';

/** This file as a thread is begun with it. It is imported on demand only, so that it stays a file of its own when built. */
export const SHEET_WRITER = import.meta.url;

export type WrittenCell = string | number | null | { day: string };
export interface WrittenSheet {
  name: string;
  heading: readonly string[];
  rows: readonly (readonly WrittenCell[])[];
}

/** Days before it differ between the calendars of spreadsheet programs. */
const FIRST_DAY = '1901-01-01';
const WIDTH_LEAST = 12;
const WIDTH_MOST = 48;

async function workbookOf(sheets: readonly WrittenSheet[]): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  for (const { name, heading, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRow(heading.map(escaped)).font = { bold: true };
    for (const row of rows) {
      const added = sheet.addRow(row.map(cellOf));
      row.forEach((cell, i) => {
        const { numFmt } = formatOf(cell);
        if (numFmt !== undefined) added.getCell(i + 1).numFmt = numFmt;
      });
    }
    sheet.columns.forEach((column, i) => {
      const longest = Math.max(0, ...rows.slice(0, 1000).map((row) => widthOf(row[i] ?? null)));
      column.width = Math.min(WIDTH_MOST, Math.max(WIDTH_LEAST, (heading[i]?.length ?? 0) + 2, longest + 2));
    });
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function cellOf(cell: WrittenCell): string | number | null | Date {
  if (typeof cell === 'string') return escaped(cell);
  if (cell === null || typeof cell === 'number') return cell;
  return cell.day < FIRST_DAY ? cell.day : new Date(`${cell.day}T00:00:00Z`);
}

/** Days have the order of Vietnam; text stays text, also where it looks like a number. */
function formatOf(cell: WrittenCell): { numFmt?: string } {
  if (typeof cell === 'string') return { numFmt: '@' };
  return cell !== null && typeof cell === 'object' ? { numFmt: 'dd/mm/yyyy' } : {};
}

function widthOf(cell: WrittenCell): number {
  return cell !== null && typeof cell === 'object' ? 10 : String(cell ?? '').length;
}

/** Characters that XML cannot hold, and text that looks like such an escape, as ISO/IEC 29500-1 (22.9.2.19) writes them. */
const UNWRITABLE = /_(?=x[0-9A-Fa-f]{4}_)|(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu;

function escaped(text: string): string {
  return text.replaceAll(
    UNWRITABLE,
    (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}

function isWork(data: unknown): data is { sheets: WrittenSheet[] } {
  return typeof data === 'object' && data !== null && 'sheets' in data;
}

if (!isMainThread && isWork(workerData)) parentPort?.postMessage(await workbookOf(workerData.sheets));
