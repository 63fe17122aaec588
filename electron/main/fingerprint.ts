/** What a monitor is, told by what it shows of itself, never by a number that changes between starts. */
import { z } from 'zod';
import { role } from '../contract/live.ts';

/** Rectangle in device-independent pixels. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A monitor as the operating system reports it now. `id` holds only for this run of the program. */
export interface Display {
  id: string;
  label: string;
  /** Serial number out of the monitor's own description; empty where it cannot be read. */
  serial: string;
  bounds: Bounds;
  scale: number;
}

/** What is remembered of a monitor. `width` and `height` are native pixels; `place` counts in reading order from 0. */
export const fingerprint = z.strictObject({
  label: z.string(),
  serial: z.string().default(''),
  width: z.int().min(1),
  height: z.int().min(1),
  scale: z.number().positive(),
  x: z.int(),
  y: z.int(),
  place: z.int().min(0),
});
export type Fingerprint = z.infer<typeof fingerprint>;

/** The monitor a role belongs to. */
export const binding = z.strictObject({ role, monitor: fingerprint });
export type Binding = z.infer<typeof binding>;

/** From this likeness on, a display is taken to be the remembered monitor and not a stranger in its place. */
export const CONFIDENT = 10;

/** How much each sign weighs. A sign that is empty on either side says nothing. */
const SIGNS = { serial: 24, label: 8, size: 4, position: 6, scale: 1 } as const;
/** In the run in which a role was seen on a display, that outweighs all but another label or serial number. */
const SEEN = 32;

/** Where the whole arrangement stands now, relative to where it stood when it was remembered. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

export function fingerprintOf(display: Display, place: number): Fingerprint {
  return {
    label: display.label,
    serial: display.serial,
    width: Math.round(display.bounds.width * display.scale),
    height: Math.round(display.bounds.height * display.scale),
    scale: display.scale,
    x: Math.round(display.bounds.x),
    y: Math.round(display.bounds.y),
    place,
  };
}

/**
 * How surely `now` is the monitor `then`, when the whole arrangement has moved by `shift`; below 0 it is surely another one.
 * Scores instead of equality, because each sign alone can lie: four monitors of one model share a label, a dock
 * changes the arrangement, a driver update the scale. A turned monitor keeps its size. A label, serial number or size
 * that differs tells against it as much as the same one tells for it.
 *
 * @param seen whether the monitor was seen here in this very run
 */
export function likeness(now: Fingerprint, then: Fingerprint, shift: Shift, seen: boolean): number {
  const sameSize =
    Math.max(now.width, now.height) === Math.max(then.width, then.height) &&
    Math.min(now.width, now.height) === Math.min(then.width, then.height);
  const named = telling(now.label, then.label);
  const numbered = telling(now.serial, then.serial);
  // Makers number their own monitors: the same number under another name is another monitor.
  const told = named < 0 ? Math.min(0, numbered) : numbered;
  let score = told * SIGNS.serial + named * SIGNS.label;
  if (seen && told >= 0 && now.label === then.label) score += SEEN;
  score += sameSize ? SIGNS.size : -SIGNS.size;
  if (now.x === then.x + shift.x && now.y === then.y + shift.y) score += SIGNS.position;
  if (now.scale === then.scale) score += SIGNS.scale;
  return score;
}

function telling(now: string, then: string): -1 | 0 | 1 {
  if (now === '' || then === '') return 0;
  return now === then ? 1 : -1;
}
