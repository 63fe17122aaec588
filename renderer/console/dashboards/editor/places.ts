/** Places on the grid: where a new widget fits, and where one may go. */
import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget } from '../../../../electron/contract/layouts.ts';

export type Place = Pick<PlacedWidget, 'x' | 'y' | 'w' | 'h'>;

function apart(a: Place, b: Place): boolean {
  return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

/** Whether a place lies on the grid and over none of the others. */
export function isFree(place: Place, others: readonly Place[]): boolean {
  const inside =
    place.x >= 0 &&
    place.y >= 0 &&
    place.w >= 1 &&
    place.h >= 1 &&
    place.x + place.w <= GRID_COLUMNS &&
    place.y + place.h <= GRID_ROWS;
  return inside && others.every((other) => apart(place, other));
}

/** The first free place of a size in reading order; `null` when there is none. */
export function firstFree(size: { w: number; h: number }, others: readonly Place[]): Place | null {
  for (let y = 0; y + size.h <= GRID_ROWS; y += 1)
    for (let x = 0; x + size.w <= GRID_COLUMNS; x += 1)
      if (isFree({ x, y, ...size }, others)) return { x, y, ...size };
  return null;
}

/** The widgets with one of them elsewhere; the same object where that place is not free. */
export function movedTo(widgets: readonly PlacedWidget[], id: string, place: Place): readonly PlacedWidget[] {
  const others = widgets.filter((one) => one.id !== id);
  if (!isFree(place, others)) return widgets;
  return widgets.map((one) => (one.id === id ? { ...one, ...place } : one));
}
