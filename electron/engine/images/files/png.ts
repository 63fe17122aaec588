/** PNG (ISO/IEC 15948): a signature and chunks, each with its checksum. */
import { crc32 } from 'node:zlib';
import { animated, damaged, type ReadImage, truncated } from './read.ts';

const SIGNATURE_LENGTH = 8;
/** Length, type and checksum of a chunk. */
const AROUND = 12;
const HEADER_LENGTH = 13;

/** Throws `ImageFileError`. @param file begins with the signature */
export function readPng(file: Buffer): ReadImage {
  let size: { width: number; height: number } | null = null;
  let drawn = false;
  for (let at = SIGNATURE_LENGTH; ; ) {
    if (at + AROUND > file.length) throw truncated();
    const length = file.readUInt32BE(at);
    const end = at + AROUND + length;
    if (end > file.length) throw truncated();
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4))
      throw damaged(`its part "${type.replaceAll(/[^\w]/g, '?')}" is not as it was written`);
    if (size === null) {
      if (type !== 'IHDR' || length !== HEADER_LENGTH) throw damaged('it does not begin with its size');
      size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
    }
    if (type === 'acTL') throw animated();
    if (type === 'IDAT') drawn = true;
    if (type === 'IEND') {
      if (!drawn) throw damaged('there is no picture in it');
      return { ...size, end };
    }
    at = end;
  }
}
