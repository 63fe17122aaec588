/**
 * Equal cells for unequal regions: every region gets one square, so that the dense centre is as legible as the wide
 * outskirts. Cells are looked for by annealing: neighbours on the ground should touch, and every pair should lie in
 * about the direction it has on the ground. Seeded, so the same geography gives the same picture.
 */
import type { Point } from './plane.ts';

export type Place = { unit: string; at: Point };
export type Cell = { unit: string; column: number; row: number };

type Slot = { column: number; row: number };
const ROUNDS = 100_000;

/** Whether all cells hang together edge to edge. */
export function connected(cells: readonly Slot[]): boolean {
  const reached = new Set(cells.slice(0, 1));
  for (const cell of reached) for (const other of cells) if (apart(cell, other) === 1) reached.add(other);
  return reached.size === cells.length;
}

function apart(a: Slot, b: Slot): number {
  return Math.hypot(a.column - b.column, a.row - b.row);
}

/** One cell per place in a grid of that size; `touching` lists the pairs that share a border on the ground. */
export function cartogramOf(
  places: readonly Place[],
  touching: readonly (readonly [string, string])[],
  size: { columns: number; rows: number },
): Cell[] {
  const slots = Array.from({ length: size.columns * size.rows }, (_, i): Slot => {
    return { column: i % size.columns, row: Math.floor(i / size.columns) };
  });
  if (slots.length < places.length)
    throw new Error(`${places.length} places do not fit into ${slots.length} cells: enlarge the grid`);
  const index = new Map(places.map((place, i) => [place.unit, i]));
  const borders = touching.map(([a, b]) => [index.get(a) as number, index.get(b) as number] as const);
  const ground = places.map((a) => places.map((b) => Math.atan2(b.at[1] - a.at[1], b.at[0] - a.at[0])));
  const cost = (held: readonly number[]): number => {
    const at = held.map((slot) => slots[slot] as Slot);
    let sum = 0;
    for (const [a, b] of borders) sum += 2 * (apart(at[a] as Slot, at[b] as Slot) - 1);
    for (let i = 0; i < places.length; i++)
      for (let j = 0; j < i; j++) {
        const [from, to] = [at[i] as Slot, at[j] as Slot];
        const drawn = Math.atan2(from.row - to.row, to.column - from.column);
        const turn = Math.abs(((drawn - (ground[i]?.[j] ?? 0) + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
        sum += (turn * turn * 2) / apart(from, to);
      }
    return connected(at) ? sum : sum + 60;
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
  const cells = best.held.map((slot) => slots[slot] as Slot);
  const top = Math.min(...cells.map(({ row }) => row));
  const left = Math.min(...cells.map(({ column }) => column));
  return cells
    .map(({ column, row }, i) => ({ unit: places[i]?.unit ?? '', column: column - left, row: row - top }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

/** Uniform numbers in [0, 1) from a 32-bit seed (xorshift). */
function seeded(seed: number): () => number {
  let state = (seed * 2654435769) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
