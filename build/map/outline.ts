/**
 * The agency's territory guessed from nothing but the positions of its wards and the areas they declare. Every ward is
 * given the reach of a disc of its area; what lies within a common multiple of that reach
 * belongs to the territory, and the multiple is chosen so that the land inside has the declared area.
 */
import { Delaunay } from 'd3-delaunay';
import clipping, { type MultiPolygon } from 'polygon-clipping';
import { contour, sampled } from './contour.ts';
import { type Area, type Point, areaOf, contains, distance, signedArea } from './plane.ts';

/** Grid of the field (km). */
const STEP = 1;
/** How softly neighbouring reaches melt together: larger is sharper. */
const SHARPNESS = 6;
/** Neighbours up to this far apart (km) have no foreign land between them. */
const LONGEST_GAP = 24;
/** Wards on spits and islets that the coarse coast leaves in the water get this much land (km). */
const ISLET = 2.2;

/** A ward: where it is in the plane, and its declared area (km²). */
export type Extent = { at: Point; areaKm2: number };
type Seed = { at: Point; reach: number };

/** The wards with their reach, and the middles of the meshes between near neighbours, so that no hole stays inside. */
function seedsOf(wards: readonly Extent[]): Seed[] {
  const own = wards.map(({ at, areaKm2 }): Seed => ({ at, reach: Math.sqrt(areaKm2 / Math.PI) }));
  const mesh = Delaunay.from(wards.map((ward) => ward.at));
  const between: Seed[] = [];
  for (let i = 0; i < mesh.triangles.length; i += 3) {
    const corners = [0, 1, 2].map((k) => own[mesh.triangles[i + k] as number] as Seed);
    const sides = corners.map((c, k) => distance(c.at, (corners[(k + 1) % 3] as Seed).at));
    if (Math.max(...sides) > LONGEST_GAP) continue;
    const middle = (axis: 0 | 1): number => corners.reduce((sum, c) => sum + c.at[axis], 0) / 3;
    between.push({ at: [middle(0), middle(1)], reach: Math.min(...corners.map((c) => c.reach)) });
  }
  return [...own, ...between];
}

/** Land with an islet under every ward that would otherwise stand in the water. */
export function landUnder(points: readonly Point[], land: Area): Area {
  const afloat = points.filter((p) => !contains(land, p));
  const islets = afloat.map((p): Point[][] => [disc(p, ISLET)]);
  return clipping.union(land, ...(islets as MultiPolygon));
}

/** Land within the common multiple of the wards' reaches that holds as much land as they declare together. */
export function outlineOf(wards: readonly Extent[], land: Area): Area {
  const seeds = seedsOf(wards);
  const declared = wards.reduce((sum, ward) => sum + ward.areaKm2, 0);
  const xs = wards.map((ward) => ward.at[0]);
  const ys = wards.map((ward) => ward.at[1]);
  const margin = 30;
  const box = [
    Math.min(...xs) - margin,
    Math.min(...ys) - margin,
    Math.max(...xs) + margin,
    Math.max(...ys) + margin,
  ] as const;
  // A soft minimum of distance ÷ reach over the seeds: 1 is on the edge of a lonely ward's reach.
  const field = sampled(box, STEP, (p) => {
    let sum = 0;
    for (const { at, reach } of seeds) sum += Math.exp(-SHARPNESS * (distance(p, at) / reach));
    return sum > 0 ? -Math.log(sum) / SHARPNESS : 1e6;
  });
  const within = (level: number): Area => {
    const rings = contour(field, level).filter((ring) => signedArea(ring) > 0);
    const blobs = rings.map((ring): Point[][] => [[...ring, ring[0] as Point]]);
    return clipping.intersection(blobs, land);
  };
  let [low, high] = [0.3, 4];
  for (let round = 0; round < 18; round++) {
    const middle = (low + high) / 2;
    if (areaOf(within(middle)) < declared) low = middle;
    else high = middle;
  }
  // What no ward stands on came in over a river.
  return within(high).filter((polygon) => wards.some((ward) => contains([polygon], ward.at)));
}

function disc(middle: Point, radius: number): Point[] {
  const corners = 24;
  return Array.from({ length: corners + 1 }, (_, i): Point => {
    const angle = ((i % corners) * 2 * Math.PI) / corners;
    return [middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle)];
  });
}
