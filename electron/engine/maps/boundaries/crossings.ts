/** Where a ring crosses itself, and how much of it lies on the wrong side of the crossing. */
import { ringArea } from './plane.ts';
import type { Corner, Ring } from './shape.ts';

export interface Crossing {
  readonly at: Corner;
  /** The smaller of the two loops as a share (0–0.5) of both: a sliver on a border, or half the shape. */
  readonly share: number;
}

interface Side {
  readonly i: number;
  readonly a: Corner;
  readonly b: Corner;
  readonly west: number;
  readonly east: number;
}

/** The crossing that leaves most on the wrong side; `null` where the ring has none. Sides that merely touch do not cross. */
export function worstCrossing(ring: Ring): Crossing | null {
  const sides: Side[] = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i] as Corner, ring[i + 1] as Corner];
    sides.push({ i, a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) });
  }
  // From west to east: a side is held against those only that reach as far.
  sides.sort((one, other) => one.west - other.west);
  let open: Side[] = [];
  let worst: Crossing | null = null;
  for (const side of sides) {
    open = open.filter((other) => other.east >= side.west);
    for (const other of open) {
      const at = crossingOf(side, other);
      if (!at) continue;
      const share = smallerLoop(ring, Math.min(side.i, other.i), Math.max(side.i, other.i), at);
      if (!worst || share > worst.share) worst = { at, share };
    }
    open.push(side);
  }
  return worst;
}

/** Where two sides cross inside both of them. */
function crossingOf({ a, b }: Side, { a: c, b: d }: Side): Corner | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const turn = rx * sy - ry * sx;
  if (turn === 0) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / turn;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / turn;
  const edge = 1e-9;
  if (t <= edge || t >= 1 - edge || u <= edge || u >= 1 - edge) return null;
  return [a[0] + t * rx, a[1] + t * ry];
}

function smallerLoop(ring: Ring, i: number, j: number, at: Corner): number {
  const inner = Math.abs(ringArea([at, ...ring.slice(i + 1, j + 1), at]));
  const outer = Math.abs(ringArea([...ring.slice(0, i + 1), at, ...ring.slice(j + 1)]));
  const both = inner + outer;
  return both === 0 ? 0 : Math.min(inner, outer) / both;
}
