/** Nobody gives a right or a place that they do not have, nor lays hands on somebody who has more. */
import type { Permission, Standing } from '../../contract/access.ts';
import { ProblemError } from '../problems/index.ts';
import type { Reach } from './reach.ts';

/**
 * Refuses, naming `field`, what goes beyond the giver's own rights. Whoever manages people has no place
 * (`config.place` of these routes), so that a place never goes beyond theirs.
 */
export function refuseGiving(giver: Reach, permissions: readonly Permission[], field: string): void {
  const beyond = beyondOf(giver, permissions);
  if (beyond.length === 0) return;
  throw new ProblemError(
    403,
    `${field}: you cannot give ${beyond.join(', ')}, which you do not have yourself; ask somebody who has it.`,
    { field },
  );
}

/** Refuses to change somebody (or a role) with rights that the changer lacks: it would be a way to come by them. */
export function refuseAbove(changer: Reach, other: Pick<Standing, 'permissions'>, field: string): void {
  const beyond = beyondOf(changer, other.permissions);
  if (beyond.length === 0) return;
  throw new ProblemError(
    403,
    `${field}: this has ${beyond.join(', ')}, which you do not have yourself; ask somebody who has it.`,
    { field },
  );
}

function beyondOf({ permissions }: Reach, wanted: readonly Permission[]): Permission[] {
  return wanted.filter((one) => !permissions.includes(one));
}
