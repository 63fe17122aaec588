/** Rows of CSV files, whatever is broken in them: a row that cannot be read costs itself, never its neighbours. */
import { parse } from 'csv-parse/sync';
import type { FileFormat } from '../../../contract/sources.ts';
import { LINE_BYTES_MOST, type Line, linesOf } from '../../ingest/index.ts';
import type { Piece } from '../pieces.ts';
import { createTable, type Table } from './table.ts';

type Format = Extract<FileFormat, { as: 'csv' }>;

/** Lines that one row may span: more is a quotation mark that was never closed. */
const SPAN_MOST = 100;
const QUOTE = '"';

interface Held {
  line: Line;
  text: string;
  n: number;
}

/** The rows of a CSV body after its heading. Rows are counted from 1, blank lines not counted. */
export async function* csvPieces(
  body: AsyncIterable<Uint8Array>,
  format: Format,
  name: string,
): AsyncGenerator<Piece> {
  const table = createTable(name, format.headerRow);
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let held: Held[] = [];
  let n = 0;

  for await (const line of linesOf(inUtf8(body, format.encoding))) {
    n += 1;
    let text: string;
    try {
      if (!line.whole) throw new Error(`${line.length} bytes: a row may have ${LINE_BYTES_MOST}`);
      text = utf8.decode(line.bytes);
    } catch (error) {
      yield* settle(true);
      const reason = line.whole ? 'invalid_utf8' : 'too_long';
      const said = line.whole ? 'is not UTF-8: correct it, or name the encoding' : (error as Error).message;
      yield { place: placeOf(n), line, refusal: { reason, field: null, detail: `${placeOf(n)}: ${said}.` } };
      continue;
    }
    held.push({ line, text, n });
    yield* settle(false);
  }
  yield* settle(true);

  /** Gives out the rows that are complete; at the `end`, or when a row spans too much, what is held is no longer waited for. */
  function* settle(end: boolean): Generator<Piece> {
    while (held.length > 0) {
      const whole = completeSpan(held);
      if (whole > 0) {
        const cells = cellsOf(held.slice(0, whole), format.delimiter);
        if (cells) {
          const first = held[0] as Held;
          held = held.slice(whole);
          yield* rowOf(table, cells, first.n);
          continue;
        }
      } else if (!end && held.length < SPAN_MOST && bytesOf(held) < LINE_BYTES_MOST) return;
      const [broken, ...rest] = held as [Held, ...Held[]];
      held = rest;
      const detail = `${placeOf(broken.n)}: a quotation mark is out of place or never closed.`;
      yield {
        place: placeOf(broken.n),
        line: broken.line,
        refusal: { reason: 'unreadable', field: null, detail },
      };
    }
  }

  function placeOf(row: number): string {
    return `row ${row} of ${name}`;
  }
}

function* rowOf(table: Table, cells: string[], n: number): Generator<Piece> {
  const piece = table.row(cells, n);
  if (piece) yield piece;
}

/** How many of the lines make one row: quotation marks come in pairs. 0 while none is complete. */
function completeSpan(held: readonly Held[]): number {
  let open = false;
  for (const [i, { text }] of held.entries()) {
    for (let at = text.indexOf(QUOTE); at !== -1; at = text.indexOf(QUOTE, at + 1)) open = !open;
    if (!open) return i + 1;
  }
  return 0;
}

function cellsOf(held: readonly Held[], delimiter: string): string[] | null {
  const text = held.map((one) => one.text).join('\n');
  if (!text.includes(QUOTE)) return text.split(delimiter);
  try {
    const rows: string[][] = parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\n'] });
    // Several lines that only together have their marks in pairs are no row.
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch {
    return null;
  }
}

function bytesOf(held: readonly Held[]): number {
  return held.reduce((sum, { line }) => sum + line.length, 0);
}

/** The body in UTF-8; what is said to be UTF-8 stays as it is, so that broken bytes can be told by the line. */
async function* inUtf8(
  body: AsyncIterable<Uint8Array>,
  encoding: Format['encoding'],
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    for await (const chunk of body) yield chunk;
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of body) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
