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
