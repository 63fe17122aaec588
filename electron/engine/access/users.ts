/** The people who may sign in. */
import type { PersonRole, User } from '../../contract/access.ts';
import { usernameKey } from '../../contract/access.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export interface KnownUser extends User {
  id: number;
  passwordHash: string;
}

interface UserRow {
  id: number;
  username: string;
  role: PersonRole;
  password_hash: string;
}

export function hasAdministrator(db: ReadableDB): boolean {
  return db.prepare(`SELECT 1 FROM users WHERE role = 'administrator' LIMIT 1`).get() !== undefined;
}

export function findUser(db: ReadableDB, username: string): KnownUser | undefined {
  const row = db
    .prepare<[string], UserRow>(`SELECT id, username, role, password_hash FROM users WHERE username_key = ?`)
    .get(usernameKey(username));
  return row && { id: row.id, username: row.username, role: row.role, passwordHash: row.password_hash };
}

export function listUsers(db: ReadableDB): (User & { createdAt: Instant })[] {
  return db
    .prepare<[], User & { createdAt: Instant }>(
      `SELECT username, role, created_at AS createdAt FROM users ORDER BY username_key`,
    )
    .all();
}

export interface NewUser extends User {
  passwordHash: string;
  at: Instant;
}

/** Adds a person; `false` when the username is taken. */
export function addUser(db: WritableDB, person: NewUser): boolean {
  const done = db
    .prepare(
      `INSERT INTO users (username, username_key, role, password_hash, created_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (username_key) DO NOTHING`,
    )
    .run(person.username, usernameKey(person.username), person.role, person.passwordHash, person.at);
  return done.changes === 1;
}

/** Adds the first administrator; `false` when there already is one, even made a moment ago. */
export function addFirstAdministrator(db: WritableDB, person: Omit<NewUser, 'role'>): boolean {
  return db
    .transaction(() => !hasAdministrator(db) && addUser(db, { ...person, role: 'administrator' }))
    .immediate();
}
