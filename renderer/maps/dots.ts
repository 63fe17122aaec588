/**
 * Cases have no coordinates. A dot stands for so many of them, and lies somewhere in the region of its office: spread
 * evenly over the region by its area, always at the same places, more dots after fewer. It says how dense cases are,
 * and nothing of where anybody lives.
 */
import earcut, { flatten } from 'earcut';
import type { MapRegion, Position } from '../../electron/contract/map.ts';

export interface DotsOf {
  readonly region: MapRegion;
  readonly count: number;
}

/** Triangles that a region falls into, with the running sum of their areas as a share of the whole. */
interface Spread {
  readonly corners: Float64Array;
  readonly upTo: Float64Array;
  readonly offset: number;
}

const spreads = new WeakMap<MapRegion, Spread>();

/** Steps of a sequence that fills three dimensions evenly (Roberts, 2018: powers of the plastic number's kin). */
const ROOT = 1.2207440846057596;
const STEPS = [1 / ROOT, 1 / ROOT ** 2, 1 / ROOT ** 3] as const;

/** All dots as longitudes and latitudes behind each other: one buffer for the graphics processor. */
export function dotsIn(wanted: readonly DotsOf[]): Float32Array {
  const total = wanted.reduce((sum, { count }) => sum + count, 0);
  const dots = new Float32Array(2 * total);
  let at = 0;
  for (const { region, count } of wanted) {
    const spread = spreadOf(region);
    for (let i = 0; i < count; i++) {
      place(spread, i, dots, at);
      at += 2;
    }
  }
  return dots;
}

function place({ corners, upTo, offset }: Spread, i: number, into: Float32Array, at: number): void {
  const [s, t, u] = STEPS.map((step) => (offset + (i + 1) * step) % 1) as [number, number, number];
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] as number) < s) low = middle + 1;
    else high = middle;
  }
  // Uniform in a triangle: the square root keeps dots from crowding at one corner.
  const root = Math.sqrt(t);
  const weights = [1 - root, root * (1 - u), root * u] as const;
  for (const axis of [0, 1] as const) {
    let sum = 0;
    for (const corner of [0, 1, 2] as const)
      sum += weights[corner] * (corners[6 * low + 2 * corner + axis] as number);
    into[at + axis] = sum;
  }
}

function spreadOf(region: MapRegion): Spread {
  const known = spreads.get(region);
  if (known) return known;
  const corners: number[] = [];
  const areas: number[] = [];
  for (const rings of region.shape) {
    const open = rings.map((ring) => ring.slice(0, -1));
    const flat = flatten(open.map((ring) => ring.map(([lon, lat]) => [lon, lat])));
    const found = earcut(flat.vertices, flat.holes, flat.dimensions);
    for (let i = 0; i < found.length; i += 3) {
      const triangle = [0, 1, 2].map((k): Position => {
        const corner = 2 * (found[i + k] as number);
        return [flat.vertices[corner] as number, flat.vertices[corner + 1] as number];
      });
      corners.push(...triangle.flat());
      areas.push(areaOf(triangle));
    }
  }
  const whole = areas.reduce((sum, area) => sum + area, 0);
  let sum = 0;
  const upTo = Float64Array.from(areas, (area) => (sum += area) / whole);
  if (upTo.length > 0) upTo[upTo.length - 1] = 1;
  const spread = { corners: Float64Array.from(corners), upTo, offset: offsetOf(region.unit) };
  spreads.set(region, spread);
  return spread;
}

/** In square degrees, which all triangles of a region share. */
function areaOf(triangle: readonly Position[]): number {
  const [a, b, c] = triangle as [Position, Position, Position];
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
}

/** A number from 0 to 1 that belongs to a key: regions do not repeat each other's pattern (FNV-1a). */
function offsetOf(unit: string): number {
  let hash = 2_166_136_261;
  for (const letter of unit) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) / 4_294_967_296;
}

/** How many cases a dot stands for, so that there are no more dots than that: 1, 2, 5, 10, 20 … */
export function casesPerDot(total: number, most: number): number {
  for (let power = 1; ; power *= 10)
    for (const step of [1, 2, 5]) if (total <= most * step * power) return step * power;
}
