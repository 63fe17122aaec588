/** Targets as files: a row a unit, a column an indicator; what is taken out can be brought again. */
import { parse } from 'csv-parse/sync';
import type { Indicator } from '../../contract/indicators.ts';
import type { TargetImport, TargetSheet } from '../../contract/targets.ts';
import { type CellValue, sheetsIn, Unreadable } from '../connect/index.ts';
import { CSV_MARK, csvLine, unguarded } from '../csv/index.ts';
import { ProblemError } from '../problems/index.ts';

type Cells = readonly CellValue[];
const UNIT = 'unit';
const NAME = 'name';
/** Rows in which the heading is looked for: titles stand above it. */
const HEAD_ROWS = 20;
const WORKBOOK_MB = 256;

/** Heading and rows: key and name of each unit, then its targets by the indicators' keys. */
export function tableOf({ rows, indicators }: TargetSheet): (string | number | null)[][] {
  const keys = indicators.map(({ key }) => key);
  return [
    [UNIT, NAME, ...keys],
    ...rows.map(({ unit, name, cells }) => [unit, name, ...keys.map((key) => cells[key]?.target ?? null)]),
  ];
}

export function csvOf(sheet: TargetSheet): string {
  return CSV_MARK + tableOf(sheet).map(csvLine).join('');
}

export async function workbookOf(sheet: TargetSheet): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const page = workbook.addWorksheet(String(sheet.year), {
    views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }],
  });
  for (const row of tableOf(sheet)) page.addRow(row);
  page.getRow(1).font = { bold: true };
  page.columns.forEach((column, i) => {
    column.width = i === 1 ? 44 : 22;
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

export interface Known {
  units: ReadonlyMap<string, string>;
  indicators: ReadonlyMap<string, Indicator>;
  before: (indicator: string, unit: string) => number | null;
}

/** Reads a CSV file (UTF-8) or an XLSX workbook. Empty cells say nothing. @throws ProblemError when it is no such table */
export async function readTargets(bytes: Buffer, known: Known): Promise<TargetImport> {
  const rows = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await workbookRows(bytes) : csvRows(bytes);
  const head = rows.slice(0, HEAD_ROWS).findIndex((row) => row.some((cell) => textOf(cell) === UNIT));
  const heading = head < 0 ? undefined : rows[head]?.map(textOf);
  if (!heading)
    throw new ProblemError(400, `file: no row heads a column "${UNIT}"; an export shows how it is written.`, {
      field: 'file',
    });
  const columns = heading.flatMap((key, i) =>
    key === '' || key === NAME || key === UNIT ? [] : [[key, i] as const],
  );
  const found: TargetImport = { rows: [], faults: [] };
  for (const [key] of columns)
    if (!known.indicators.has(key)) found.faults.push({ n: head + 1, code: 'unknown_indicator', text: key });
  const seen = new Set<string>();
  rows.slice(head + 1).forEach((row, i) => readRow(row, head + i + 2));
  return found;

  function readRow(row: Cells, n: number): void {
    const unit = textOf(row[heading?.indexOf(UNIT) ?? 0]);
    if (row.every((cell) => textOf(cell) === '')) return;
    const name = known.units.get(unit);
    if (name === undefined) {
      found.faults.push({ n, code: 'unknown_unit', text: unit });
      return;
    }
    if (seen.has(unit)) found.faults.push({ n, code: 'twice', text: unit });
    seen.add(unit);
    for (const [key, place] of columns) {
      const indicator = known.indicators.get(key);
      const text = textOf(row[place]);
      if (!indicator || text === '') continue;
      const value = typeof row[place] === 'number' ? row[place] : numberOf(text, indicator.decimals);
      const isWhole = indicator.unit !== 'dong' || Number.isInteger(value);
      if (value === null || !isWhole || value < 0) found.faults.push({ n, code: 'not_a_number', text });
      else if (value > (indicator.unit === 'percent' ? 100 : Number.MAX_SAFE_INTEGER))
        found.faults.push({ n, code: 'beyond', text });
      else found.rows.push({ indicator: key, unit, value, name, before: known.before(key, unit) });
    }
  }
}

function textOf(cell: CellValue | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

/** `84.3`, `84,3` and `1.234.567,5`; three digits behind a point are thousands where the indicator has fewer decimals. */
function numberOf(text: string, decimals: number): number | null {
  if (decimals < 3 && /^\d{1,3}(?:\.\d{3})+$/.test(text)) return Number(text.replaceAll('.', ''));
  if (/^\d+(?:[.,]\d{1,2})?$/.test(text) || /^\d+\.\d+$/.test(text)) return Number(text.replace(',', '.'));
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return null;
}

function csvRows(bytes: Buffer): Cells[] {
  const text = bytes.toString('utf8');
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = [';', '\t'].find((one) => first.includes(one)) ?? ',';
  try {
    const rows = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false });
    return rows.map((row) => row.map(unguarded));
  } catch {
    throw new ProblemError(400, 'file: cannot be read as CSV: save it again as UTF-8, or as XLSX.', {
      field: 'file',
    });
  }
}

async function workbookRows(bytes: Buffer): Promise<Cells[]> {
  try {
    const [sheet] = await sheetsIn(bytes, { memoryMb: WORKBOOK_MB });
    return (sheet?.rows ?? []).map(([, cells]) => cells);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new ProblemError(400, `file: the workbook ${error.message}.`, { field: 'file' });
  }
}
