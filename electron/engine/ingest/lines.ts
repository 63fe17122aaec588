/** Lines longer than this many bytes (line end not counted) are not read. */
export const LINE_BYTES_MOST = 1024 * 1024;
/** How much of a longer line is kept to show what it was. */
const BEGINNING_BYTES = 4096;

/** A line of a body as bytes; `whole` is false for one that was too long, of which only the beginning is kept. */
export interface Line {
  bytes: Buffer;
  length: number;
  whole: boolean;
}

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of an NDJSON body that are not blank, in order, whatever the chunks they came in. CRLF is a line end, a
 * byte-order mark at the start is dropped, the last line needs no end. Memory stays bounded by the longest line allowed.
 */
export async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let kept = 0;
  let length = 0;
  let lastByte: number | undefined;
  let start = true;

  function take(piece: Buffer): void {
    if (piece.length === 0) return;
    length += piece.length;
    lastByte = piece[piece.length - 1];
    // More than allowed: a byte-order mark before the line and a CR after it are none of it.
    const room = BYTE_ORDER_MARK.length + LINE_BYTES_MOST + 1 - kept;
    if (room <= 0) return;
    parts.push(piece.subarray(0, room));
    kept += Math.min(piece.length, room);
  }

  function finish(): Line | null {
    let bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, kept);
    let whole = length;
    const endsInCr = lastByte === CR;
    parts = [];
    kept = 0;
    length = 0;
    lastByte = undefined;
    if (start && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) {
      bytes = bytes.subarray(3);
      whole -= 3;
    }
    start = false;
    if (endsInCr) {
      if (whole === bytes.length) bytes = bytes.subarray(0, -1);
      whole -= 1;
    }
    if (whole > LINE_BYTES_MOST)
      return { bytes: Buffer.from(bytes.subarray(0, BEGINNING_BYTES)), length: whole, whole: false };
    return isBlank(bytes) ? null : { bytes, length: whole, whole: true };
  }

  for await (const chunk of body) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = buffer.indexOf(LF); end !== -1; end = buffer.indexOf(LF, from)) {
      take(buffer.subarray(from, end));
      from = end + 1;
      const line = finish();
      if (line) yield line;
    }
    if (from < buffer.length) take(buffer.subarray(from));
  }
  const line = finish();
  if (line) yield line;
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === SPACE || byte === TAB || byte === CR);
}
