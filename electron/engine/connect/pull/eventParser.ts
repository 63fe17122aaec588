/** Server-sent events, read from bytes: what is not UTF-8 is to be told by the line, and a long line must not fill the memory. */
import { LINE_BYTES_MOST, type Line } from '../../ingest/index.ts';

/** How much of a line that is too long is kept to show what it was. */
const BEGINNING_BYTES = 4096;
/** Field names, ids and the like are short; of what is longer the rest is dropped. */
const FIELD_BYTES_MOST = LINE_BYTES_MOST + 64;

/** One event of a stream. */
export interface StreamEvent {
  /** Its name; '' for an ordinary one. */
  name: string;
  data: Line;
  /** The id in force: its own, or that of the last event that had one; '' before the first. */
  id: string;
}

export interface EventParser {
  /** The events that end in this chunk. */
  read(chunk: Uint8Array): StreamEvent[];
  /** How long the stream wants to be left alone before it is asked again (ms); `null` if it did not say. */
  retryMs(): number | null;
}

const [LF, CR, COLON, SPACE] = [0x0a, 0x0d, 0x3a, 0x20];
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Reads `text/event-stream` (HTML Standard, 9.2.6). An event that the stream breaks off in is dropped. */
export function createEventParser(): EventParser {
  let id = '';
  let retry: number | null = null;
  let name = '';
  let data: Buffer[] | null = null;
  let dataKept = 0;
  let dataLength = 0;
  let parts: Buffer[] = [];
  let kept = 0;
  let first = true;
  let afterCr = false;
  /** Bytes of the line's value that were not kept. */
  let dropped = 0;

  function collect(piece: Buffer): void {
    const room = Math.max(0, FIELD_BYTES_MOST - kept);
    // A copy: the chunk it came in is not to be held for the sake of a few bytes.
    if (room > 0 && piece.length > 0) parts.push(Buffer.from(piece.subarray(0, room)));
    kept += Math.min(room, piece.length);
    dropped += Math.max(0, piece.length - room);
  }

  function field(line: Buffer, beyond: number): void {
    const colon = line.indexOf(COLON);
    if (colon === 0) return;
    const what = line.toString('latin1', 0, colon === -1 ? line.length : colon);
    const from = colon === -1 ? line.length : colon + (line[colon + 1] === SPACE ? 2 : 1);
    const value = line.subarray(from);
    if (what === 'data') {
      if (data !== null) add(Buffer.from('\n'), 0);
      add(value, beyond);
    } else if (what === 'event') name = value.toString('utf8');
    else if (what === 'id' && !value.includes(0)) id = value.toString('utf8');
    else if (what === 'retry' && /^\d{1,9}$/.test(value.toString('latin1'))) retry = Number(value);
  }

  function add(value: Buffer, beyond: number): void {
    data ??= [];
    const room = Math.max(0, LINE_BYTES_MOST + 1 - dataKept);
    data.push(value.subarray(0, room));
    dataKept += Math.min(room, value.length);
    dataLength += value.length + beyond;
  }

  /** An empty line ends the event, if it has any data. */
  function event(): StreamEvent | null {
    const found = data;
    const [bytes, length] = [found && Buffer.concat(found, dataKept), dataLength];
    const named = name;
    data = null;
    dataKept = 0;
    dataLength = 0;
    name = '';
    if (bytes === null) return null;
    const whole = length <= LINE_BYTES_MOST;
    const line: Line = {
      bytes: whole ? bytes : Buffer.from(bytes.subarray(0, BEGINNING_BYTES)),
      length,
      whole,
    };
    return { name: named === 'message' ? '' : named, data: line, id };
  }

  function finish(): StreamEvent | null {
    let line = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, kept);
    const beyond = dropped;
    parts = [];
    kept = 0;
    dropped = 0;
    if (first && line.subarray(0, 3).equals(BYTE_ORDER_MARK)) line = line.subarray(3);
    first = false;
    if (line.length === 0) return event();
    field(line, beyond);
    return null;
  }

  return {
    retryMs: () => retry,
    read(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const events: StreamEvent[] = [];
      let from = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (byte === LF && afterCr) {
          // The second half of a line end.
          afterCr = false;
          from = at + 1;
          continue;
        }
        afterCr = false;
        if (byte !== LF && byte !== CR) continue;
        collect(bytes.subarray(from, at));
        from = at + 1;
        afterCr = byte === CR;
        const ended = finish();
        if (ended) events.push(ended);
      }
      collect(bytes.subarray(from));
      return events;
    },
  };
}
