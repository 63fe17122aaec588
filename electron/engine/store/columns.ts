/**
 * Columns of the cube: the independent quantities from which every letter follows.
 *
 * - `n…` counts and `m…` sums (whole đồng) of the year: zero at its start. `B` and `C` carry w, the letters of
 *   state carry r = w − p (`J` holds completed and discontinued), `mT` is Σ p over A.
 * - `sn…`, `sm…` the stock of running cases by state, never reset: what the next year carries over. `sN` enforcers.
 */
export const YEAR_COUNTS = [
  'nB',
  'nC',
  'nD',
  'nE',
  'nJ',
  'nI',
  'nP',
  'nS',
  'nO',
  'nH',
  'nR',
  'nQ',
  'nU',
  'nX',
] as const;
export const YEAR_SUMS = [
  'mB',
  'mC',
  'mT',
  'mD',
  'mE',
  'mJ',
  'mI',
  'mP',
  'mS',
  'mO',
  'mH',
  'mR',
  'mQ',
] as const;
export const STOCK_COUNTS = ['snI', 'snP', 'snS', 'snO', 'snH', 'sN'] as const;
export const STOCK_SUMS = ['smI', 'smP', 'smS', 'smO', 'smH'] as const;

export const CUBE_COLUMNS = [...YEAR_COUNTS, ...YEAR_SUMS, ...STOCK_COUNTS, ...STOCK_SUMS] as const;
export type CubeColumn = (typeof CUBE_COLUMNS)[number];
/** Number of each column, as changes are written with. It is written into the store: what a number means never changes. */
export const COLUMN = Object.fromEntries(CUBE_COLUMNS.map((column, n) => [column, n])) as Record<
  CubeColumn,
  number
>;
