import { describe, expect, it } from 'vitest';
import { serialOf } from './edid.ts';
import { outputsIn, serialAt } from './serials.ts';

/** A description of a monitor with what is wanted of it. */
function edid(serial: { text?: string; number?: number }): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.set([0, 255, 255, 255, 255, 255, 255, 0]);
  bytes.writeUInt16BE((4 << 10) | (5 << 5) | 12, 8);
  bytes.writeUInt16LE(0x40c4, 10);
  bytes.writeUInt32LE(serial.number ?? 0, 12);
  bytes.write(`\0\0\0\xfc\0Dell\n`, 54, 'latin1');
  if (serial.text !== undefined) bytes.write(`\0\0\0\xff\0${serial.text}\n   `, 72, 'latin1');
  return bytes;
}
const printed = (bytes: Buffer) =>
  (bytes.toString('hex').match(/.{32}/g) ?? []).map((line) => `\t\t${line}\n`).join('');

describe('the serial number of a monitor', () => {
  it('is what is written on it, with its maker and product', () => {
    expect(serialOf(edid({ text: '7MT0196A1', number: 5 }))).toBe('DEL-40c4-7MT0196A1');
  });
  it('is its number where nothing is written', () => {
    expect(serialOf(edid({ number: 16909060 }))).toBe('DEL-40c4-16909060');
  });
  it('is unknown where there is neither, or no description', () => {
    expect(serialOf(edid({}))).toBe('');
    expect(serialOf(edid({ text: 'A' }).subarray(0, 100))).toBe('');
    expect(serialOf(Buffer.alloc(128))).toBe('');
  });
});

describe('the outputs of the X server', () => {
  const text = `Screen 0: minimum 320 x 175, current 5760 x 2160, maximum 7680 x 4320
HDMI-1 connected primary 1920x1080+0+0 (0x4a) normal (normal left inverted right) 527mm x 296mm
\tEDID: 
${printed(edid({ text: 'A1' }))}\tnon-desktop: 0 
\t\trange: (0, 1)
   1920x1080     60.00*+
HDMI-2 connected 3840x2160+1920+0 (0x4b) left (normal left inverted right) 600mm x 340mm
\tnon-desktop: 0 
DP-1 disconnected (normal left inverted right)
\tEDID: 
${printed(edid({ text: 'B2' }))}DP-2 connected (normal left inverted right)
\tnon-desktop: 0 
`;
  it('are those that show something, with their serial numbers', () => {
    expect(outputsIn(text)).toEqual([
      { x: 0, y: 0, width: 1920, height: 1080, serial: 'DEL-40c4-A1' },
      { x: 1920, y: 0, width: 3840, height: 2160, serial: '' },
    ]);
  });
  it('are found by where they show, at any scale', () => {
    const outputs = [
      { x: 0, y: 0, width: 1920, height: 1080, serial: 'a' },
      { x: 1920, y: 0, width: 3840, height: 2160, serial: 'b' },
    ];
    expect(serialAt(outputs, { x: 0, y: 0, width: 1920, height: 1080 }, 1)).toBe('a');
    expect(serialAt(outputs, { x: 1280, y: 0, width: 2560, height: 1440 }, 1.5)).toBe('b');
    expect(serialAt(outputs, { x: 0, y: 0, width: 1280, height: 720 }, 1)).toBe('');
  });
});
