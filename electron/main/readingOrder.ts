import type { WallPosition } from '../contract/wall.ts';
import type { Bounds, Display } from './fingerprint.ts';

/**
 * Displays as one reads them: rows from the top, each from the left. A display belongs to a row when its
 * middle lies within the height of the row's first display, so that monitors hung a little unevenly stay in one row.
 */
export function rowsOf(displays: readonly Display[]): Display[][] {
  const waiting = [...displays].sort(
    (a, b) => a.bounds.y - b.bounds.y || a.bounds.x - b.bounds.x || compareText(a.id, b.id),
  );
  const rows: Display[][] = [];
  let first = waiting[0];
  while (first) {
    const { y, height } = first.bounds;
    const row = waiting.filter((d) => d === first || d.bounds.y + d.bounds.height / 2 < y + height);
    row.sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y || compareText(a.id, b.id));
    for (const display of row) waiting.splice(waiting.indexOf(display), 1);
    rows.push(row);
    first = waiting[0];
  }
  return rows;
}

/** All rows one after the other. */
export function readingOrder(displays: readonly Display[]): Display[] {
  return rowsOf(displays).flat();
}

/** Where each display hangs, in reading order: what one would call it. */
export function positionsOf(displays: readonly Display[]): WallPosition[] {
  const rows = rowsOf(displays);
  return rows
    .flatMap((row, r) =>
      row.map((_, c) => ({ row: r + 1, rows: rows.length, column: c + 1, columns: row.length })),
    )
    .map((position, i) => ({ place: i + 1, ...position }));
}

/** Drops each display that only repeats a part of another: a window on it would hide the other's. */
export function withoutMirrors(displays: readonly Display[]): Display[] {
  return displays.filter((display, i) =>
    displays.every((other, j) => {
      const covered = j !== i && contains(other.bounds, display.bounds);
      const same = covered && contains(display.bounds, other.bounds);
      return !covered || (same && i < j);
    }),
  );
}

function contains(outer: Bounds, inner: Bounds): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
