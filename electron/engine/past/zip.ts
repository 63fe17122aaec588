/** A ZIP archive of files that are compressed already: stored as they are (APPNOTE.TXT 6.3.10, method 0). */
import { crc32 } from 'node:zlib';

export interface ZipEntry {
  /** Path within the archive, ASCII. */
  readonly name: string;
  readonly bytes: Buffer;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version that a reader needs: 1.0. */
const VERSION = 10;

/**
 * The archive of the entries, whole in memory: up to 65,535 of them and 4 GiB.
 * @param modified local time written beside each entry, as `[year, month 1–12, day, hours, minutes, seconds]`
 */
export function zipOf(
  entries: readonly ZipEntry[],
  modified: readonly [number, number, number, number, number, number],
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'ascii');
    const common = commonHeader(entry.bytes, name, modified);
    const local = Buffer.concat([word32(LOCAL), word16(VERSION), common, name]);
    // No comment, first disk, no attributes; where the entry's own header stands.
    const rest = Buffer.concat([Buffer.alloc(10), word32(offset)]);
    directory.push(Buffer.concat([word32(CENTRAL), word16(VERSION), word16(VERSION), common, rest, name]));
    parts.push(local, entry.bytes);
    offset += local.length + entry.bytes.length;
  }
  const central = Buffer.concat(directory);
  const count = word16(entries.length);
  const end = [word32(END), Buffer.alloc(4), count, count, word32(central.length), word32(offset), word16(0)];
  return Buffer.concat([...parts, central, ...end]);
}

/** What the header before an entry and the one in the directory have in common, from the flags to the lengths. */
function commonHeader(
  bytes: Buffer,
  name: Buffer,
  [year, month, day, hours, minutes, seconds]: readonly [number, number, number, number, number, number],
): Buffer {
  const flagsAndMethod = Buffer.alloc(4);
  return Buffer.concat([
    flagsAndMethod,
    word16((hours << 11) | (minutes << 5) | (seconds >> 1)),
    word16(((year - 1980) << 9) | (month << 5) | day),
    word32(crc32(bytes)),
    word32(bytes.length),
    word32(bytes.length),
    word16(name.length),
    word16(0),
  ]);
}

function word16(n: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(n);
  return bytes;
}

function word32(n: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n);
  return bytes;
}
