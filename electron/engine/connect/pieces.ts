/** What connectors read, whatever the kind: lines, and rows of tables. */
import type { Instant } from '../../contract/calendar.ts';
import type { Mapping } from '../../contract/mapping.ts';
import { type Item, type Line, readLine, type Refusal } from '../ingest/index.ts';
import { itemsOf, type Row } from './mapping/index.ts';

/** One thing read: a line, a row, or something that could not be read as either. */
export type Piece = { place: string; line: Line } & (
  | { row?: undefined; refusal?: undefined }
  | { row: Row; refusal?: undefined }
  | { row?: undefined; refusal: Refusal }
);

/** The events of a piece, or its refusals. */
export function itemsOfPiece(piece: Piece, mappings: readonly Mapping[] | undefined, now: Instant): Item[] {
  const { place, line, row, refusal } = piece;
  if (refusal) return [{ line, seq: null, refusal }];
  if (!mappings) return [readLine(line, now)];
  const read = row ?? rowOfLine(line, place, now);
  return 'refusal' in read ? [read] : itemsOf(read, mappings, now);
}

/** A line as the row it is to its mapping: any JSON object. */
function rowOfLine(line: Line, place: string, now: Instant): Row | Extract<Item, { refusal: Refusal }> {
  const reading = readLine(line, now);
  // Whatever an event would have to be, bytes, length and JSON must be right here too.
  if ('refusal' in reading && ['too_long', 'invalid_utf8', 'invalid_json'].includes(reading.refusal.reason))
    return reading;
  const values: unknown = JSON.parse(line.bytes.toString('utf8'));
  if (typeof values !== 'object' || values === null)
    return {
      line,
      seq: null,
      refusal: { reason: 'unmapped', field: null, detail: `${place}: is no JSON object.` },
    };
  return { values, tabular: false, place, seq: reading.seq, line };
}
