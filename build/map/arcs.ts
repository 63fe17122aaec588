/**
 * Borders that two areas share are smoothed once and used by both, so that no gap or overlap opens between them.
 * A border runs from one knot (where three areas meet) to the next; knots stay where they are.
 */
import { type Area, type Point, signedArea } from './plane.ts';

const keyOf = (p: Point): string => `${p[0].toFixed(6)},${p[1].toFixed(6)}`;

/** Areas with every border cut by `rounds` of Chaikin's corner cutting. Areas must share corners exactly. */
export function smoothTogether(areas: readonly Area[], rounds: number): Area[] {
  const degree = new Map<string, Set<string>>();
  const rings = (area: Area): Point[][] => area.flat().map(open);
  for (const area of areas)
    for (const ring of rings(area))
      ring.forEach((p, i) => {
        const [a, b] = [keyOf(p), keyOf(ring[(i + 1) % ring.length] as Point)];
        degree.set(a, (degree.get(a) ?? new Set()).add(b));
        degree.set(b, (degree.get(b) ?? new Set()).add(a));
      });
  const isKnot = (p: Point): boolean => (degree.get(keyOf(p))?.size ?? 0) !== 2;
  return areas.map((area) =>
    area.map((polygon) => polygon.map((ring) => smoothRing(open(ring), isKnot, rounds))),
  );
}

function open(ring: Point[]): Point[] {
  const [first, last] = [ring[0], ring.at(-1)];
  return first && last && keyOf(first) === keyOf(last) ? ring.slice(0, -1) : ring;
}

function smoothRing(ring: Point[], isKnot: (p: Point) => boolean, rounds: number): Point[] {
  const start = ring.findIndex(isKnot);
  if (start < 0) {
    // An island inside one other area: start where both sides start, at its least corner.
    const keys = ring.map(keyOf);
    const least = keys.indexOf([...keys].sort()[0] as string);
    const turned = [...ring.slice(least), ...ring.slice(0, least)];
    return cut([...turned, turned[0] as Point], rounds, signedArea(ring) < 0);
  }
  const turned = [...ring.slice(start), ...ring.slice(0, start + 1)];
  const out: Point[] = [turned[0] as Point];
  let arc: Point[] = [turned[0] as Point];
  for (const p of turned.slice(1)) {
    arc.push(p);
    if (!isKnot(p)) continue;
    out.push(...cut(arc, rounds, keyOf(arc[0] as Point) > keyOf(p)).slice(1));
    arc = [p];
  }
  return out;
}

/** Cuts corners of an open line, its ends fixed; `backwards` computes it from the other end, for identical results. */
function cut(line: Point[], rounds: number, backwards: boolean): Point[] {
  let points = backwards ? [...line].reverse() : line;
  for (let round = 0; round < rounds; round++) {
    const next: Point[] = [points[0] as Point];
    for (let i = 0; i + 1 < points.length; i++) {
      const [a, b] = [points[i] as Point, points[i + 1] as Point];
      if (i > 0) next.push([a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25]);
      if (i + 2 < points.length) next.push([a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75]);
    }
    next.push(points.at(-1) as Point);
    points = next;
  }
  return backwards ? [...points].reverse() : points;
}
