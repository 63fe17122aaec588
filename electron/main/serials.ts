/** Serial numbers of the monitors, where the system tells them: from the X server, with the place of each output. */
import { execFile } from 'node:child_process';
import { serialOf } from './edid.ts';
import type { Bounds } from './fingerprint.ts';

/** Longest the X server may take, ms. The monitors themselves are not asked, so that nothing flickers. */
const PATIENCE = 2_000;

/** An output of the X server that shows something; native pixels. */
export interface Output {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly serial: string;
}

const HEAD = /^\S+ connected (?:primary )?(\d+)x(\d+)\+(\d+)\+(\d+)/;

/** Reads what `xrandr --props` prints. */
export function outputsIn(text: string): Output[] {
  const outputs: Output[] = [];
  let edid: string | null = null;
  let place: Omit<Output, 'serial'> | null = null;
  const finish = () => {
    if (place) outputs.push({ ...place, serial: serialOf(Buffer.from(edid ?? '', 'hex')) });
    place = null;
    edid = null;
  };
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) {
      finish();
      const [, width, height, x, y] = (HEAD.exec(line) ?? []).map(Number);
      if (width && height && x !== undefined && y !== undefined) place = { x, y, width, height };
    } else if (/^\s+EDID:/.test(line)) edid = '';
    else if (edid !== null && /^\s+[0-9a-f]+$/.test(line)) edid += line.trim();
    else if (edid !== null && edid !== '') {
      if (place) outputs.push({ ...place, serial: serialOf(Buffer.from(edid, 'hex')) });
      place = null;
      edid = null;
    }
  }
  finish();
  return outputs;
}

/** Serial number of the monitor that shows these bounds (device-independent) at this scale; empty when it is not known. */
export function serialAt(outputs: readonly Output[], bounds: Bounds, scale: number): string {
  const near = (a: number, b: number) => Math.abs(a - b * scale) <= 2;
  const found = outputs.filter(
    (o) =>
      near(o.x, bounds.x) &&
      near(o.y, bounds.y) &&
      near(o.width, bounds.width) &&
      near(o.height, bounds.height),
  );
  return found.length === 1 ? (found[0]?.serial ?? '') : '';
}

/** The outputs there are now; none where there is no X server or it does not answer. */
export function readOutputs(): Promise<Output[]> {
  if (process.platform !== 'linux' || !process.env['DISPLAY']) return Promise.resolve([]);
  return new Promise((resolve) => {
    execFile('xrandr', ['--current', '--props'], { timeout: PATIENCE }, (error, out) =>
      resolve(error ? [] : outputsIn(out)),
    );
  });
}
