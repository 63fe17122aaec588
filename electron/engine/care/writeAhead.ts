/** Looks for damage in SQLite's write-ahead log, which SQLite itself takes for the end of it. */
import { existsSync, readFileSync } from 'node:fs';

const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Whether a write-ahead log has a damaged frame with whole later transactions behind it. SQLite ends its reading at a
 * frame whose checksum is wrong, because that is how a crash leaves the file; but every commit waits until it is on
 * the disk, so that a crash can spoil the last transaction only. What lies behind it was acknowledged and would be lost
 * without a word.
 * The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function writeAheadDamaged(file: string): boolean {
  if (!existsSync(file)) return false;
  const log = readFileSync(file);
  if (log.length < HEADER + FRAME_HEADER) return false;
  const magic = log.readUInt32BE(0);
  const pageSize = log.readUInt32BE(8);
  const known = magic === 0x377f0682 || magic === 0x377f0683;
  const readable = pageSize >= 512 && pageSize <= 65_536 && (pageSize & (pageSize - 1)) === 0;
  if (!known || !readable) return true;
  const sums = checksums(log, (magic & 1) === 1);
  const head = sums([0, 0], 0, 24);
  // A header is written in one sector, before anything that follows it.
  if (head[0] !== log.readUInt32BE(24) || head[1] !== log.readUInt32BE(28)) return true;

  const size = FRAME_HEADER + pageSize;
  const ofThisLog = (at: number): boolean => log.compare(log, 16, 24, at + 8, at + 16) === 0;
  const storedSum = (at: number): Sum => [log.readUInt32BE(at + 16), log.readUInt32BE(at + 20)];
  const isRight = (at: number, before: Sum): boolean => {
    const middle = sums(before, at, at + 8);
    const [a, b] = sums(middle, at + FRAME_HEADER, at + size);
    return a === log.readUInt32BE(at + 16) && b === log.readUInt32BE(at + 20);
  };

  let before: Sum = head;
  let at = HEADER;
  for (; at + size <= log.length; at += size) {
    if (!ofThisLog(at) || !isRight(at, before)) break;
    before = storedSum(at);
  }
  let committed = false;
  for (let behind = at; behind + size <= log.length; behind += size) {
    const right = behind > at && ofThisLog(behind) && isRight(behind, storedSum(behind - size));
    if (right && committed) return true;
    if ((right || behind === at) && log.readUInt32BE(behind + 4) !== 0) committed = true;
  }
  return false;
}

type Sum = readonly [number, number];

/** The format's checksum over a stretch of words, continued from another. */
function checksums(log: Buffer, bigEndian: boolean): (from: Sum, start: number, end: number) => Sum {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  return ([a, b], start, end) => {
    let [s0, s1] = [a, b];
    for (let at = start; at < end; at += 8) {
      s0 = (s0 + view.getUint32(at, !bigEndian) + s1) >>> 0;
      s1 = (s1 + view.getUint32(at + 4, !bigEndian) + s0) >>> 0;
    }
    return [s0, s1];
  };
}
