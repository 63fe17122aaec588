/** A layout was drawn for a screen wider than high; on one that is higher than wide its widgets stand below each other. */
import { GRID_COLUMNS, type PlacedWidget } from '../../electron/contract/layouts.ts';

/** Where a widget stands on an upright screen: columns of twelve, and a row of those below. All counted from 1. */
export interface UprightCell {
  readonly column: number;
  readonly columns: number;
  readonly row: number;
}

export interface Upright {
  readonly cells: ReadonlyMap<string, UprightCell>;
  /** Height of each row, as a share of all. */
  readonly rows: readonly number[];
}

/** Up to this width (columns) two widgets side by side stay side by side: each gets half the width, which is as wide as before. */
const NARROW = 4;
/** No row is lower than this, in rows of the grid of twelve: what was narrow and high needs more than what was wide. */
const LOWEST = { narrow: 3, wide: 2.5 };

/** Puts the widgets below each other in reading order, each with the area it had. */
export function upright(widgets: readonly PlacedWidget[]): Upright {
  const waiting = [...widgets].sort((a, b) => a.y - b.y || a.x - b.x);
  const cells = new Map<string, UprightCell>();
  const rows: number[] = [];
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const next = waiting[0];
    const paired = next && next.y === one.y && one.w <= NARROW && next.w <= NARROW;
    const both = paired ? [one, next] : [one];
    if (paired) waiting.shift();
    const columns = GRID_COLUMNS / both.length;
    const row = rows.length + 1;
    both.forEach(({ id }, i) => cells.set(id, { column: 1 + i * columns, columns, row }));
    rows.push(
      Math.max(one.w <= NARROW ? LOWEST.narrow : LOWEST.wide, ...both.map(({ w, h }) => (w * h) / columns)),
    );
  }
  return { cells, rows };
}
