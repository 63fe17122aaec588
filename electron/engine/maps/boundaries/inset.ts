/** Islands far from the mainland of a province are drawn nearer, in a frame, so that the mainland keeps its size. */
import type { Box, MapInset, MapPack, Position, Shape } from '../../../contract/map.ts';
import { boxOf } from './plane.ts';
import { boxIn, CORNERS, freest, groupsOf } from './placing.ts';

export interface Framed {
  readonly frame: Box;
  readonly inset: Omit<MapInset, 'units' | 'name'> | null;
  /** The corner that the cartogram may have. */
  readonly freeCorner: MapPack['freeCorner'];
  /** Whether a polygon is drawn in the inset. */
  isFar(polygon: Shape[number]): boolean;
  /** Where it is drawn. */
  moved(shape: Shape): Shape;
}

/** Territories wider than this (degrees) are shown as they lie: a country is not cut up. */
const PROVINCE_MOST = 3.5;
const PADDING = 0.03;
/** Simplified outlines may lie this much (degrees) inside the surveyed ones; groups lie much farther apart. */
const MARGIN = 0.02;
/** Most of the frame's width and height that the inset takes. */
const INSET = { width: 0.3, height: 0.24 };
/** The lower part of the inset is for its name. */
const NAME_SHARE = 0.35;
/** A free corner that is a smaller share of the frame is none. */
const CORNER_LEAST = 0.14;

export function framed(regions: readonly Shape[]): Framed {
  const [main = [], ...far] = groupsOf(regions.flat());
  const all = boxOf(regions.flat(3));
  const box = boxOf(main.flat(2));
  const province = box[2] - box[0] <= PROVINCE_MOST && box[3] - box[1] <= PROVINCE_MOST;
  if (far.length === 0 || !province) {
    const frame = padded(all);
    const { corner } = freest(frame, regions.flat(3));
    return { frame, inset: null, freeCorner: corner, isFar: () => false, moved: (shape) => shape };
  }
  const boxes = far.flat().map((polygon) => boxOf(polygon.flat()));
  const isFar = (polygon: Shape[number]): boolean => {
    const [lon, lat] = polygon[0]?.[0] ?? [0, 0];
    return boxes.some(
      ([w, s, e, n]) => lon > w - MARGIN && lon < e + MARGIN && lat > s - MARGIN && lat < n + MARGIN,
    );
  };
  let frame = padded(box);
  const corners = main.flat(2);
  // The south first: the far islands of this country lie there, and are looked for there.
  let place = freest(frame, corners, ['south-east', 'south-west']);
  if (place.share < CORNER_LEAST) place = freest(frame, corners);
  const [width, height] = [frame[2] - frame[0], frame[3] - frame[1]];
  if (place.share < CORNER_LEAST) {
    // Nowhere free: the frame grows to the south, which is free.
    frame = [frame[0], frame[1] - INSET.height * height, frame[2], frame[3]];
    place = { corner: 'south-east', share: INSET.height };
  }
  const spot = boxIn(
    frame,
    place.corner,
    Math.min(INSET.width, place.share * 0.95) * width,
    Math.min(INSET.height, place.share * 0.95) * height,
  );
  const from = boxOf(far.flat(3));
  const room = [spot[2] - spot[0], (spot[3] - spot[1]) * (1 - NAME_SHARE)] as const;
  // Smaller than it is where it must, never larger.
  const scale = Math.min(1, (room[0] * 0.9) / (from[2] - from[0]), (room[1] * 0.9) / (from[3] - from[1]));
  const middle: Position = [(spot[0] + spot[2]) / 2, spot[3] - room[1] / 2];
  const source: Position = [(from[0] + from[2]) / 2, (from[1] + from[3]) / 2];
  const move = ([lon, lat]: Position): Position => [
    round(middle[0] + (lon - source[0]) * scale),
    round(middle[1] + (lat - source[1]) * scale),
  ];
  return {
    frame,
    inset: { frame: spot, at: [middle[0], spot[1] + ((spot[3] - spot[1]) * NAME_SHARE) / 2] },
    freeCorner: freest(
      frame,
      corners,
      CORNERS.filter((corner) => corner !== place.corner),
    ).corner,
    isFar,
    moved: (shape) =>
      shape.map((polygon) => (isFar(polygon) ? polygon.map((ring) => ring.map(move)) : polygon)),
  };
}

function padded([west, south, east, north]: Box): Box {
  const [x, y] = [(east - west) * PADDING, (north - south) * PADDING];
  return [west - x, south - y, east + x, north + y];
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
