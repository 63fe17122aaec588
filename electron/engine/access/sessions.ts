/** Browser sessions: an opaque random token in a cookie, its hash in the store, an expiry that slides with use. */
import type { PersonRole, Standing } from '../../contract/access.ts';
import { HOUR_MS, type Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import { type StandingRow, standingOf } from './standing.ts';

/** A shift and a bit: unused for longer, a session ends. */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
/** However much it is used, a session ends after a week. */
const SESSION_LIFE_MS = 7 * 24 * HOUR_MS;
/** The expiry is moved at most this often, so that reading does not mean writing. */
const TOUCH_MS = 60_000;

export interface Session extends Standing {
  tokenHash: string;
  username: string;
  role: PersonRole;
  expiresAt: Instant;
}

export function openSession(
  db: WritableDB,
  userId: number,
  address: string,
  now: Instant,
): { token: string; expiresAt: Instant } {
  const token = newSecret('s');
  const expiresAt = now + SESSION_IDLE_MS;
  db.prepare(`DELETE FROM sessions WHERE expires_at <= ?`).run(now);
  db.prepare(
    `INSERT INTO sessions (token_hash, user_id, created_at, expires_at, address) VALUES (?, ?, ?, ?, ?)`,
  ).run(hashOfSecret(token), userId, now, expiresAt, address);
  return { token, expiresAt };
}

interface SessionRow extends StandingRow {
  username: string;
  role: PersonRole;
  created_at: Instant;
  expires_at: Instant;
}

/** The session of a cookie's token, if it is known and not over; its use moves the expiry. */
export function useSession(db: WritableDB, token: string, now: Instant): Session | undefined {
  const tokenHash = hashOfSecret(token);
  const row = readSession(db, tokenHash, now);
  if (!row) return undefined;
  const expiresAt = Math.min(now + SESSION_IDLE_MS, row.created_at + SESSION_LIFE_MS);
  if (expiresAt - row.expires_at >= TOUCH_MS)
    db.prepare(`UPDATE sessions SET expires_at = ? WHERE token_hash = ?`).run(expiresAt, tokenHash);
  return { tokenHash, username: row.username, role: row.role, expiresAt, ...standingOf(row) };
}

/** Whether a session still holds, without counting as a use of it. */
export function sessionHolds(db: ReadableDB, tokenHash: string, now: Instant): boolean {
  return readSession(db, tokenHash, now) !== undefined;
}

export function endSession(db: WritableDB, tokenHash: string): void {
  db.prepare(`DELETE FROM sessions WHERE token_hash = ?`).run(tokenHash);
}

/** Ends every session of a person; the hashes of those there were. */
export function endSessionsOf(db: WritableDB, userId: number): string[] {
  return db
    .prepare<[number], string>('DELETE FROM sessions WHERE user_id = ? RETURNING token_hash')
    .pluck()
    .all(userId);
}

function readSession(db: ReadableDB, tokenHash: string, now: Instant): SessionRow | undefined {
  return db
    .prepare<[string, Instant], SessionRow>(
      `SELECT u.username, u.role, u.place, u.cases, s.created_at, s.expires_at
       FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ? AND s.expires_at > ?`,
    )
    .get(tokenHash, now);
}
