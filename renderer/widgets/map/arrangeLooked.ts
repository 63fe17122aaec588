/** Where map, card and legend stand while a region is looked at: it has nearly all the room, and what it is stands beside it. */
import type { MapPack } from '../../../electron/contract/map.ts';
import type { Size } from '../../charts/useSize.ts';
import { boxOfLooked, fit, type Looked, type Room, type Viewport, within } from '../../maps/index.ts';

/** Width of a card at the side and height of one below, rem. */
const CARD = { width: 14.5, below: 13 };
const GAP = 0.75;
/** A box less than so wide has its card below. */
const BESIDE_FROM = 34;

export interface LookedArrangement {
  readonly map: Viewport;
  readonly card: Room;
}

export function arrangeLooked(pack: MapPack, looked: Looked, size: Size): LookedArrangement {
  const { width, height, rem } = size;
  const gap = GAP * rem;
  const beside = width >= BESIDE_FROM * rem;
  const map = beside
    ? { width: Math.max(1, width - CARD.width * rem - gap), height }
    : { width, height: Math.max(1, height - CARD.below * rem - gap) };
  const card = beside
    ? { x: map.width + gap, y: 0, width: CARD.width * rem, height }
    : { x: 0, y: map.height + gap, width, height: CARD.below * rem };
  const margin = 1.25 * rem;
  const room = {
    ...{ x: margin, y: margin },
    width: Math.max(1, map.width - 2 * margin),
    height: Math.max(1, map.height - 2 * margin),
  };
  const whole = fit(pack.frame, pack.freeCorner, map, rem);
  return { map: within(whole, boxOfLooked(pack, looked), room, rem), card };
}
