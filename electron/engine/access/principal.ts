/** Who is asking, and whether they may: the one table of rights. */
import { PERSON_ROLES, type PersonRole, type Standing } from '../../contract/access.ts';
import type { Access } from './access.ts';

export type Principal =
  | ({
      kind: 'person';
      username: string;
      role: PersonRole;
      sessionHash: string;
      expiresAt: number;
    } & Standing)
  | ({ kind: 'reader'; tokenId: number } & Standing)
  | { kind: 'push'; tokenId: number; source: string }
  | { kind: 'wall' };

/** Whether somebody (or nobody: `null`) may use a route; `source` is the source that its path names. */
export function mayUse(access: Access, who: Principal | null, source: string | undefined): boolean {
  switch (access) {
    case 'open':
      return true;
    case 'signed_in':
      return who?.kind === 'person' || who?.kind === 'reader';
    case 'signed_in_or_wall':
      return who?.kind === 'person' || who?.kind === 'reader' || who?.kind === 'wall';
    case 'operator':
    case 'administrator':
      return atLeast(access, who);
    case 'source':
      return (who?.kind === 'push' && who.source === source) || atLeast('administrator', who);
    case 'wall':
      return who?.kind === 'wall';
  }
}

function atLeast(role: PersonRole, who: Principal | null): boolean {
  return who?.kind === 'person' && PERSON_ROLES.indexOf(who.role) >= PERSON_ROLES.indexOf(role);
}

/** How somebody is called in the audit trail. */
export function nameOf(who: Principal | null): string {
  switch (who?.kind) {
    case undefined:
      return 'nobody';
    case 'person':
      return who.username;
    case 'reader':
    case 'push':
      return `token ${who.tokenId}`;
    case 'wall':
      return 'wall';
  }
}
