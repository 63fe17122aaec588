/** Where things go on a map: names, the frame, far islands drawn nearer, the corner that stays free, the cartogram. */
import polylabel from 'polylabel';
import type { Box, CartogramCell, MapPack, Position, Shape } from '../../../contract/map.ts';
import { areaOf, boxOf, inDegrees, inKm } from './plane.ts';

export interface Room {
  readonly at: Position;
  readonly km: number;
}

/** Middle and radius (km) of the largest circle inside a shape: where a name has most room. */
export function roomiest(shape: Shape): Room {
  let best: Room | undefined;
  const sizes = shape.map((rings) => areaOf([rings]));
  const largest = Math.max(...sizes);
  for (const [i, rings] of shape.entries()) {
    // A circle has π/4 of its box at most: much smaller polygons have no larger one.
    if (best && (sizes[i] ?? 0) < largest / 4) continue;
    const lat = rings[0]?.[0]?.[1] ?? 0;
    const plane = rings.map((ring) => ring.map((corner) => inKm(corner, lat)));
    const found = polylabel(plane, 0.05);
    const km = found.distance;
    if (best && km <= best.km) continue;
    const [lon, north] = inDegrees([found[0] ?? 0, found[1] ?? 0], lat);
    best = { at: [lon, north], km };
  }
  const { at, km } = best ?? { at: [0, 0] as Position, km: 0 };
  return { at: [round(at[0]), round(at[1])], km: Math.max(0.05, Math.round(km * 100) / 100) };
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/** Polygons farther than this (degrees) from all others are a group of their own. */
const FAR = 0.45;

/** Polygons in groups that lie together, by their boxes; the group with most land first. */
export function groupsOf(polygons: readonly Shape[number][]): Shape[] {
  const boxes = polygons.map((rings) => boxOf(rings[0] ?? []));
  const group = polygons.map((_, i) => i);
  const find = (i: number): number => {
    let top = i;
    while (group[top] !== top) top = group[top] as number;
    group[i] = top;
    return top;
  };
  const order = boxes.map((_, i) => i).sort((a, b) => (boxes[a]?.[0] ?? 0) - (boxes[b]?.[0] ?? 0));
  // From west to east: a box is held against those only that reach as far.
  let open: number[] = [];
  for (const i of order) {
    const box = boxes[i] as Box;
    open = open.filter((j) => (boxes[j]?.[2] ?? 0) + FAR >= box[0]);
    for (const j of open) if (near(box, boxes[j] as Box)) group[find(i)] = find(j);
    open.push(i);
  }
  const groups = new Map<number, Shape>();
  polygons.forEach((rings, i) => {
    const key = find(i);
    const held = groups.get(key);
    if (held) held.push(rings);
    else groups.set(key, [rings]);
  });
  return [...groups.values()].sort((a, b) => areaOf(b) - areaOf(a));
}

function near(a: Box, b: Box): boolean {
  return a[0] - FAR <= b[2] && b[0] - FAR <= a[2] && a[1] - FAR <= b[3] && b[1] - FAR <= a[3];
}

export const CORNERS: readonly MapPack['freeCorner'][] = [
  'north-east',
  'south-east',
  'south-west',
  'north-west',
];
type FreeCorner = MapPack['freeCorner'];

/** A box of that size in a corner of the frame. */
export function boxIn(
  [west, south, east, north]: Box,
  corner: FreeCorner,
  width: number,
  height: number,
): Box {
  const x = corner.endsWith('east') ? east - width : west;
  const y = corner.startsWith('north') ? north - height : south;
  return [x, y, x + width, y + height];
}

/** The corner of the frame in which the largest box of the frame's shape has no corner of land in it, and its share (0–1). */
export function freest(
  frame: Box,
  corners: readonly Position[],
  among: readonly FreeCorner[] = CORNERS,
): { corner: FreeCorner; share: number } {
  let best: { corner: FreeCorner; share: number } = {
    corner: among[0] ?? 'north-east',
    share: 0,
  };
  for (const corner of among)
    for (let share = 0.6; share > best.share; share -= 0.02) {
      const box = boxIn(frame, corner, (frame[2] - frame[0]) * share, (frame[3] - frame[1]) * share);
      if (corners.some(([x, y]) => x > box[0] && x < box[2] && y > box[1] && y < box[3])) continue;
      best = { corner, share };
      break;
    }
  return best;
}

/** More cells than this are smaller than what can be read from across a room. */
const CELLS_MOST = 30;

/** Equal cells in rows from north to south, each row from west to east; none for more than can be read. */
export function cellsOf(places: readonly { unit: string; at: Position }[]): CartogramCell[] {
  if (places.length > CELLS_MOST) return [];
  const columns = Math.max(1, Math.ceil(Math.sqrt(places.length * 1.4)));
  const rows = Math.ceil(places.length / columns);
  const down = [...places].sort((a, b) => b.at[1] - a.at[1] || (a.unit < b.unit ? -1 : 1));
  return Array.from({ length: rows }, (_, row) =>
    down
      .slice(Math.round((row * places.length) / rows), Math.round(((row + 1) * places.length) / rows))
      .sort((a, b) => a.at[0] - b.at[0])
      .map(({ unit }, column) => ({ unit, column, row })),
  ).flat();
}
