/** Who may do what: people, sessions, tokens, the one check of every route, and the audit trail. */
import type { Instant } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';
import type { AccessParts } from './accessRoutes.ts';
import type { Principal } from './principal.ts';
import { sessionHolds } from './sessions.ts';
import { type Confirm, createConfirm } from './confirm.ts';
import { createSetup } from './setup.ts';
import { tokenHolds } from './tokens.ts';

export { revokeTokensOf } from './tokens.ts';

export type { Access, PlaceOfRoute } from './access.ts';
export { administrationRoutes } from './administrationRoutes.ts';
export { userRoutes } from './userRoutes.ts';
export { sessionRoutes } from './accessRoutes.ts';
export { auditedSubjects, lastActAt, lastAudited, recordAudit } from './audit.ts';
export { guardRoutes, SESSION_COOKIE } from './authorize.ts';
export { nameOf, type Principal } from './principal.ts';
export { beyondWords, type Placed, type Reach, reachOf, refuseWithout } from './reach.ts';
export { latestFor, unitsWithin } from './narrowed.ts';
export { newSecret } from './secrets.ts';
export type { Confirm } from './confirm.ts';

export interface AccessControl extends AccessParts {
  confirm: Confirm;
  /** Whether somebody's right still holds: the session is not over, the token not revoked. */
  holds(who: Principal): boolean;
}

export function createAccessControl(db: WritableDB, now: () => Instant): AccessControl {
  const listeners: ((sessionHash: string) => void)[] = [];
  return {
    db,
    now,
    setup: createSetup(db),
    confirm: createConfirm(db, now),
    onSessionEnd: (listener) => void listeners.push(listener),
    sessionEnded(sessionHash) {
      for (const tell of listeners) tell(sessionHash);
    },
    holds(who) {
      if (who.kind === 'wall') return true;
      return who.kind === 'person' ? sessionHolds(db, who.sessionHash, now()) : tokenHolds(db, who.tokenId);
    },
  };
}
