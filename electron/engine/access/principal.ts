/** Who is asking, and whether they may: the one table of rights. */
import type { Standing } from '../../contract/access.ts';
import { ProblemError } from '../problems/index.ts';
import type { Access } from './access.ts';

export type Person = {
  kind: 'person';
  username: string;
  role: string;
  sessionHash: string;
  expiresAt: number;
} & Standing;

export type Principal =
  | Person
  | ({ kind: 'program'; tokenId: number } & Standing)
  | { kind: 'push'; tokenId: number; source: string }
  | { kind: 'wall' }
  /** A phone or tablet that was paired with the wall. */
  | { kind: 'device'; deviceId: number; name: string };

/** Whether somebody (or nobody: `null`) may use a route; `source` is the source that its path names. */
export function mayUse(access: Access, who: Principal | null, source: string | undefined): boolean {
  switch (access) {
    case 'open':
      return true;
    case 'signed_in':
      return who?.kind === 'person';
    case 'signed_in_or_wall':
      return hasStanding(who) || who?.kind === 'wall';
    case 'source':
      return (
        (who?.kind === 'push' && who.source === source) ||
        (hasStanding(who) && who.place === null && who.permissions.includes('sources.manage'))
      );
    case 'wall':
      return who?.kind === 'wall';
    default:
      return hasStanding(who) && who.permissions.includes(access);
  }
}

/** Whether somebody has a place and permissions: a person or a program. */
function hasStanding(who: Principal | null): who is Exclude<Principal, { kind: 'push' | 'wall' | 'device' }> {
  return who?.kind === 'person' || who?.kind === 'program';
}

/** How somebody is called in the audit trail. */
export function nameOf(who: Principal | null): string {
  switch (who?.kind) {
    case undefined:
      return 'nobody';
    case 'person':
      return who.username;
    case 'program':
    case 'push':
      return `token ${who.tokenId}`;
    case 'wall':
      return 'wall';
    case 'device':
      return `device:${who.name}`;
  }
}

/** The person who asks. @throws ProblemError 403 for programs: they have no account. */
export function personOf(who: Principal | null): Person {
  if (who?.kind === 'person') return who;
  throw new ProblemError(403, 'A token has no account; only a person who is signed in has one.');
}
