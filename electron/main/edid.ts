/** The description a monitor carries in itself (EDID, VESA E-EDID standard release A, 128 bytes and extensions). */

const HEADER = [0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00];
/** Where the four descriptors of 18 bytes begin. */
const DESCRIPTORS = [54, 72, 90, 108];
const SERIAL_TEXT = 0xff;

/**
 * Maker, product and serial number of a monitor, such as `DEL-40c4-7MT0196A1`; empty where the description is none or
 * names no serial number. With maker and product, since some makers number every monitor alike.
 */
export function serialOf(edid: Uint8Array): string {
  if (edid.length < 128 || HEADER.some((byte, i) => edid[i] !== byte)) return '';
  const view = new DataView(edid.buffer, edid.byteOffset, edid.byteLength);
  const number = view.getUint32(12, true);
  const serial = textOf(edid) || (number === 0 ? '' : String(number));
  if (serial === '') return '';
  return `${makerOf(view.getUint16(8))}-${view.getUint16(10, true).toString(16).padStart(4, '0')}-${serial}`;
}

/** Three letters of five bits each, 1 is A. */
function makerOf(packed: number): string {
  return [10, 5, 0].map((shift) => String.fromCharCode(64 + ((packed >> shift) & 31))).join('');
}

/** The serial number as written on the monitor, where it says so. */
function textOf(edid: Uint8Array): string {
  for (const at of DESCRIPTORS) {
    const isText = edid[at] === 0 && edid[at + 1] === 0 && edid[at + 2] === 0 && edid[at + 3] === SERIAL_TEXT;
    if (!isText) continue;
    const text = String.fromCharCode(...edid.subarray(at + 5, at + 18));
    return (text.split('\n')[0] ?? '').replace(/[^ -~]/g, '').trim();
  }
  return '';
}
