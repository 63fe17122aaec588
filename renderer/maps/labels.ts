/** Which offices are named on the map itself, and where: only what has room. The cartogram names them all. */
import { seatRadius } from './measures.ts';
import type { OfficePicture } from './picture.ts';
import { type Pixel, pixelsPerKm, project, type Viewport } from './viewport.ts';

/** `full`: name and value. `name`: the name alone. */
export type LabelKind = 'full' | 'name';

export interface OfficeLabel {
  readonly unit: string;
  readonly kind: LabelKind;
  /** Middle of the label. */
  readonly at: Pixel;
}

/** Free circle (radius, rem) a region must offer, and half the width and height of the text; text may overlap a border. */
const KINDS: Record<LabelKind, { room: number; half: Pixel }> = {
  full: { room: 1.8, half: [2.6, 2.1] },
  name: { room: 1.2, half: [2.1, 0.9] },
};
/** How far (rem) a label may move out of the way of circles and other labels, and in what steps. */
const REACH = 4;
const STRIDE = 0.5;
/** A label may leave the free circle of its region by this much: regions are longer than they are wide. */
const FREEDOM = 1.5;

interface Box {
  readonly at: Pixel;
  readonly half: Pixel;
}

/** Widest regions first: each label goes to the free place nearest to its region's middle, or is left out. */
export function labelsOf(offices: readonly OfficePicture[], view: Viewport, rem: number): OfficeLabel[] {
  const taken: Box[] = offices.flatMap(({ region, share }) => {
    const radius = share === null ? 0 : seatRadius(share, view, rem);
    return share === null ? [] : [{ at: project(view, region.seat), half: [radius, radius] as const }];
  });
  const placed: OfficeLabel[] = [];
  for (const { unit, region } of [...offices].sort((a, b) => b.region.roomKm - a.region.roomKm)) {
    const room = (region.roomKm * pixelsPerKm(view, region.label[1])) / rem;
    const kind = room >= KINDS.full.room ? 'full' : room >= KINDS.name.room ? 'name' : null;
    if (!kind) continue;
    const half = KINDS[kind].half.map((length) => length * rem) as unknown as Pixel;
    const middle = project(view, region.label);
    // A wide region gives its label more freedom than a narrow one.
    const rings = region.shape.flatMap((polygon) => polygon.map((ring) => ring.map((p) => project(view, p))));
    const at = nearby(middle, Math.min(REACH, room * FREEDOM) * rem, STRIDE * rem).find(
      (place) => taken.every((other) => apart({ at: place, half }, other)) && within(rings, place),
    );
    if (!at) continue;
    taken.push({ at, half });
    placed.push({ unit, kind, at });
  }
  return placed;
}

/** The place itself and ever wider rings around it. */
function nearby(middle: Pixel, reach: number, stride: number): Pixel[] {
  const places: Pixel[] = [middle];
  for (let radius = stride; radius <= reach; radius += stride)
    for (let i = 0; i < 16; i++) {
      const angle = ((i - 4) / 8) * Math.PI;
      places.push([middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle)]);
    }
  return places;
}

function apart(a: Box, b: Box): boolean {
  return (
    Math.abs(a.at[0] - b.at[0]) >= a.half[0] + b.half[0] ||
    Math.abs(a.at[1] - b.at[1]) >= a.half[1] + b.half[1]
  );
}

/** Whether a place lies inside the rings (even-odd rule). */
function within(rings: readonly Pixel[][], [x, y]: Pixel): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as Pixel;
      const [bx, by] = ring[i] as Pixel;
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}
