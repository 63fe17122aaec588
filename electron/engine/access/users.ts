/** The people who may sign in. */
import { type User, usernameKey } from '../../contract/access.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { PERMISSIONS_OF_PERSON, permissionsOf } from './standing.ts';

export interface KnownUser extends User {
  id: number;
  /** `null`: signs in by OpenID only. */
  passwordHash: string | null;
}

interface UserRow {
  id: number;
  username: string;
  role: string;
  place: string | null;
  permissions: string | null;
  password_hash: string | null;
  created_at: Instant;
}

const PERSON = `SELECT u.*, ${PERMISSIONS_OF_PERSON} FROM users u`;

/**
 * Whether somebody may look after people, and comes in by a password: without such a person nobody could be given a
 * right again, or nobody while the provider of OpenID is away.
 */
export function somebodyManagesPeople(db: ReadableDB): boolean {
  return (
    db
      .prepare(
        `SELECT 1 FROM users u JOIN role_permission p ON p.role = u.role AND p.permission = 'people.manage'
         WHERE u.place IS NULL AND u.password_hash IS NOT NULL LIMIT 1`,
      )
      .get() !== undefined
  );
}

export function findUser(db: ReadableDB, username: string): KnownUser | undefined {
  const row = db.prepare<[string], UserRow>(`${PERSON} WHERE username_key = ?`).get(usernameKey(username));
  return row && knownOf(row);
}

export function findUserById(db: ReadableDB, id: number): KnownUser | undefined {
  const row = db.prepare<[number], UserRow>(`${PERSON} WHERE id = ?`).get(id);
  return row && knownOf(row);
}

function knownOf(row: UserRow): KnownUser {
  return { id: row.id, passwordHash: row.password_hash, ...shownOf(row) };
}

/** The row of a person, for what belongs to them: a name may be given to somebody else later. */
export function personId(db: ReadableDB, username: string): number | null {
  const find = db.prepare<[string], number>(`SELECT id FROM users WHERE username_key = ?`).pluck();
  return find.get(usernameKey(username)) ?? null;
}

export type ListedUser = User & { id: number; createdAt: Instant; secondFactor: boolean; password: boolean };

export function listUsers(db: ReadableDB): ListedUser[] {
  const factors = new Set(
    db.prepare<[], number>('SELECT user_id FROM second_factor WHERE confirmed_at IS NOT NULL').pluck().all(),
  );
  return db
    .prepare<[], UserRow>(`${PERSON} ORDER BY username_key`)
    .all()
    .map((row) => ({
      ...shownOf(row),
      id: row.id,
      createdAt: row.created_at,
      secondFactor: factors.has(row.id),
      password: row.password_hash !== null,
    }));
}

function shownOf({ username, role, place, permissions }: UserRow): User {
  return { username, role, place, permissions: permissionsOf(permissions) };
}

export interface NewUser {
  username: string;
  role: string;
  place: string | null;
  passwordHash: string | null;
  at: Instant;
}

/** Adds a person; `false` when the username is taken. */
export function addUser(db: WritableDB, person: NewUser): boolean {
  const { username, role, place, passwordHash, at } = person;
  const done = db
    .prepare(
      `INSERT INTO users (username, username_key, role, password_hash, created_at, place)
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (username_key) DO NOTHING`,
    )
    .run(username, usernameKey(username), role, passwordHash, at, place);
  return done.changes === 1;
}

/** Adds the first administrator; `false` when somebody manages people already, even made a moment ago. */
export function addFirstAdministrator(
  db: WritableDB,
  person: { username: string; passwordHash: string; at: Instant },
): boolean {
  const all = { role: 'administrator', place: null };
  return db.transaction(() => !somebodyManagesPeople(db) && addUser(db, { ...person, ...all })).immediate();
}

/** Changes a person. `false`, and nothing is changed, when nobody would be left who manages people. */
export function changeUser(
  db: WritableDB,
  { id, role, place, passwordHash }: Pick<KnownUser, 'id' | 'role' | 'place' | 'passwordHash'>,
): boolean {
  return leavingSomebody(db, () =>
    db
      .prepare('UPDATE users SET role = ?, password_hash = ?, place = ? WHERE id = ?')
      .run(role, passwordHash, place, id),
  );
}

export function changePassword(db: WritableDB, id: number, passwordHash: string): void {
  db.prepare('UPDATE users SET password_hash = ? WHERE id = ?').run(passwordHash, id);
}

/** Takes a person away with all sessions. `false`, and nobody is gone, when nobody would be left who manages people. */
export function removeUser(db: WritableDB, id: number): boolean {
  return leavingSomebody(db, () => db.prepare('DELETE FROM users WHERE id = ?').run(id));
}

/** Does something to people or roles, unless nobody would be left who manages people: then it answers `false`. */
export function leavingSomebody(db: WritableDB, act: () => void): boolean {
  const undone = new Error('nobody would be left who manages people');
  try {
    db.transaction(() => {
      act();
      if (!somebodyManagesPeople(db)) throw undone;
    }).immediate();
    return true;
  } catch (error) {
    if (error === undone) return false;
    throw error;
  }
}
