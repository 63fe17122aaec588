/** A person's password, asked again before something that cannot be taken back. */
import type { Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { createAttempts } from './attempts.ts';
import { recordAudit } from './audit.ts';
import { passwordFits } from './passwords.ts';
import type { Principal } from './principal.ts';
import { findUser } from './users.ts';

const WINDOW_MS = 15 * 60_000;
const FAILURES_MOST = 5;

/** Says who it is, or refuses: 403 naming the field of the password, 429 after five failures within a quarter of an hour. */
export type Confirm = (
  who: Principal | null,
  password: string,
  address: string,
  field?: string,
) => Promise<string>;

export function createConfirm(db: WritableDB, now: () => Instant): Confirm {
  const attempts = createAttempts({ windowMs: WINDOW_MS, now });
  return async (who, password, address, field = 'password') => {
    if (who?.kind !== 'person')
      throw new ProblemError(403, 'Only a person who is signed in can sign this.', { field });
    const known = findUser(db, who.username);
    if (known?.passwordHash === null)
      throw new ProblemError(
        409,
        `${field}: you have no password here; whoever manages people gives you one.`,
        { field },
      );
    const limits = [{ key: who.username, most: FAILURES_MOST }];
    const wait = attempts.begin(limits);
    if (wait > 0)
      throw new ProblemError(429, `Too many wrong passwords; try again in ${Math.ceil(wait / 60)} minutes.`, {
        headers: { 'retry-after': String(wait) },
      });
    if (!(await passwordFits(password.normalize('NFKC'), known?.passwordHash))) {
      recordAudit(db, { at: now(), who: who.username, what: 'password_refused', address });
      throw new ProblemError(403, 'The password is wrong.', { field });
    }
    attempts.succeeded(limits);
    return who.username;
  };
}
