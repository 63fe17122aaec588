/** Tables that spreadsheet programs open: RFC 4180. */

/** A byte-order mark, by which spreadsheet programs know UTF-8. */
export const CSV_MARK = '\uFEFF';

/** Spreadsheet programs take text that begins so for a formula; one that is guarded already is guarded once more. */
const FORMULA = /^(?:'+[=+\-@\t\r]|[=+\-@\t\r](?!\d+(?:\.\d+)?$))/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** One line with its end. Texts that would be read as a formula begin with an apostrophe; numbers, negative ones too, stay as they are. */
export function csvLine(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** The text of a cell as it was before `csvLine` wrote it. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

function cell(value: string | number | null | undefined): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
