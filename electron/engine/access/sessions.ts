/** Browser sessions: an opaque random token in a cookie, its hash in the store, an expiry that slides with use. */
import type { Permission } from '../../contract/access.ts';
import { HOUR_MS, type Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import type { Person } from './principal.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import { FACTOR_MISSING, PERMISSIONS_OF_PERSON, permissionsOf } from './standing.ts';
import { touch } from './touch.ts';

/** A shift and a bit: unused for longer, a session ends. */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
/** However much it is used, a session ends after a week. */
const SESSION_LIFE_MS = 7 * 24 * HOUR_MS;
/** Its use is written down at most this often, so that reading does not mean writing. */
const TOUCH_MS = 60_000;
const DEVICE_MAX = 256;

export type Session = Omit<Person, 'kind'>;

export function openSession(
  db: WritableDB,
  opened: {
    userId: number;
    address: string;
    device: string | undefined;
    now: Instant;
    way: 'password' | 'openid';
    /** The provider says that a second step was made. */
    vouched?: boolean;
  },
): { token: string; hash: string } {
  const { userId, address, device, now, way, vouched = false } = opened;
  const token = newSecret('s');
  const hash = hashOfSecret(token);
  const expiresAt = now + SESSION_IDLE_MS;
  db.prepare(`DELETE FROM sessions WHERE expires_at <= ?`).run(now);
  db.prepare(
    `INSERT INTO sessions (token_hash, user_id, created_at, used_at, expires_at, address, device, way, factor_vouched)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    hash,
    userId,
    now,
    now,
    expiresAt,
    address,
    device?.slice(0, DEVICE_MAX) ?? null,
    way,
    vouched ? 1 : 0,
  );
  return { token, hash };
}

interface SessionRow {
  username: string;
  role: string;
  place: string | null;
  permissions: string | null;
  factor_missing: number;
  created_at: Instant;
  used_at: Instant;
  expires_at: Instant;
}

/** The session of a cookie's token, if it is known and not over; its use moves the expiry. */
export function useSession(db: WritableDB, token: string, now: Instant): Session | undefined {
  const sessionHash = hashOfSecret(token);
  const row = readSession(db, sessionHash, now);
  if (!row) return undefined;
  const expiresAt = Math.min(now + SESSION_IDLE_MS, row.created_at + SESSION_LIFE_MS);
  if (now - row.used_at >= TOUCH_MS)
    touch(() =>
      db
        .prepare(`UPDATE sessions SET used_at = ?, expires_at = ? WHERE token_hash = ?`)
        .run(now, expiresAt, sessionHash),
    );
  const { username, role, place } = row;
  return { sessionHash, username, role, place, permissions: permittedBy(row), expiresAt };
}

/** A session as it stands now, without counting as a use of it; `undefined` when it is over. */
export function sessionNow(
  db: ReadableDB,
  sessionHash: string,
  now: Instant,
): (Omit<Session, 'sessionHash'> & { secondFactorMissing: boolean }) | undefined {
  const row = readSession(db, sessionHash, now);
  if (!row) return undefined;
  const { username, role, place, factor_missing, expires_at: expiresAt } = row;
  const secondFactorMissing = factor_missing === 1;
  return { username, role, place, permissions: permittedBy(row), expiresAt, secondFactorMissing };
}

/** Nothing, while the role needs a second step that is not set up. */
function permittedBy({ permissions, factor_missing }: SessionRow): Permission[] {
  return factor_missing === 1 ? [] : permissionsOf(permissions);
}

export interface ListedSession {
  id: number;
  tokenHash: string;
  username: string;
  device: string | null;
  address: string;
  createdAt: Instant;
  usedAt: Instant;
  expiresAt: Instant;
}

/** Sessions that are not over, of one person or of all (`null`), last used first. */
export function listSessions(db: ReadableDB, username: string | null, now: Instant): ListedSession[] {
  return db
    .prepare<unknown[], ListedSession>(
      `SELECT s.id, s.token_hash AS tokenHash, u.username, s.device, s.address, s.created_at AS createdAt,
         s.used_at AS usedAt, s.expires_at AS expiresAt
       FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE s.expires_at > ? AND (? IS NULL OR u.username = ?) ORDER BY s.used_at DESC, s.id DESC`,
    )
    .all(now, username, username);
}

export function endSession(db: WritableDB, tokenHash: string): void {
  db.prepare(`DELETE FROM sessions WHERE token_hash = ?`).run(tokenHash);
}

/** Ends every session of a person but one; the hashes of those that were ended. */
export function endSessionsOf(db: WritableDB, userId: number, but: string | null = null): string[] {
  return db
    .prepare<unknown[], string>(
      'DELETE FROM sessions WHERE user_id = ? AND token_hash IS NOT ? RETURNING token_hash',
    )
    .pluck()
    .all(userId, but);
}

/** Ends every session that was opened through the provider. */
export function endOpenIdSessions(db: WritableDB): void {
  db.prepare(`DELETE FROM sessions WHERE way = 'openid'`).run();
}

function readSession(db: ReadableDB, tokenHash: string, now: Instant): SessionRow | undefined {
  return db
    .prepare<[string, Instant], SessionRow>(
      `SELECT u.username, u.role, u.place, ${PERMISSIONS_OF_PERSON}, ${FACTOR_MISSING}, s.created_at, s.used_at, s.expires_at
       FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ? AND s.expires_at > ?`,
    )
    .get(tokenHash, now);
}
