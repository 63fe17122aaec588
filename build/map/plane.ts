/** A flat picture of a small part of the earth: kilometres east and north of a middle. Good to 1 % within 200 km. */
export type Point = [number, number];
/** Rings by polygon, in the plane. */
export type Area = Point[][][];

const KM_PER_DEGREE = 111.32;
const MIDDLE: Point = [106.85, 10.85];
const EAST = KM_PER_DEGREE * Math.cos((MIDDLE[1] * Math.PI) / 180);

export function toPlane([lon, lat]: readonly [number, number]): Point {
  return [(lon - MIDDLE[0]) * EAST, (lat - MIDDLE[1]) * KM_PER_DEGREE];
}

/** Back to degrees, rounded to 0.0005° (about 55 m): finer than the schematic means anything, coarse enough to ship. */
export function toDegrees([x, y]: Point): Point {
  const round = (value: number): number => Math.round(value * 2000) / 2000;
  return [round(x / EAST + MIDDLE[0]), round(y / KM_PER_DEGREE + MIDDLE[1])];
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Area of a ring, positive when it runs counter-clockwise (km²). */
export function signedArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j] as Point;
    const b = ring[i] as Point;
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum / 2;
}

/** Area without its holes (km²). */
export function areaOf(area: Area): number {
  return area.reduce(
    (sum, polygon) =>
      sum + polygon.reduce((inner, ring, i) => inner + (i === 0 ? 1 : -1) * Math.abs(signedArea(ring)), 0),
    0,
  );
}

/** Whether a point lies inside (even-odd rule, so holes count). */
export function contains(area: Area, [x, y]: Point): boolean {
  let inside = false;
  for (const polygon of area)
    for (const ring of polygon)
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const a = ring[i] as Point;
        const b = ring[j] as Point;
        if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0])
          inside = !inside;
      }
  return inside;
}

/** Distance from a point to the nearest edge (km). */
export function edgeDistance(area: Area, p: Point): number {
  let best = Number.POSITIVE_INFINITY;
  for (const polygon of area)
    for (const ring of polygon)
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const a = ring[j] as Point;
        const b = ring[i] as Point;
        const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        const length = dx * dx + dy * dy;
        const t =
          length === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length));
        best = Math.min(best, Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy));
      }
  return best;
}
