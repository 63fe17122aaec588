/** Files with the organisation: what they say until it is applied, and what became of them; the right to bring one. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE organisation_import (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      file TEXT NOT NULL,
      by TEXT NOT NULL,
      at INTEGER NOT NULL,
      -- What the file says, as it was read; NULL when it was applied.
      content TEXT,
      options TEXT NOT NULL,
      applied_at INTEGER,
      applied_by TEXT,
      added INTEGER,
      changed INTEGER,
      ended INTEGER
    ) STRICT;

    -- Whoever looks after people looks after where they stand.
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'organisation.manage' FROM role_permission WHERE permission = 'people.manage';
  `);
}
