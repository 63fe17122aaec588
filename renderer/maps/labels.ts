/** Which offices are named on the map itself, and how: only what has room. The cartogram names them all. */
import type { OfficePicture } from './picture.ts';
import { type Pixel, pixelsPerKm, project, type Viewport } from './viewport.ts';

/** `full`: name and value. `name`: the name alone. */
export interface OfficeLabel {
  readonly unit: string;
  readonly at: Pixel;
  readonly kind: 'full' | 'name';
}

/** Room (rem, radius of a free circle) that a full label and a bare name need; names may reach over the border a little. */
const FULL = 2.9;
const NAME = 1.5;

export function labelsOf(offices: readonly OfficePicture[], view: Viewport, rem: number): OfficeLabel[] {
  return offices.flatMap(({ unit, region }): OfficeLabel[] => {
    const room = (region.roomKm * pixelsPerKm(view, region.label[1])) / rem;
    if (room < NAME) return [];
    return [{ unit, at: project(view, region.label), kind: room >= FULL ? 'full' : 'name' }];
  });
}
