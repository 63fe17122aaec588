/** Room for the cartogram in the corner of the map where no region lies. */
import type { MapPack } from '../../electron/contract/map.ts';
import { type Pixel, project, type Viewport } from './viewport.ts';

export interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Corner = MapPack['freeCorner'];

/** Every place on the screen that belongs to the agency: corners of regions and of the frames of insets. */
export function occupied(pack: MapPack, view: Viewport): Pixel[] {
  const insets = pack.insets.flatMap(({ frame: [west, south, east, north] }) => [
    [west, south] as const,
    [west, north] as const,
    [east, south] as const,
    [east, north] as const,
  ]);
  return [...pack.regions.flatMap((region) => region.shape.flat(2)), ...insets].map(([lon, lat]) =>
    project(view, [lon, lat]),
  );
}

interface Area {
  readonly width: number;
  readonly height: number;
}

/** Height that is free in a strip of that width along the side of the corner, down (or up) to the first point in it. */
export function clearHeight(points: readonly Pixel[], corner: Corner, view: Area, width: number): number {
  const east = corner.endsWith('east');
  const north = corner.startsWith('north');
  let height = view.height;
  for (const [x, y] of points) {
    const down = north ? y : view.height - y;
    if ((east ? view.width - x : x) < width && down >= 0 && down < height) height = down;
  }
  return height;
}

/** A rectangle of that size in the corner. */
export function roomIn(corner: Corner, view: Area, { width, height }: Area): Room {
  const x = corner.endsWith('east') ? view.width - width : 0;
  const y = corner.startsWith('south') ? view.height - height : 0;
  return { x, y, width, height };
}
