/** Who may do what: people, sessions, tokens, the one check of every route, and the audit trail. */
import type { Instant } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';
import type { AccessParts } from './accessRoutes.ts';
import type { Principal } from './principal.ts';
import { sessionNow } from './sessions.ts';
import { type Confirm, createConfirm } from './confirm.ts';
import { createLoans, type Loans } from './loans.ts';
import { createSealing } from '../sealing/index.ts';
import { createLockout } from './lockout.ts';
import { createOpenId, type OpenId } from './openid/index.ts';
import { createSecondFactors } from './secondFactor.ts';
import { createSetup } from './setup.ts';
import { tokenHolds } from './tokens.ts';

export { revokeTokensOf } from './tokens.ts';

export type { Access, PlaceOfRoute } from './access.ts';
export { auditRoutes } from './auditRoutes.ts';
export { administrationRoutes } from './administrationRoutes.ts';
export { accountRoutes } from './accountRoutes.ts';
export { secondFactorRoutes } from './secondFactorRoutes.ts';
export { roleRoutes } from './roleRoutes.ts';
export { userRoutes } from './userRoutes.ts';
export { sessionRoutes } from './accessRoutes.ts';
export { auditedSubjects, lastActAt, lastAudited, recordAudit } from './audit.ts';
export { createAttempts } from './attempts.ts';
export { guardRoutes } from './authorize.ts';
export { DEVICE_COOKIE, giveCookie, readCookie, SESSION_COOKIE, takeCookie } from './cookies.ts';
export { cameBy, type Door, doorOf } from './door.ts';
export { nameOf, type Principal } from './principal.ts';
export {
  beyondWords,
  mayReadCases,
  type Placed,
  type Reach,
  reachOf,
  WHOLE,
  refuseWithout,
  wordsWithout,
} from './reach.ts';
export { latestFor, unitsWithin } from './narrowed.ts';
export { hashOfSecret, newCode, newSecret, normalCode, sameSecret } from './secrets.ts';
export { listUsers, personId } from './users.ts';
export type { Loans } from './loans.ts';
export type { Confirm } from './confirm.ts';
export { openIdRoutes, openIdSignInRoutes, type Origins } from './openid/index.ts';

export interface AccessControl extends AccessParts {
  openId: OpenId;
  confirm: Confirm;
  loans: Loans;
  /** Whether somebody's right still holds as it was: the session or token is not over, place and permissions are the same. */
  holds(who: Principal): boolean;
}

export function createAccessControl(db: WritableDB, dataDir: string, now: () => Instant): AccessControl {
  const listeners: (() => void)[] = [];
  const sealing = createSealing(dataDir);
  const openId = createOpenId(db, sealing, now);
  return {
    db,
    now,
    secondFactors: createSecondFactors(db, sealing),
    lockout: createLockout(db, now),
    openId,
    passwordsFor: (known) => openId.passwordsFor(known),
    setup: createSetup(db),
    confirm: createConfirm(db, now),
    loans: createLoans(now),
    onChange: (listener) => void listeners.push(listener),
    changed() {
      for (const tell of listeners) tell();
    },
    holds(who) {
      if (who.kind === 'wall') return true;
      // No live connection is theirs: it tells figures.
      if (who.kind === 'device') return false;
      if (who.kind !== 'person') return tokenHolds(db, who.tokenId, now());
      const standing = sessionNow(db, who.sessionHash, now());
      return (
        standing !== undefined &&
        standing.place === who.place &&
        standing.permissions.join() === who.permissions.join()
      );
    },
  };
}
