/** The people who may sign in. */
import type { PersonRole, User } from '../../contract/access.ts';
import { PERMISSIONS, usernameKey } from '../../contract/access.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { type StandingRow, standingOf, standingRow } from './standing.ts';

export interface KnownUser extends User {
  id: number;
  passwordHash: string;
}

interface UserRow extends StandingRow {
  id: number;
  username: string;
  role: PersonRole;
  password_hash: string;
  created_at: Instant;
}

export function hasAdministrator(db: ReadableDB): boolean {
  return db.prepare(`SELECT 1 FROM users WHERE role = 'administrator' LIMIT 1`).get() !== undefined;
}

export function findUser(db: ReadableDB, username: string): KnownUser | undefined {
  const row = db
    .prepare<[string], UserRow>(`SELECT * FROM users WHERE username_key = ?`)
    .get(usernameKey(username));
  return (
    row && {
      id: row.id,
      username: row.username,
      role: row.role,
      ...standingOf(row),
      passwordHash: row.password_hash,
    }
  );
}

export function listUsers(db: ReadableDB): (User & { createdAt: Instant })[] {
  return db
    .prepare<[], UserRow>(`SELECT * FROM users ORDER BY username_key`)
    .all()
    .map((row) => ({
      username: row.username,
      role: row.role,
      ...standingOf(row),
      createdAt: row.created_at,
    }));
}

export interface NewUser extends User {
  passwordHash: string;
  at: Instant;
}

/** Adds a person; `false` when the username is taken. */
export function addUser(db: WritableDB, person: NewUser): boolean {
  const { place, cases } = standingRow(person);
  const done = db
    .prepare(
      `INSERT INTO users (username, username_key, role, password_hash, created_at, place, cases)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (username_key) DO NOTHING`,
    )
    .run(
      person.username,
      usernameKey(person.username),
      person.role,
      person.passwordHash,
      person.at,
      place,
      cases,
    );
  return done.changes === 1;
}

/** Adds the first administrator; `false` when there already is one, even made a moment ago. */
export function addFirstAdministrator(
  db: WritableDB,
  person: Pick<NewUser, 'username' | 'passwordHash' | 'at'>,
): boolean {
  const all = { role: 'administrator' as const, place: null, permissions: [...PERMISSIONS] };
  return db.transaction(() => !hasAdministrator(db) && addUser(db, { ...person, ...all })).immediate();
}

/** Changes what a person may do, or the password. `false`, and nothing is changed, when no administrator would be left. */
export function changeUser(db: WritableDB, user: KnownUser): boolean {
  const { place, cases } = standingRow(user);
  return leavingAnAdministrator(db, () =>
    db
      .prepare('UPDATE users SET role = ?, password_hash = ?, place = ?, cases = ? WHERE id = ?')
      .run(user.role, user.passwordHash, place, cases, user.id),
  );
}

/** Takes a person away with all sessions. `false`, and nobody is gone, when no administrator would be left. */
export function removeUser(db: WritableDB, id: number): boolean {
  return leavingAnAdministrator(db, () => db.prepare('DELETE FROM users WHERE id = ?').run(id));
}

function leavingAnAdministrator(db: WritableDB, act: () => void): boolean {
  const undone = new Error('no administrator would be left');
  try {
    db.transaction(() => {
      act();
      if (!hasAdministrator(db)) throw undone;
    }).immediate();
    return true;
  } catch (error) {
    if (error === undone) return false;
    throw error;
  }
}
