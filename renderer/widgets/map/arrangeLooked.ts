/** Where map, card and legend stand while a region is looked at: it has nearly all the room, and what it is stands beside it. */
import type { MapPack } from '../../../electron/contract/map.ts';
import type { Size } from '../../charts/useSize.ts';
import { boxOfLooked, fit, type Looked, type Room, type Viewport, within } from '../../maps/index.ts';

/** Widths and heights in rem. */
const CARD = { width: 14.5, below: 9 };
const LEGEND = 5.5;
const GAP = 0.75;
/** A box less than so wide has its card below. */
const BESIDE_FROM = 34;

export interface LookedArrangement {
  readonly map: Viewport;
  readonly card: Room;
  readonly legend: Room;
  readonly brief: true;
}

export function arrangeLooked(pack: MapPack, looked: Looked, size: Size): LookedArrangement {
  const { width, height, rem } = size;
  const gap = GAP * rem;
  const legend = { x: 0, y: height - LEGEND * rem, width, height: LEGEND * rem };
  const beside = width >= BESIDE_FROM * rem;
  const above = Math.max(1, height - legend.height - gap);
  const map = beside
    ? { width: Math.max(1, width - CARD.width * rem - gap), height: above }
    : { width, height: Math.max(1, above - CARD.below * rem - gap) };
  const card = beside
    ? { x: map.width + gap, y: 0, width: CARD.width * rem, height: above }
    : { x: 0, y: map.height + gap, width, height: CARD.below * rem };
  const margin = 1.5 * rem;
  const room = {
    ...{ x: margin, y: margin },
    width: Math.max(1, map.width - 2 * margin),
    height: Math.max(1, map.height - 2 * margin),
  };
  const whole = fit(pack.frame, pack.freeCorner, map, rem);
  return { map: within(whole, boxOfLooked(pack, looked), room, rem), card, legend, brief: true };
}
