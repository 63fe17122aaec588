/** Signing in by OpenID Connect: how it is set, who is who at the provider, and people without a password. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    -- SQLite cannot take NOT NULL away from a column.
    ALTER TABLE users ADD COLUMN password TEXT;
    UPDATE users SET password = password_hash;
    ALTER TABLE users DROP COLUMN password_hash;
    -- NULL signs in by OpenID only.
    ALTER TABLE users RENAME COLUMN password TO password_hash;

    ALTER TABLE sessions ADD COLUMN way TEXT NOT NULL DEFAULT 'password' CHECK (way IN ('password', 'openid'));
    -- Whether the provider says that a second step was made for this very session.
    ALTER TABLE sessions ADD COLUMN factor_vouched INTEGER NOT NULL DEFAULT 0 CHECK (factor_vouched IN (0, 1));

    CREATE TABLE openid (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      -- JSON, without the client's secret.
      settings TEXT NOT NULL,
      sealed BLOB
    ) STRICT;
    CREATE TABLE openid_identity (
      issuer TEXT NOT NULL,
      subject TEXT NOT NULL,
      -- NULL: unlinked, or the person is gone. It is known still, so that nothing but a hand links it again.
      user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
      name TEXT,
      linked_at INTEGER NOT NULL,
      used_at INTEGER,
      PRIMARY KEY (issuer, subject),
      UNIQUE (issuer, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX openid_identity_by_user ON openid_identity (user_id);
  `);
}
