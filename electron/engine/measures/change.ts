import type { Instant } from '../../contract/calendar.ts';
import type { CubeColumn } from '../store/index.ts';

/** What an entity adds to a column of the cube while a state of affairs holds; amounts are exact. */
export type Contribution = readonly (readonly [CubeColumn, number])[];

/** Something the entity adds to a unit from an instant on (`sign` 1), or stops adding (`sign` −1). */
export interface Change {
  at: Instant;
  unit: number;
  sign: 1 | -1;
  contribution: Contribution;
}

export function sameContribution(a: Contribution, b: Contribution): boolean {
  return (
    a.length === b.length && a.every(([column, amount], i) => column === b[i]?.[0] && amount === b[i]?.[1])
  );
}

/** Whether two changes do the same. */
export function sameChange(a: Change, b: Change): boolean {
  return (
    a.at === b.at &&
    a.unit === b.unit &&
    a.sign === b.sign &&
    sameContribution(a.contribution, b.contribution)
  );
}
