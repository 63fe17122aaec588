/** The second step of signing in, after a password or after a provider that does not vouch for one. */
import type { Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Limit } from './attempts.ts';
import { recordAudit } from './audit.ts';
import type { Lockout } from './lockout.ts';
import type { SecondFactors } from './secondFactor.ts';
import type { KnownUser } from './users.ts';

export interface SecondStepParts {
  db: WritableDB;
  now: () => Instant;
  secondFactors: SecondFactors;
  lockout: Lockout;
}

/** Lets pass whoever has none, or gives a code that fits. A wrong code counts as a failure, a missing one does not. @throws ProblemError 401 naming `code` */
export function checkCode(
  { db, now, secondFactors, lockout }: SecondStepParts,
  { id, username }: Pick<KnownUser, 'id' | 'username'>,
  given: { code: string | undefined; address: string },
  limits: readonly Limit[],
): void {
  const { code, address } = given;
  if (!secondFactors.isOn(id)) return;
  if (code === undefined) {
    lockout.undone(limits);
    throw new ProblemError(
      401,
      'code: type the code that your authenticator shows now, or a recovery code.',
      { field: 'code' },
    );
  }
  if (secondFactors.use(id, code, now())) return;
  recordAudit(db, { at: now(), who: username, what: 'second_factor_refused', address });
  throw new ProblemError(
    401,
    'code: this is not the code of now, or it was used already; type the next one, or a recovery code.',
    { field: 'code' },
  );
}
