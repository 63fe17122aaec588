/** WebP (RFC 9649): a RIFF file with one picture, lossy or lossless, perhaps with a canvas around it. */
import { animated, damaged, type ReadImage, truncated } from './read.ts';

const HEAD = 12;
const CHUNK_HEAD = 8;
const ANIMATION = 0x02;
const KEY_FRAME = Buffer.from([0x9d, 0x01, 0x2a]);
const LOSSLESS = 0x2f;

/** Throws `ImageFileError`. @param file begins with the head of RIFF and WEBP */
export function readWebp(file: Buffer): ReadImage {
  if (file.length < HEAD) throw truncated();
  const end = CHUNK_HEAD + file.readUInt32LE(4);
  if (end > file.length) throw truncated();
  let [width, height] = [0, 0];
  let drawn = false;
  for (let at = HEAD; at + CHUNK_HEAD <= end; ) {
    const type = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const from = at + CHUNK_HEAD;
    if (from + length > end) throw truncated();
    const size = sizeIn(type, file.subarray(from, from + length));
    if (size !== null) {
      // Whatever claims more is what a window would make room for.
      [width, height] = [Math.max(width, size.width), Math.max(height, size.height)];
      drawn ||= type !== 'VP8X';
    }
    // Chunks of an odd length are followed by one byte of nothing.
    at = from + length + (length % 2);
  }
  if (!drawn) throw damaged('there is no picture in it');
  return { width, height, end };
}

function sizeIn(type: string, chunk: Buffer): { width: number; height: number } | null {
  switch (type) {
    case 'ANIM':
    case 'ANMF':
      throw animated();
    case 'VP8X': {
      if (chunk.length < 10) throw truncated();
      if (((chunk[0] ?? 0) & ANIMATION) !== 0) throw animated();
      return { width: chunk.readUIntLE(4, 3) + 1, height: chunk.readUIntLE(7, 3) + 1 };
    }
    case 'VP8 ': {
      if (chunk.length < 10) throw truncated();
      if (!chunk.subarray(3, 6).equals(KEY_FRAME)) throw damaged('its picture does not begin as one');
      return { width: chunk.readUInt16LE(6) & 0x3fff, height: chunk.readUInt16LE(8) & 0x3fff };
    }
    case 'VP8L': {
      if (chunk.length < 5) throw truncated();
      if (chunk[0] !== LOSSLESS) throw damaged('its picture does not begin as one');
      const bits = chunk.readUInt32LE(1);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return null;
  }
}
