/** Tokens of machine clients: shown once, kept as a hash, good for one thing only. */
import type { Standing } from '../../contract/access.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import { type StandingRow, standingOf, standingRow } from './standing.ts';

/** Push to one source, or read what a person of its place and permissions may see. */
export type TokenScope = { scope: 'push'; source: string } | { scope: 'read'; source: null };

export type ListedToken = TokenScope &
  Standing & {
    id: number;
    name: string;
    createdBy: string;
    createdAt: Instant;
    revokedAt: Instant | null;
  };

export function makeToken(
  db: WritableDB,
  grant: TokenScope & Standing & { name: string; createdBy: string; at: Instant },
): { id: number; token: string } {
  const token = newSecret(grant.scope);
  const { place, cases } = standingRow(grant);
  const done = db
    .prepare(
      `INSERT INTO tokens (token_hash, scope, source, name, created_by, created_at, place, cases)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(hashOfSecret(token), grant.scope, grant.source, grant.name, grant.createdBy, grant.at, place, cases);
  return { id: Number(done.lastInsertRowid), token };
}

/** What a token is good for, if it is known and not revoked. */
export function useToken(
  db: ReadableDB,
  token: string,
): (TokenScope & Standing & { id: number }) | undefined {
  const row = db
    .prepare<[string], TokenScope & StandingRow & { id: number }>(
      `SELECT id, scope, source, place, cases FROM tokens WHERE token_hash = ? AND revoked_at IS NULL`,
    )
    .get(hashOfSecret(token));
  if (!row) return undefined;
  const { cases, ...rest } = row;
  return { ...rest, ...standingOf({ ...row, cases }) };
}

export function tokenHolds(db: ReadableDB, id: number): boolean {
  return db.prepare(`SELECT 1 FROM tokens WHERE id = ? AND revoked_at IS NULL`).get(id) !== undefined;
}

export function listTokens(db: ReadableDB): ListedToken[] {
  return db
    .prepare<[], Omit<ListedToken, 'permissions'> & TokenScope & StandingRow>(
      `SELECT id, scope, source, place, cases, name, created_by AS createdBy, created_at AS createdAt,
         revoked_at AS revokedAt
       FROM tokens ORDER BY id`,
    )
    .all()
    .map(({ cases, ...row }) => ({ ...row, ...standingOf({ place: row.place, cases }) }));
}

/** Ends a token; `false` when there is none of that number still in force. */
export function revokeToken(db: WritableDB, id: number, at: Instant): boolean {
  const done = db.prepare(`UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL`).run(at, id);
  return done.changes === 1;
}

/** Ends every push token of a source. */
export function revokeTokensOf(db: WritableDB, source: string, at: Instant): void {
  db.prepare(`UPDATE tokens SET revoked_at = ? WHERE source = ? AND revoked_at IS NULL`).run(at, source);
}
