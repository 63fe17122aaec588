/** Tokens of programs: shown once, kept as a hash, good for what they were made for until they end. */
import type { Standing } from '../../contract/access.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import { permissionsOf } from './standing.ts';
import { touch } from './touch.ts';

/** Push to one source, or use the API as a person of its place and permissions may. */
export type TokenKind = { kind: 'push'; source: string } | { kind: 'api'; source: null };

/** Use is written down at most this often, so that reading does not mean writing. */
const TOUCH_MS = 60_000;

export type Grant = TokenKind &
  Standing & { name: string; createdBy: string; createdAt: Instant; expiresAt: Instant | null };

export type ListedToken = Grant & { id: number; lastUsed: Instant | null; revokedAt: Instant | null };

export function makeToken(db: WritableDB, grant: Grant): { id: number; token: string } {
  const token = newSecret(grant.kind);
  const insert = db.prepare(
    `INSERT INTO tokens (token_hash, kind, source, name, place, created_by, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const permit = db.prepare('INSERT INTO token_permission (token, permission) VALUES (?, ?)');
  return db.transaction(() => {
    const { kind, source, name, place, createdBy, createdAt, expiresAt, permissions } = grant;
    const done = insert.run(hashOfSecret(token), kind, source, name, place, createdBy, createdAt, expiresAt);
    const id = Number(done.lastInsertRowid);
    for (const permission of permissions) permit.run(id, permission);
    return { id, token };
  })();
}

const IN_FORCE = `revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)`;
const PERMISSIONS_OF_TOKEN = `(SELECT group_concat(permission) FROM token_permission WHERE token = t.id) AS permissions`;

type KnownToken = TokenKind & Standing & { id: number };

/** What a token is good for, if it is known, not revoked and not over; its use is written down. */
export function useToken(db: WritableDB, token: string, now: Instant): KnownToken | undefined {
  const row = db
    .prepare<
      unknown[],
      TokenKind & { id: number; place: string | null; permissions: string | null; used_at: Instant | null }
    >(
      `SELECT id, kind, source, place, used_at, ${PERMISSIONS_OF_TOKEN} FROM tokens t WHERE token_hash = ? AND ${IN_FORCE}`,
    )
    .get(hashOfSecret(token), now);
  if (!row) return undefined;
  const { used_at, permissions, ...rest } = row;
  if (used_at === null || now - used_at >= TOUCH_MS)
    touch(() => db.prepare('UPDATE tokens SET used_at = ? WHERE id = ?').run(now, row.id));
  return { ...rest, permissions: permissionsOf(permissions) };
}

export function tokenHolds(db: ReadableDB, id: number, now: Instant): boolean {
  return db.prepare(`SELECT 1 FROM tokens WHERE id = ? AND ${IN_FORCE}`).get(id, now) !== undefined;
}

export function listTokens(db: ReadableDB): ListedToken[] {
  return db
    .prepare<[], Omit<ListedToken, 'permissions'> & TokenKind & { permissions: string | null }>(
      `SELECT id, kind, source, place, name, created_by AS createdBy, created_at AS createdAt,
         expires_at AS expiresAt, used_at AS lastUsed, revoked_at AS revokedAt, ${PERMISSIONS_OF_TOKEN}
       FROM tokens t ORDER BY id`,
    )
    .all()
    .map((row) => ({ ...row, permissions: permissionsOf(row.permissions) }));
}

/** Ends a token; what it was, or `undefined` when there is none of that number still in force. */
export function revokeToken(db: WritableDB, id: number, at: Instant): ListedToken | undefined {
  const token = listTokens(db).find((one) => one.id === id && one.revokedAt === null);
  if (token) db.prepare(`UPDATE tokens SET revoked_at = ? WHERE id = ?`).run(at, id);
  return token;
}

/** Ends every push token of a source. */
export function revokeTokensOf(db: WritableDB, source: string, at: Instant): void {
  db.prepare(`UPDATE tokens SET revoked_at = ? WHERE source = ? AND revoked_at IS NULL`).run(at, source);
}
