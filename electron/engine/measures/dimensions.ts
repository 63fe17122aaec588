import { type Dimension, VALUE_BANDS, type ValueBand } from '../../contract/breakdown.ts';
import { CATEGORIES, type CaseEvent, INITIATIONS } from '../../contract/events.ts';

/** What a case can be broken down by, besides its unit. `due`: whole đồng. */
export interface Described {
  /** Number of its enforcer; 0 for none. */
  officer: number;
  category: CaseEvent['category'];
  initiation: CaseEvent['initiation'];
  due: number;
}

/** The same as values of dimensions. */
export interface DimensionValues {
  officer: number;
  category: CaseEvent['category'];
  initiation: CaseEvent['initiation'];
  band: ValueBand;
}

/** Dimensions besides the unit. */
export type CaseDimension = Exclude<Dimension, 'unit'>;

/** Marks what is not broken down: papers and enforcers. */
export const NO_DIMENSIONS = 0;

/** The band that an amount to be enforced falls into. */
export function bandOf(due: number): ValueBand {
  return VALUE_BANDS[bandNumber(due)]?.key ?? VALUE_BANDS[0].key;
}

function bandNumber(due: number): number {
  let n = VALUE_BANDS.length - 1;
  while (n > 0 && due < (VALUE_BANDS[n]?.from ?? 0)) n -= 1;
  return n;
}

/**
 * All dimensions of a case as one number. It is written into the store with every change: values may be added to a
 * dimension only with a migration that sums anew.
 */
export function dimensionCode({ officer, category, initiation, due }: Described): number {
  const sort = CATEGORIES.indexOf(category) * INITIATIONS.length + INITIATIONS.indexOf(initiation);
  return 1 + (officer * CATEGORIES.length * INITIATIONS.length + sort) * VALUE_BANDS.length + bandNumber(due);
}

/** What a code other than `NO_DIMENSIONS` stands for. */
export function readDimensionCode(code: number): DimensionValues {
  let rest = code - 1;
  const take = (of: number) => {
    const value = rest % of;
    rest = (rest - value) / of;
    return value;
  };
  const band = VALUE_BANDS[take(VALUE_BANDS.length)] ?? VALUE_BANDS[0];
  const initiation = INITIATIONS[take(INITIATIONS.length)] ?? INITIATIONS[0];
  const category = CATEGORIES[take(CATEGORIES.length)] ?? CATEGORIES[0];
  return { band: band.key, initiation, category, officer: rest };
}
