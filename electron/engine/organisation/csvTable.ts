/** The rows of an uploaded CSV file, whatever parts its cells. */
import { isUtf8 } from 'node:buffer';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { CsvError, type Options, parse as parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { ORGANISATION_ROWS_MOST } from '../../contract/organisation.ts';
import { unguarded } from '../csv/index.ts';
import { headingIn } from './columns.ts';
import { fileProblem } from './fileProblem.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** Rows in which the heading is looked for, and how much of the file holds them. */
const HEAD_ROWS = 20;
const HEAD_CHARACTERS = 64 * 1024;
const MARK = '\uFEFF';
/** What is parsed between two turns of the engine's other work. */
const TURN_CHARACTERS = 64 * 1024;

/** Cells row by row, blank rows among them, so that rows are counted as spreadsheet programs do. @throws ProblemError */
export async function csvTable(bytes: Buffer): Promise<string[][]> {
  const text = textOf(bytes);
  const rows: string[][] = [];
  const reader = parser({ ...options(delimiterOf(text)), bom: false });
  const failed = new Promise<never>((_resolve, reject) => reader.once('error', reject));
  // Whoever comes first is waited for; the other is no rejection that nobody hears.
  failed.catch(() => undefined);
  reader.on('readable', () => {
    for (let row: string[] | null = read(reader); row !== null; row = read(reader)) rows.push(row);
  });
  const ended = new Promise<void>((resolve) => reader.once('end', resolve));
  try {
    for (let from = 0; from < text.length; from += TURN_CHARACTERS) {
      reader.write(text.slice(from, from + TURN_CHARACTERS));
      await Promise.race([yieldToOthers(), failed]);
      if (rows.length > ORGANISATION_ROWS_MOST + HEAD_ROWS) throw tooManyRows();
    }
    reader.end();
    await Promise.race([ended, failed]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = rows.length + 1;
    throw fileProblem(
      400,
      'broken_row',
      `Row ${row} cannot be read: a quotation mark is out of place or never closed. Correct it, or save the file as XLSX.`,
      { row },
    );
  } finally {
    reader.destroy();
  }
  return rows.map((row) => row.map(unguarded));
}

export function tooManyRows(): Error {
  return fileProblem(
    400,
    'too_many_rows',
    `The file has more than ${ORGANISATION_ROWS_MOST} rows: bring it in parts.`,
  );
}

function read(reader: { read(): unknown }): string[] | null {
  return reader.read() as string[] | null;
}

function options(delimiter: string): Options {
  return {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
  };
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw notUtf8(bytes);
  const text = bytes.toString('utf8');
  const body = text.startsWith(MARK) ? text.slice(MARK.length) : text;
  // UTF-16 of plain letters is UTF-8 as well: every second byte is nothing.
  if (body.slice(0, 2).includes('\0')) throw notUtf8(bytes);
  if (body.trim() === '') throw fileProblem(400, 'empty', 'The file is empty: choose the one with the rows.');
  return body;
}

function notUtf8(bytes: Buffer): Error {
  const row = rowOfFirstBad(bytes);
  return fileProblem(
    400,
    'not_utf8',
    `Row ${row} is not written in UTF-8 (it may be Windows-1258): in the spreadsheet program save the file as "CSV UTF-8", or as XLSX.`,
    { row },
  );
}

/** The row, counted by line ends, in which the first byte stands that is no UTF-8. */
function rowOfFirstBad(bytes: Buffer): number {
  let row = 1;
  for (let from = 0; from < bytes.length; row += 1) {
    const end = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, end === -1 ? bytes.length : end);
    if (!isUtf8(line) || line.includes(0)) return row;
    if (end === -1) break;
    from = end + 1;
  }
  return row;
}

/** The delimiter by which the heading says most. */
function delimiterOf(text: string): string {
  const known = DELIMITERS.map((delimiter) => [knownBy(delimiter, text), delimiter] as const);
  const [most] = known.sort(([a], [b]) => b - a);
  return most?.[1] ?? ',';
}

function knownBy(delimiter: string, text: string): number {
  try {
    const rows: string[][] = parse(text.slice(0, HEAD_CHARACTERS), {
      ...options(delimiter),
      relax_quotes: true,
      to: HEAD_ROWS,
    });
    return Math.max(0, ...rows.map((row) => headingIn(row)?.columns.size ?? 0));
  } catch {
    return 0;
  }
}
