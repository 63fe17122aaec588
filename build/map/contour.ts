/** Marching squares: the rings along which a field crosses a level. */
import type { Point } from './plane.ts';

export type Field = {
  x0: number;
  y0: number;
  step: number;
  columns: number;
  rows: number;
  values: Float64Array;
};

/** Samples `f` on a grid that covers the box; its rim is set to +∞ so that every ring closes. */
export function sampled(
  [west, south, east, north]: readonly [number, number, number, number],
  step: number,
  f: (p: Point) => number,
): Field {
  const columns = Math.ceil((east - west) / step) + 1;
  const rows = Math.ceil((north - south) / step) + 1;
  const values = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const rim = i === 0 || j === 0 || i === columns - 1 || j === rows - 1;
      values[j * columns + i] = rim ? 1e6 : f([west + i * step, south + j * step]);
    }
  return { x0: west, y0: south, step, columns, rows, values };
}

/** Rings around everything below `level`, outer rings counter-clockwise, holes clockwise. */
export function contour(field: Field, level: number): Point[][] {
  const next = new Map<string, { key: string; to: Point }>();
  const { columns, rows, values } = field;
  const at = (i: number, j: number): number => values[j * columns + i] as number;
  const cross = (i: number, j: number, k: number, l: number): { key: string; to: Point } => {
    // The same edge must give the same point from both sides: always from its lower end.
    const [a, b, c, d] = i < k || j < l ? [i, j, k, l] : [k, l, i, j];
    const t = (level - at(a, b)) / (at(c, d) - at(a, b));
    const to: Point = [field.x0 + (a + t * (c - a)) * field.step, field.y0 + (b + t * (d - b)) * field.step];
    return { key: `${a},${b},${c},${d}`, to };
  };
  for (let j = 0; j + 1 < rows; j++)
    for (let i = 0; i + 1 < columns; i++) {
      const corners: [number, number][] = [
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ];
      const inside = corners.map(([x, y]) => at(x, y) < level);
      // Walking the square counter-clockwise, the line enters where inside turns to outside and leaves at the next turn back.
      for (let c = 0; c < 4; c++) {
        if (!inside[c] || inside[(c + 1) % 4]) continue;
        let back = (c + 3) % 4;
        while (inside[back]) back = (back + 3) % 4;
        const [a, b] = [corners[c] as [number, number], corners[(c + 1) % 4] as [number, number]];
        const [d, e] = [corners[back] as [number, number], corners[(back + 1) % 4] as [number, number]];
        next.set(cross(...a, ...b).key, cross(...d, ...e));
      }
    }
  const rings: Point[][] = [];
  while (next.size > 0) {
    const ring: Point[] = [];
    let key = next.keys().next().value as string;
    for (let step = next.get(key); step; step = next.get(key)) {
      next.delete(key);
      ring.push(step.to);
      key = step.key;
    }
    if (ring.length > 3) rings.push(ring);
  }
  return rings;
}
