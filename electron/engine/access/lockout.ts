/** Failed sign-ins, counted over all ways of signing in: whoever is locked out by one is locked out of all. */
import { usernameKey } from '../../contract/access.ts';
import type { Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { createAttempts, type Limit } from './attempts.ts';
import { recordAudit } from './audit.ts';

/** Failures are counted over a quarter of an hour. */
const WINDOW_MS = 15 * 60_000;
const FAILURES_PER_NAME_AND_ADDRESS = 5;
const FAILURES_PER_NAME = 30;
const FAILURES_PER_ADDRESS = 50;

export interface Lockout {
  /** What is counted of somebody who signs in. */
  of(username: string, address: string): Limit[];
  /** What is counted of an address while nobody knows who comes from it. */
  ofAddress(address: string): Limit[];
  /** Counts an attempt. @throws ProblemError 429 with the minutes to wait */
  count(limits: readonly Limit[], who: string, address: string): void;
  /** It was none: more is needed before it can succeed, or nobody is to blame. */
  undone(limits: readonly Limit[]): void;
  succeeded(limits: readonly Limit[]): void;
}

export function createLockout(db: WritableDB, now: () => Instant): Lockout {
  const attempts = createAttempts({ windowMs: WINDOW_MS, now });
  const ofAddress = (address: string) => [{ key: `address ${address}`, most: FAILURES_PER_ADDRESS }];
  return {
    ofAddress,
    of(username, address) {
      const name = usernameKey(username);
      return [
        { key: `pair ${address} ${name}`, most: FAILURES_PER_NAME_AND_ADDRESS },
        { key: `name ${name}`, most: FAILURES_PER_NAME },
        ...ofAddress(address),
      ];
    },
    count(limits, who, address) {
      const wait = attempts.begin(limits);
      if (wait === 0) return;
      recordAudit(db, { at: now(), who, what: 'sign_in_locked', address });
      throw new ProblemError(429, `Too many failed attempts; try again in ${Math.ceil(wait / 60)} minutes.`, {
        headers: { 'retry-after': String(wait) },
      });
    },
    undone: (limits) => attempts.undone(limits),
    succeeded: (limits) => attempts.succeeded(limits),
  };
}
