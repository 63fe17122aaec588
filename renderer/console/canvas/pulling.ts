/** Where a widget comes to lie when it, or one of its edges, is pulled. Pure. */
import type { Cells } from '../../editor/placing.ts';

/** Edges and corners, as points of the compass. */
export const EDGES = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Edge = (typeof EDGES)[number];

/** @param edge `null` pulls the widget as a whole; @param dx, dy by so many cells */
export function pulled({ x, y, w, h }: Cells, edge: Edge | null, dx: number, dy: number): Cells {
  if (edge === null) return { x: x + dx, y: y + dy, w, h };
  const [west, east] = [edge.includes('w'), edge.includes('e')];
  const [north, south] = [edge.includes('n'), edge.includes('s')];
  return {
    x: west ? x + dx : x,
    y: north ? y + dy : y,
    w: east ? w + dx : west ? w - dx : w,
    h: south ? h + dy : north ? h - dy : h,
  };
}
