import { type Permission, PERMISSIONS } from '../../contract/access.ts';

/** Permissions as a query hands them over: `group_concat`, or `NULL` for none. Unknown ones permit nothing. */
export function permissionsOf(joined: string | null): Permission[] {
  const given = joined === null ? [] : joined.split(',');
  return PERMISSIONS.filter((one) => given.includes(one));
}

/** SQL for the permissions of the role of the person `u`. */
export const PERMISSIONS_OF_PERSON = `(SELECT group_concat(permission) FROM role_permission WHERE role = u.role) AS permissions`;
