import type { Instant } from '../../contract/calendar.ts';
import { COLUMN, type CubeColumn } from '../store/index.ts';

/**
 * What an entity adds to columns of the cube while a state of affairs holds: number of a column, amount, number of the
 * next column, its amount, and so on. Amounts are exact.
 */
export type Contribution = readonly number[];

/** Something the entity adds to a unit from an instant on (`sign` 1), or stops adding (`sign` −1). */
export interface Change {
  at: Instant;
  unit: number;
  /** What it can be broken down by (`dimensionCode`). */
  dimensions: number;
  sign: 1 | -1;
  contribution: Contribution;
}

export function adds(...amounts: readonly (readonly [CubeColumn, number])[]): Contribution {
  return amounts.flatMap(([column, amount]) => [COLUMN[column], amount]);
}

export function sameContribution(a: Contribution, b: Contribution): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether two changes do the same. */
export function sameChange(a: Change, b: Change): boolean {
  return (
    a.at === b.at &&
    a.unit === b.unit &&
    a.dimensions === b.dimensions &&
    a.sign === b.sign &&
    sameContribution(a.contribution, b.contribution)
  );
}
