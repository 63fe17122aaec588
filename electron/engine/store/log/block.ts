/** Lines that came together, as one compressed piece of bytes. A line never holds a line feed; an empty one is none. */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Lines look alike: the fastest level already makes them five times smaller. */
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export function packLines(lines: readonly string[]): Buffer {
  return zstdCompressSync(lines.join('\n'), LEVEL);
}

export function unpackLines(bytes: Uint8Array): string[] {
  return zstdDecompressSync(bytes).toString('utf8').split('\n');
}

/** What is left of a line that was put away. */
export interface Remains {
  id: string;
  digest: Buffer;
}

export function packRemains(remains: readonly (Remains | null)[]): Buffer {
  return packLines(
    remains.map((one) => (one ? JSON.stringify([one.id, one.digest.toString('base64')]) : '')),
  );
}

export function readRemains(line: string): Remains | null {
  if (line === '') return null;
  const [id, digest] = JSON.parse(line) as [string, string];
  return { id, digest: Buffer.from(digest, 'base64') };
}
