/** The country's events as a file of lines, and read back in bodies as a source would push them. */
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { caseEvents, organisation } from './events.ts';

export interface Extent {
  /** Cases over all days. */
  cases: number;
  /** Lines to stop after; all of them if left out. */
  lines?: number | undefined;
}

const CHUNK_BYTES = 1 << 20;

function* linesOf({ cases, lines: most = Number.POSITIVE_INFINITY }: Extent): Generator<string> {
  let written = 0;
  for (const part of [organisation(), caseEvents(cases)])
    for (const line of part) {
      if (written === most) return;
      written += 1;
      yield line;
    }
}

/** Writes the file; says how many lines it has. */
export async function writeLines(file: string, extent: Extent): Promise<number> {
  let count = 0;
  function* chunks(): Generator<string> {
    let chunk = '';
    for (const line of linesOf(extent)) {
      count += 1;
      chunk += `${line}\n`;
      if (chunk.length < CHUNK_BYTES) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  }
  await pipeline(Readable.from(chunks()), createWriteStream(file));
  return count;
}

/** Bodies of so many whole lines, one after the other. */
export async function* bodies(file: string, lines: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    const buffer = chunk as Buffer;
    let from = 0;
    for (let end = buffer.indexOf(0x0a); end !== -1; end = buffer.indexOf(0x0a, end + 1)) {
      held += 1;
      if (held < lines) continue;
      parts.push(buffer.subarray(from, end + 1));
      yield Buffer.concat(parts);
      parts = [];
      held = 0;
      from = end + 1;
    }
    if (from < buffer.length) parts.push(buffer.subarray(from));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}
