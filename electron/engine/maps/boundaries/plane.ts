/** Lengths and areas on the ground around a latitude: a plane in kilometres, good to 1 % within a few hundred of them. */
import type { Corner, Polygons, Ring } from './shape.ts';

const KM_PER_DEGREE = 111.32;

/** Kilometres of a degree of longitude at a latitude. */
export function kmEast(lat: number): number {
  return KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
}

/** A corner in kilometres, seen from the latitude of a middle. */
export function inKm([lon, lat]: Corner, middleLat: number): [number, number] {
  return [lon * kmEast(middleLat), lat * KM_PER_DEGREE];
}

/** The corner of kilometres seen from the latitude of a middle. */
export function inDegrees([x, y]: readonly [number, number], middleLat: number): [number, number] {
  return [x / kmEast(middleLat), y / KM_PER_DEGREE];
}

/** Area of a ring in km², positive when it runs counter-clockwise (shoelace formula at the ring's own latitude). */
export function ringArea(ring: Ring): number {
  const [first] = ring;
  if (!first) return 0;
  let sum = 0;
  // From the first corner: differences of large numbers would lose what small islands are.
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as Corner;
    const [bx, by] = ring[i] as Corner;
    sum += (ax - first[0]) * (by - first[1]) - (bx - first[0]) * (ay - first[1]);
  }
  return (sum / 2) * KM_PER_DEGREE * kmEast(first[1]);
}

/** Area without holes, km². */
export function areaOf(polygons: Polygons): number {
  return polygons.reduce(
    (sum, rings) =>
      sum + rings.reduce((inner, ring, i) => inner + (i === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0),
    0,
  );
}

/** West, south, east, north of corners. */
export function boxOf(corners: Iterable<Corner>): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of corners) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}
