/** Room for the cartogram in the corner of the map where no region lies. */
import type { MapPack } from '../../electron/contract/map.ts';
import { project, type Viewport } from './viewport.ts';

export interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The rectangle in the pack's free corner, clear of every region by `gap` pixels, in which cells of the grid come out
 * largest. `aspect` is width ÷ height of the whole cartogram.
 */
export function freeRoom(pack: MapPack, view: Viewport, gap: number, aspect: number): Room {
  const east = pack.freeCorner.endsWith('east');
  const north = pack.freeCorner.startsWith('north');
  // Seen from the corner: how far away a point is, across and down.
  const points = pack.regions
    .flatMap((region) => region.shape.flat(2))
    .map((p) => project(view, p))
    .map(([x, y]) => [east ? view.width - x : x, north ? y : view.height - y] as const)
    .sort((a, b) => a[0] - b[0]);
  let best = { width: 0, height: 0, size: 0 };
  let height = view.height;
  for (const [across, down] of [...points, [view.width, 0] as const]) {
    const room = { width: Math.min(across, view.width) - gap, height: height - gap };
    const size = Math.min(room.width, room.height * aspect);
    if (size > best.size) best = { ...room, size };
    height = Math.min(height, down);
  }
  const { width } = best;
  return {
    x: east ? view.width - width : 0,
    y: north ? 0 : view.height - best.height,
    width,
    height: best.height,
  };
}
