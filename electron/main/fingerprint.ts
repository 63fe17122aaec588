/** What a monitor is, told by what it shows of itself, never by a number that changes between starts. */
import { z } from 'zod';
import { role } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';

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
  bounds: Bounds;
  scale: number;
}

/** What is remembered of a monitor. `width` and `height` are native pixels; `place` counts in reading order from 0. */
export const fingerprint = z.strictObject({
  label: z.string(),
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

/** Display of this run on which a role was last seen while the wall was whole. Not saved: ids change between starts. */
export type Seen = ReadonlyMap<Role, string>;

/** From this score on, a display is taken to be the remembered monitor and not a stranger in its place. */
export const CONFIDENT = 10;

export function fingerprintOf(display: Display, place: number): Fingerprint {
  return {
    label: display.label,
    width: Math.round(display.bounds.width * display.scale),
    height: Math.round(display.bounds.height * display.scale),
    scale: display.scale,
    x: display.bounds.x,
    y: display.bounds.y,
    place,
  };
}

/**
 * How surely `display`, standing at `place` now, is the monitor `remembered`; 0 is "nothing in common".
 * Scores instead of equality, because each sign alone can lie: four monitors of one model share a label, a dock
 * changes the arrangement, a driver update the scale. A turned monitor keeps its size. The id of this
 * run outweighs all, unless the label says that another monitor was plugged into the same socket.
 */
export function likeness(
  display: Display,
  place: number,
  remembered: Fingerprint,
  seenAs: string | undefined,
): number {
  const now = fingerprintOf(display, place);
  const sameLabel = now.label === remembered.label;
  const sameSize =
    Math.max(now.width, now.height) === Math.max(remembered.width, remembered.height) &&
    Math.min(now.width, now.height) === Math.min(remembered.width, remembered.height);
  let score = 0;
  if (seenAs === display.id && sameLabel) score += 32;
  if (sameLabel && now.label !== '') score += 8;
  if (sameSize) score += 4;
  if (now.x === remembered.x && now.y === remembered.y) score += 4;
  if (now.place === remembered.place) score += 2;
  if (now.scale === remembered.scale) score += 1;
  return score;
}
