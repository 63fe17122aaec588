/** How the roles of one window share it: one fills it, two lie above each other (a screen can be
 * wider than it was drawn for, not taller), more make a square grid. */
export interface Tiling {
  readonly columns: number;
  readonly rows: number;
}

/** Tiling of `count` ≥ 1 roles. */
export function tilingOf(count: number): Tiling {
  if (count <= 1) return { columns: 1, rows: 1 };
  if (count === 2) return { columns: 1, rows: 2 };
  return { columns: 2, rows: Math.ceil(count / 2) };
}
