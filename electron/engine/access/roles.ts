/** Roles: names for sets of permissions, kept as rows. */
import { BUILT_IN_ROLES, type Permission, type Role } from '../../contract/access.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { permissionsOf } from './standing.ts';
import { leavingSomebody } from './users.ts';

interface RoleRow {
  id: string;
  name: string | null;
  permissions: string | null;
  second_factor: number;
  people: number;
}

const ROLE = `
  SELECT id, name, second_factor, (SELECT group_concat(permission) FROM role_permission WHERE role = role.id) AS permissions,
    (SELECT count(*) FROM users WHERE users.role = role.id) AS people
  FROM role`;

/** Built-in roles first, least first; then the agency's own by name. */
export function listRoles(db: ReadableDB): Role[] {
  const known = new Map(
    db
      .prepare<[], RoleRow>(`${ROLE} ORDER BY name, id`)
      .all()
      .map((row) => [row.id, readRole(row)]),
  );
  const builtIn = BUILT_IN_ROLES.flatMap((id) => known.get(id) ?? []);
  return [...builtIn, ...[...known.values()].filter(({ name }) => name !== null)];
}

export function findRole(db: ReadableDB, id: string): Role | undefined {
  const row = db.prepare<[string], RoleRow>(`${ROLE} WHERE id = ?`).get(id);
  return row && readRole(row);
}

function readRole({ second_factor, ...row }: RoleRow): Role {
  return { ...row, permissions: permissionsOf(row.permissions), secondFactor: second_factor === 1 };
}

type KeptRole = Omit<Role, 'people'>;

/** Adds a role; `false` when there is one of that id. */
export function addRole(db: WritableDB, { id, name, permissions, secondFactor }: KeptRole): boolean {
  return db
    .transaction(() => {
      const added = db
        .prepare('INSERT INTO role (id, name, second_factor) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
        .run(id, name, secondFactor ? 1 : 0);
      if (added.changes === 1) permit(db, id, permissions);
      return added.changes === 1;
    })
    .immediate();
}

/** Changes a role. `false`, and nothing is changed, when nobody would be left who manages people. */
export function changeRole(db: WritableDB, { id, name, permissions, secondFactor }: KeptRole): boolean {
  return leavingSomebody(db, () => {
    db.prepare('UPDATE role SET name = ?, second_factor = ? WHERE id = ?').run(
      name,
      secondFactor ? 1 : 0,
      id,
    );
    db.prepare('DELETE FROM role_permission WHERE role = ?').run(id);
    permit(db, id, permissions);
  });
}

/** Takes a role away that nobody has; `false` when somebody has it. */
export function removeRole(db: WritableDB, id: string): boolean {
  const unused = 'NOT EXISTS (SELECT 1 FROM users WHERE users.role = role.id)';
  return db.prepare(`DELETE FROM role WHERE id = ? AND ${unused}`).run(id).changes === 1;
}

/** Whether somebody with this role has a place: then it cannot be given what is about the whole organisation only. */
export function isPlaced(db: ReadableDB, role: string): boolean {
  return (
    db.prepare('SELECT 1 FROM users WHERE role = ? AND place IS NOT NULL LIMIT 1').get(role) !== undefined
  );
}

function permit(db: WritableDB, role: string, permissions: readonly Permission[]): void {
  const insert = db.prepare('INSERT INTO role_permission (role, permission) VALUES (?, ?)');
  for (const permission of permissions) insert.run(role, permission);
}
