/**
 * Equal cells for unequal regions: every region gets one hexagon, so that the dense centre is as legible as the wide
 * outskirts. Cells are looked for by annealing: neighbours on the ground should touch, and every pair should lie in
 * about the direction it has on the ground. Seeded, so the same geography gives the same picture.
 */
import type { Point } from './plane.ts';

export type Place = { unit: string; at: Point; dense: boolean };
export type Cell = { unit: string; q: number; r: number; dense: boolean };

type Slot = { q: number; r: number };
const ROUNDS = 240_000;
const SIZE = { columns: 5, rows: 6 };

/** Middle of a pointy-topped hexagon, in cell widths, y to the north. */
export function middleOf({ q, r }: Slot): Point {
  return [q + r / 2, (-r * Math.sqrt(3)) / 2];
}

/** Steps between two cells. */
export function stepsBetween(a: Slot, b: Slot): number {
  const [dq, dr] = [a.q - b.q, a.r - b.r];
  return (Math.abs(dq) + Math.abs(dr) + Math.abs(dq + dr)) / 2;
}

/** Whether all cells hang together. */
export function connected(cells: readonly Slot[]): boolean {
  const reached = new Set(cells.slice(0, 1));
  for (const cell of reached)
    for (const other of cells) if (stepsBetween(cell, other) === 1) reached.add(other);
  return reached.size === cells.length;
}

/** One cell per place; `touching` lists the pairs that share a border on the ground. */
export function cartogramOf(
  places: readonly Place[],
  touching: readonly (readonly [string, string])[],
): Cell[] {
  const slots: Slot[] = [];
  for (let r = 0; r < SIZE.rows; r++)
    for (let column = 0; column < SIZE.columns; column++) slots.push({ q: column - Math.floor(r / 2), r });
  const index = new Map(places.map((place, i) => [place.unit, i]));
  const borders = touching.map(([a, b]) => [index.get(a) as number, index.get(b) as number] as const);
  const dense = places.flatMap((place, i) => (place.dense ? [i] : []));
  const cost = (held: readonly number[]): number => {
    const at = held.map((slot) => slots[slot] as Slot);
    let sum = 0;
    for (const [a, b] of borders) {
      const both = places[a]?.dense && places[b]?.dense;
      sum += (stepsBetween(at[a] as Slot, at[b] as Slot) - 1) * (both ? 3 : 2);
    }
    for (let i = 0; i < places.length; i++)
      for (let j = 0; j < i; j++) {
        const ground = direction(places[i]?.at as Point, places[j]?.at as Point);
        const drawn = direction(middleOf(at[i] as Slot), middleOf(at[j] as Slot));
        const turn = Math.abs(((drawn - ground + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
        sum += turn * turn * (stepsBetween(at[i] as Slot, at[j] as Slot) === 1 ? 2 : 1);
      }
    if (!connected(at)) sum += 60;
    if (!connected(dense.map((i) => at[i] as Slot))) sum += 60;
    return sum;
  };
  const random = seeded(19);
  // Start in reading order: north to south, west to east.
  const order = places.map((_, i) => i).sort((a, b) => (places[b]?.at[1] ?? 0) - (places[a]?.at[1] ?? 0));
  let held = places.map(() => 0);
  order.forEach((place, i) => {
    held[place] = Math.floor((i * slots.length) / places.length);
  });
  let now = cost(held);
  let best = { held, cost: now };
  for (let round = 0; round < ROUNDS; round++) {
    const heat = 12 * (1 - round / ROUNDS) ** 3 + 1e-3;
    const place = Math.floor(random() * places.length);
    const slot = Math.floor(random() * slots.length);
    const holder = held.indexOf(slot);
    const tried = [...held];
    if (holder >= 0) tried[holder] = held[place] as number;
    tried[place] = slot;
    const then = cost(tried);
    if (then > now && random() >= Math.exp((now - then) / heat)) continue;
    held = tried;
    now = then;
    if (now < best.cost) best = { held, cost: now };
  }
  const cells = places.map((place, i) => ({ place, slot: slots[best.held[i] as number] as Slot }));
  const top = Math.min(...cells.map(({ slot }) => slot.r));
  const left = Math.min(...cells.map(({ slot }) => slot.q));
  return cells
    .map(({ place, slot }) => ({ unit: place.unit, q: slot.q - left, r: slot.r - top, dense: place.dense }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

function direction(a: Point, b: Point): number {
  return Math.atan2(b[1] - a[1], b[0] - a[0]);
}

/** Uniform numbers in [0, 1) from a 32-bit seed (xorshift). */
function seeded(seed: number): () => number {
  let state = seed * 2654435769 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
