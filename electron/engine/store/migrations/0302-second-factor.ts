/** One-time codes of people's telephones (RFC 6238), codes for when it is lost, and roles that need them. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    ALTER TABLE role ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0 CHECK (second_factor IN (0, 1));

    CREATE TABLE second_factor (
      user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
      sealed BLOB NOT NULL,
      -- NULL until a first code was given.
      confirmed_at INTEGER,
      -- Number of the 30 seconds whose code was used last: neither it nor an older one is taken again.
      last_step INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE recovery_code (
      user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      code_hash TEXT NOT NULL,
      PRIMARY KEY (user_id, code_hash)
    ) STRICT, WITHOUT ROWID;
  `);
}
