/** What a message of a broker holds: one JSON value, an array of them, or a value on each line. */
import { LINE_BYTES_MOST, type Line } from '../../ingest/index.ts';
import type { Piece } from '../pieces.ts';

/** Field of every mapped object of a message: the topic it came on. */
const TOPIC_FIELD = '$topic';
/** How much of a line that is too long is kept to show what it was. */
const BEGINNING_BYTES = 4096;

/** The pieces of a message. Of one that is not JSON as a whole every line is a piece. */
export function piecesOfMessage(topic: string, payload: Buffer, mapped: boolean): Piece[] {
  const whole = parsed(payload);
  const lines = Array.isArray(whole)
    ? whole.map(lineOfValue)
    : whole === undefined
      ? linesIn(payload)
      : [sized(payload)];
  return lines.map((line, i) => {
    const place = lines.length > 1 ? `part ${i + 1} of a message on ${topic}` : `a message on ${topic}`;
    if (line === null) {
      const refusal = { reason: 'unreadable' as const, field: null, detail: `${place}: ${TOO_DEEP}` };
      return { place, line: beginning(payload), refusal };
    }
    const value = mapped && line.whole ? parsed(line.bytes) : undefined;
    if (typeof value !== 'object' || value === null) return { place, line };
    const values = { ...value, [TOPIC_FIELD]: topic };
    const row = lineOfValue(values) ?? line;
    return { place, line: row, row: { values, tabular: false, place, seq: null, line: row } };
  });
}

const TOO_DEEP = 'is nested too deeply to be taken out of its list: send it as a message of its own.';

/** A value as a line; `null` of one nested deeper than can be written. */
function lineOfValue(value: unknown): Line | null {
  try {
    return sized(Buffer.from(JSON.stringify(value)));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

function linesIn(payload: Buffer): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < payload.length; ) {
    const found = payload.indexOf(0x0a, from);
    const end = found === -1 ? payload.length : found;
    const bytes = payload.subarray(from, end);
    if (bytes.some((byte) => byte > 0x20)) lines.push(sized(bytes));
    from = end + 1;
  }
  return lines;
}

function sized(bytes: Buffer): Line {
  return bytes.length <= LINE_BYTES_MOST ? { bytes, length: bytes.length, whole: true } : beginning(bytes);
}

/** A copy: the whole message is not to be kept for its beginning. */
function beginning(bytes: Buffer): Line {
  return { bytes: Buffer.from(bytes.subarray(0, BEGINNING_BYTES)), length: bytes.length, whole: false };
}
