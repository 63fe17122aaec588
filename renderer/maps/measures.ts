/** Sizes both drawings of the map use, in rem (16 px on a 1080p wall). */
import { type Pixel, pixelsPerKm, type Viewport } from './viewport.ts';

/** Width of the largest flow. */
export const FLOW_WIDTH = 0.5;

const LARGEST_SEAT = 1.1;
const SMALLEST_SEAT = 0.25;

/** Kilometres of the ground in a rem at which circles have their full size; on smaller maps they shrink with it. */
const FULL_SIZE_KM = 3.4;

/** Radius (px) of an office's circle: its area is in proportion to its share (0–1) of the largest. */
export function seatRadius(share: number, view: Viewport, rem: number): number {
  const shrink = Math.min(1, (pixelsPerKm(view, 10) * FULL_SIZE_KM) / rem);
  return Math.max(SMALLEST_SEAT, LARGEST_SEAT * Math.sqrt(share)) * shrink * rem;
}

/** Control point of the bow that a flow is drawn as: a fifth of the way to the left of its middle. */
export function bowOf(a: Pixel, b: Pixel): Pixel {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return [(a[0] + b[0]) / 2 + dy * 0.2, (a[1] + b[1]) / 2 - dx * 0.2];
}
