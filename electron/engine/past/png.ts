/** What a PNG says of itself (W3C Portable Network Graphics, third edition): its size, and words put into it. */
import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The signature, and the whole chunk IHDR after it: length, name, 13 bytes, check sum. */
const HEAD = SIGNATURE.length + 4 + 4 + 13 + 4;

/** Size in pixels; `null` of bytes that are no PNG. */
export function pngSize(bytes: Buffer): { width: number; height: number } | null {
  if (bytes.length < HEAD || !bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  return width > 0 && height > 0 ? { width, height } : null;
}

/** The same picture with words in it, as uncompressed international text (`iTXt`) by keyword of Latin-1. */
export function withWords(png: Buffer, words: Readonly<Record<string, string>>): Buffer {
  const chunks = Object.entries(words).map(([keyword, text]) =>
    chunk('iTXt', Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.alloc(5), Buffer.from(text)])),
  );
  return Buffer.concat([png.subarray(0, HEAD), ...chunks, png.subarray(HEAD)]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
