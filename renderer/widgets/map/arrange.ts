/** Where map and cartogram stand in the widget's box. */
import type { MapPack } from '../../../electron/contract/map.ts';
import type { Size } from '../../charts/useSize.ts';
import { fit } from '../../maps/viewport.ts';
import type { Viewport } from '../../maps/viewport.ts';
import { freeRoom, type Room } from '../../maps/freeRoom.ts';
import { gridOf } from '../../maps/cells.ts';

/** Smallest and largest cell that reads well, rem. */
const SMALLEST = { width: 5.6, height: 4.75 };
const LARGEST = { width: 8.5, height: 7 };
const GAP = 1;

export function arrange(pack: MapPack, size: Size): { map: Viewport; cells: Room } {
  const { rem } = size;
  const grid = gridOf(pack);
  const view = fit(pack.frame, pack.freeCorner, size, GAP * rem);
  const room = freeRoom(
    pack,
    view,
    GAP * 1.5 * rem,
    (grid.columns * LARGEST.width) / (grid.rows * LARGEST.height),
  );
  const needs = { width: grid.columns * SMALLEST.width * rem, height: grid.rows * SMALLEST.height * rem };
  if (room.width >= needs.width && room.height >= needs.height)
    return { map: view, cells: within(room, pack, rem) };
  const height = Math.min(needs.height * 1.15, size.height / 2);
  const above = { width: size.width, height: size.height - height - GAP * rem };
  return {
    map: fit(pack.frame, pack.freeCorner, above, GAP * rem),
    cells: { x: 0, y: above.height + GAP * rem, width: size.width, height },
  };
}

/** Cells do not grow beyond the largest that reads well; the rest of the room stays map. */
function within(room: Room, pack: MapPack, rem: number): Room {
  const grid = gridOf(pack);
  const width = Math.min(room.width, grid.columns * LARGEST.width * rem);
  const height = Math.min(room.height, grid.rows * LARGEST.height * rem);
  const [east, south] = [pack.freeCorner.endsWith('east'), pack.freeCorner.startsWith('south')];
  return {
    x: east ? room.x + room.width - width : room.x,
    y: south ? room.y + room.height - height : room.y,
    width,
    height,
  };
}
