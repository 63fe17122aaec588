/** Whether the geometry of one shape can be drawn: kind, numbers, place in the world, rings, area, crossings. */
import type { MapFaultCode } from '../../../contract/maps.ts';
import { worstCrossing } from './crossings.ts';
import { areaOf, boxOf } from './plane.ts';
import type { BoundaryShape, Corner, Polygons, Ring } from './shape.ts';

export interface GeometryFault {
  readonly code: MapFaultCode;
  readonly at: Corner | null;
  readonly other: string | null;
}

/** Viet Nam with its waters and both archipelagos, degrees: west, south, east, north. */
const VIETNAM = [101, 5.5, 118.5, 24] as const;
/** A loop of more than this share of the shape is no sliver between two surveys. */
const SLIVER = 0.005;
/** Smaller shapes (km²) are slips of the pen. */
const AREA_LEAST = 1e-6;

/** The polygons of a shape, or why they cannot be drawn. */
export function polygonsOf(shape: BoundaryShape): { polygons: Polygons | null; faults: GeometryFault[] } {
  const refused = (code: MapFaultCode, at: Corner | null = null, other: string | null = null) => ({
    polygons: null,
    faults: [{ code, at, other }],
  });
  if (shape.kind === null) return refused('no_shape');
  if (shape.polygons === null) return refused('wrong_kind', null, shape.kind);
  const polygons = cornersIn(shape.polygons);
  if (!polygons) return refused('not_numbers');
  if (polygons.every((rings) => rings.every((ring) => ring.length === 0))) return refused('no_shape');
  for (const corner of polygons.flat(2)) {
    const fault = misplaced(corner);
    if (fault) return refused(fault, fault === 'outside' ? corner : null, corner.map(short).join(', '));
  }
  for (const ring of polygons.flat()) {
    if (ring.length < 4) return refused('ring_short', ring[0] ?? null, String(ring.length));
    const [first, last] = [ring[0] as Corner, ring.at(-1) as Corner];
    if (first[0] !== last[0] || first[1] !== last[1]) return refused('ring_open', last);
  }
  const faults: GeometryFault[] = [];
  for (const ring of polygons.flat()) {
    const crossing = worstCrossing(ring);
    if (crossing)
      faults.push({
        code: crossing.share > SLIVER ? 'crosses' : 'crosses_little',
        at: crossing.at,
        other: (crossing.share * 100).toPrecision(2),
      });
  }
  // Loops that run against each other may have no area together: what they are is said already.
  if (faults.length === 0 && areaOf(polygons) < AREA_LEAST)
    return refused('no_area', polygons[0]?.[0]?.[0] ?? null);
  return { polygons, faults };
}

/** Heights and what else stands behind the first two numbers of a corner is left out. */
function cornersIn(written: unknown): Polygons | null {
  if (!Array.isArray(written)) return null;
  const polygons: Ring[][] = [];
  for (const rings of written as unknown[]) {
    if (!Array.isArray(rings)) return null;
    const polygon: Ring[] = [];
    for (const ring of rings as unknown[]) {
      if (!Array.isArray(ring)) return null;
      const corners: Corner[] = [];
      for (const corner of ring as unknown[]) {
        if (!Array.isArray(corner)) return null;
        const [lon, lat] = corner as unknown[];
        if (!Number.isFinite(lon) || !Number.isFinite(lat)) return null;
        corners.push([lon as number, lat as number]);
      }
      polygon.push(corners);
    }
    polygons.push(polygon);
  }
  return polygons;
}

function within([lon, lat]: Corner): boolean {
  return lon >= VIETNAM[0] && lon <= VIETNAM[2] && lat >= VIETNAM[1] && lat <= VIETNAM[3];
}

/** Latitude before longitude; metres of a projection such as VN-2000; another country. */
function misplaced(corner: Corner): MapFaultCode | null {
  if (within(corner)) return null;
  const [lon, lat] = corner;
  if (within([lat, lon])) return 'swapped';
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return 'projected';
  return 'outside';
}

function short(value: number): string {
  return String(Math.round(value * 1e4) / 1e4);
}

/** The middle of a shape's box: where to look for it. */
export function middleOf(polygons: Polygons): Corner {
  const [west, south, east, north] = boxOf(polygons.flat(2));
  return [(west + east) / 2, (south + north) / 2];
}
