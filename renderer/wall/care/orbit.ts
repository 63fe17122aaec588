/** The slow walk of the picture over its monitor, so that no edge of anything bright stays on the same pixels. Pure. */
import type { ScreenCare } from '../../../electron/contract/screens.ts';

export interface Offset {
  readonly x: number;
  readonly y: number;
}

/**
 * Where the picture stands at `now`, in pixels from the middle. All windows read the same clock, so all stand alike and a
 * picture over several monitors stays whole. The way goes through every place of the square, row by row and back, one
 * pixel at a time.
 */
export function offsetAt(now: number, { pixels, stepS }: ScreenCare['orbit']): Offset {
  const side = 2 * pixels + 1;
  const places = side * side;
  if (places === 1) return { x: 0, y: 0 };
  const there = 2 * (places - 1);
  // Begun in the middle of the square, where a picture without an orbit stands.
  const step = (Math.floor(now / (stepS * 1000)) + (places - 1) / 2) % there;
  const place = step < places ? step : there - step;
  const row = Math.floor(place / side);
  const along = place % side;
  return { x: (row % 2 === 0 ? along : side - 1 - along) - pixels, y: row - pixels };
}
