/** Cases as a table that spreadsheet programs open: RFC 4180 with a byte-order mark. */
import type { ListedCase } from '../../contract/breakdown.ts';
import { CSV_MARK, csvLine } from '../csv/index.ts';
import { type CaseRow, rowTold } from '../measures/index.ts';

const COLUMNS = [
  'case',
  'unit',
  'officer',
  'initiation',
  'category',
  'accepted_on',
  'state',
  'intake',
  'letter',
  'due',
  'done',
  'w',
  'p',
  'r',
  'amount',
] as const satisfies (keyof ListedCase)[];

/** Lines sent at a time. */
const LINES = 500;

export async function* casesAsCsv(rows: AsyncIterable<CaseRow>): AsyncGenerator<string> {
  let text = CSV_MARK + csvLine(COLUMNS);
  let lines = 0;
  for await (const row of rows) {
    const told = rowTold(row);
    text += csvLine(COLUMNS.map((column) => told[column]));
    lines += 1;
    if (lines % LINES > 0) continue;
    yield text;
    text = '';
  }
  yield text;
}
