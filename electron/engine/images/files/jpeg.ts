/** JPEG (ITU-T T.81): segments that begin with a marker, and the coded picture between them. */
import { damaged, type ReadImage, truncated } from './read.ts';

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
/** Baseline, extended and progressive frames, Huffman-coded: those that browsers decode. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** The other frames: lossless, hierarchical, arithmetic. */
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/** Markers without a segment behind them: restarts, and one for temporary use. */
const isAlone = (marker: number) => (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01 || marker === START;

/** Throws `ImageFileError`. @param file begins with the start marker */
export function readJpeg(file: Buffer): ReadImage {
  let size: { width: number; height: number } | null = null;
  for (let at = 0; ; ) {
    const { marker, behind } = nextMarker(file, at);
    at = behind;
    if (marker === END) {
      if (size === null) throw damaged('there is no picture in it');
      return { ...size, end: at };
    }
    if (isAlone(marker)) continue;
    if (at + 2 > file.length) throw truncated();
    const length = file.readUInt16BE(at);
    if (length < 2) throw damaged('one of its parts has no length');
    if (at + length > file.length) throw truncated();
    if (OTHER_FRAMES.includes(marker)) throw damaged('it is coded in a way that browsers do not draw');
    if (FRAMES.includes(marker)) {
      if (length < 8) throw damaged('its size is missing');
      const read = { height: file.readUInt16BE(at + 3), width: file.readUInt16BE(at + 5) };
      if (size !== null && (read.width !== size.width || read.height !== size.height))
        throw damaged('it states two sizes');
      size = read;
    }
    if (marker === SCAN && size === null) throw damaged('its picture comes before its size');
    at += length;
  }
}

/** The next marker from here on; coded data before it is passed over. */
function nextMarker(file: Buffer, from: number): { marker: number; behind: number } {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const marker = file[at + 1] ?? 0;
    // Within coded data 0xff is followed by 0; any number of 0xff may stand before a marker.
    if (marker !== 0 && marker !== 0xff) return { marker, behind: at + 2 };
  }
  throw truncated();
}
