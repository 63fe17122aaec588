/** How the roles of one window share it: one fills it; of a window wider than high two lie above each other (a screen can be
 * wider than it was drawn for, not taller) and more make a square grid; in one higher than wide all lie above each other. */
export interface Tiling {
  readonly columns: number;
  readonly rows: number;
  /** A single screen that is higher than wide shows its layout upright. */
  readonly upright: boolean;
}

/** Tiling of `count` ≥ 1 roles in a window that is higher than wide, or not. */
export function tilingOf(count: number, high = false): Tiling {
  if (count <= 1) return { columns: 1, rows: 1, upright: high };
  if (high || count === 2) return { columns: 1, rows: count, upright: false };
  return { columns: 2, rows: Math.ceil(count / 2), upright: false };
}
