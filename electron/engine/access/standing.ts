import type { Permission, PersonRole, Standing } from '../../contract/access.ts';

/** Place and permissions as a row keeps them. */
export interface StandingRow {
  place: string | null;
  /** Whether cases may be read: 1 or 0. */
  cases: number;
}

export function standingOf({ place, cases }: StandingRow): Standing {
  return { place, permissions: cases === 1 ? ['cases.read'] : [] };
}

export function standingRow({ place, permissions }: Standing): StandingRow {
  return { place, cases: permissions.includes('cases.read') ? 1 : 0 };
}

/** What somebody of a role is permitted unless it is said otherwise. */
export function usualPermissions(role: PersonRole): Permission[] {
  return role === 'viewer' ? [] : ['cases.read'];
}
