/** Who of the provider (issuer and subject) is which account here. */
import type { Instant } from '../../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../../store/index.ts';

export interface Identity {
  issuer: string;
  subject: string;
  /** `null`: unlinked, or the person is gone; only a hand links it again. */
  userId: number | null;
  /** What the claim said last. */
  name: string | null;
  linkedAt: Instant;
  usedAt: Instant | null;
}

const IDENTITY = `SELECT issuer, subject, user_id AS userId, name, linked_at AS linkedAt, used_at AS usedAt FROM openid_identity`;

export function findIdentity(db: ReadableDB, issuer: string, subject: string): Identity | undefined {
  return db.prepare<unknown[], Identity>(`${IDENTITY} WHERE issuer = ? AND subject = ?`).get(issuer, subject);
}

/** Who a person is at a provider. */
export function identityOf(db: ReadableDB, issuer: string, userId: number): Identity | undefined {
  return db.prepare<unknown[], Identity>(`${IDENTITY} WHERE issuer = ? AND user_id = ?`).get(issuer, userId);
}

/** Everybody who is linked to somebody of a provider, by the number of their account. */
export function identitiesOf(db: ReadableDB, issuer: string): Map<number, Identity> {
  const linked = db
    .prepare<unknown[], Identity & { userId: number }>(`${IDENTITY} WHERE issuer = ? AND user_id IS NOT NULL`)
    .all(issuer);
  return new Map(linked.map((one) => [one.userId, one]));
}

/** Links a person to somebody of the provider; whoever they were there before is known still, and nobody here. */
export function link(
  db: WritableDB,
  linked: { issuer: string; subject: string; userId: number; at: Instant },
): void {
  db.transaction(() => {
    unlink(db, linked.issuer, linked.userId);
    db.prepare(
      `INSERT INTO openid_identity (issuer, subject, user_id, linked_at) VALUES (:issuer, :subject, :userId, :at)
       ON CONFLICT (issuer, subject) DO UPDATE SET user_id = excluded.user_id, linked_at = excluded.linked_at`,
    ).run(linked);
  })();
}

/** Unlinks a person; `false` when they were not linked. */
export function unlink(db: WritableDB, issuer: string, userId: number): boolean {
  const done = db
    .prepare('UPDATE openid_identity SET user_id = NULL WHERE issuer = ? AND user_id = ?')
    .run(issuer, userId);
  return done.changes > 0;
}

export function noteUse(
  db: WritableDB,
  used: { issuer: string; subject: string; name: string | null; at: Instant },
): void {
  db.prepare(
    'UPDATE openid_identity SET used_at = :at, name = :name WHERE issuer = :issuer AND subject = :subject',
  ).run(used);
}
