/** Tables that spreadsheet programs open: RFC 4180. */

/** A byte-order mark, by which spreadsheet programs know UTF-8. */
export const CSV_MARK = '\uFEFF';

/** Spreadsheet programs take text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r](?!\d+(?:\.\d+)?$)/;

/** One line with its end. Texts that would be read as a formula begin with an apostrophe; numbers, negative ones too, stay as they are. */
export function csvLine(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | null | undefined): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
