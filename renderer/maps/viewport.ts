/** Where on the screen a place lies. Web Mercator, so that drawing by WebGL and plain drawing cover each other exactly. */
import type { Box, MapPack, Position } from '../../electron/contract/map.ts';

export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** Pixels of the whole world's width at this scale. */
  readonly world: number;
  /** World coordinates (0–1 from the north-west) of the top left pixel. */
  readonly left: number;
  readonly top: number;
}

export type Pixel = readonly [number, number];

const KM_AROUND = 40_075;

function toWorld([lon, lat]: Position): Pixel {
  const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  return [lon / 360 + 0.5, 0.5 - y / (2 * Math.PI)];
}

/**
 * The whole frame as large as it fits between the margins, pushed away from the free corner so that what room is
 * left over adds to it.
 */
export function fit(
  frame: Box,
  corner: MapPack['freeCorner'],
  size: { width: number; height: number },
  margin: number,
): Viewport {
  const [west, north] = toWorld([frame[0], frame[3]]);
  const [east, south] = toWorld([frame[2], frame[1]]);
  const inner = [Math.max(1, size.width - 2 * margin), Math.max(1, size.height - 2 * margin)] as const;
  const world = Math.min(inner[0] / (east - west), inner[1] / (south - north));
  const spare = [inner[0] / world - (east - west), inner[1] / world - (south - north)] as const;
  const left = west - margin / world - (corner.endsWith('west') ? spare[0] : 0);
  const top = north - margin / world - (corner.startsWith('north') ? spare[1] : 0);
  return { ...size, world, left, top };
}

export function project(view: Viewport, at: Position): Pixel {
  const [x, y] = toWorld(at);
  return [(x - view.left) * view.world, (y - view.top) * view.world];
}

/** Pixels of a kilometre on the ground at that latitude. */
export function pixelsPerKm(view: Viewport, lat: number): number {
  return view.world / (KM_AROUND * Math.cos((lat * Math.PI) / 180));
}

/** Camera of a MapLibre map that shows exactly this (its world is 512 pixels wide at zoom 0). */
export function cameraOf(view: Viewport): { center: [number, number]; zoom: number } {
  const x = view.left + view.width / 2 / view.world;
  const y = view.top + view.height / 2 / view.world;
  const lat = (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
  return { center: [(x - 0.5) * 360, lat], zoom: Math.log2(view.world / 512) };
}

/** The place on the ground under a pixel. */
export function unproject(view: Viewport, [x, y]: Pixel): Position {
  const world = [view.left + x / view.world, view.top + y / view.world] as const;
  const lat = (Math.atan(Math.exp((0.5 - world[1]) * 2 * Math.PI)) * 360) / Math.PI - 90;
  return [(world[0] - 0.5) * 360, lat];
}

/** West, south, east, north of places. */
export function boxOf(places: readonly Position[]): Box {
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** A closer look than this shows corners of outlines, not streets: pixels of a kilometre for each rem. */
const CLOSEST = 16;

/** The box as large as it fits into a part of the same map, in the middle of it. */
export function within(view: Viewport, box: Box, room: Room, rem: number): Viewport {
  const [west, north] = toWorld([box[0], box[3]]);
  const [east, south] = toWorld([box[2], box[1]]);
  const closest = CLOSEST * rem * KM_AROUND * Math.cos((box[1] * Math.PI) / 180);
  const world = Math.min(room.width / (east - west), room.height / (south - north), closest);
  const left = (west + east) / 2 - (room.x + room.width / 2) / world;
  const top = (north + south) / 2 - (room.y + room.height / 2) / world;
  return { width: view.width, height: view.height, world, left, top };
}

/** A part of the map's own pixels. */
interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
