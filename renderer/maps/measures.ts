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

/** Width of a bar, and height of the tallest. */
export const BAR_WIDTH = 0.45;
const TALLEST_BAR = 3.5;
const LOWEST_BAR = 0.15;

/** Height (px) of a bar in proportion to its share (0–1) of the largest. */
export function barHeight(share: number, rem: number): number {
  return Math.max(LOWEST_BAR, TALLEST_BAR * share) * rem;
}

/** Radius (px) of one of so many dots: many are small enough to stay apart where they are dense. */
export function dotRadius(count: number, rem: number): number {
  return Math.max(0.5, Math.min(0.06, 2.8 / Math.sqrt(count)) * rem);
}

/** Control point of the bow that a flow is drawn as: a fifth of the way to the left of its middle. */
export function bowOf(a: Pixel, b: Pixel): Pixel {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return [(a[0] + b[0]) / 2 + dy * 0.2, (a[1] + b[1]) / 2 - dx * 0.2];
}
