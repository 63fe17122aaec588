import { type Permission, PERMISSIONS } from '../../contract/access.ts';

/** Permissions as a query hands them over: `group_concat`, or `NULL` for none. Unknown ones permit nothing. */
export function permissionsOf(joined: string | null): Permission[] {
  const given = joined === null ? [] : joined.split(',');
  return PERMISSIONS.filter((one) => given.includes(one));
}

/** SQL for the permissions of the role of the person `u`. */
export const PERMISSIONS_OF_PERSON = `(SELECT group_concat(permission) FROM role_permission WHERE role = u.role) AS permissions`;

/** SQL for whether the role of the person `u` needs a second step that neither they have set up nor the provider made for the session `s`: 1 or 0. */
export const FACTOR_MISSING = `(
  SELECT second_factor FROM role WHERE id = u.role
) AND NOT EXISTS (
  SELECT 1 FROM second_factor WHERE user_id = u.id AND confirmed_at IS NOT NULL
) AND s.factor_vouched = 0 AS factor_missing`;
