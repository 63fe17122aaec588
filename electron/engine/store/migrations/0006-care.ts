/** Care of the store: its settings, what an administrator must know, digests of lines that are no longer kept. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE care (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      settings TEXT NOT NULL,
      -- When the whole database was last found good.
      checked_at INTEGER
    ) STRICT;

    CREATE TABLE notice (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      code TEXT NOT NULL,
      at INTEGER NOT NULL,
      backup_at INTEGER,
      set_aside TEXT,
      acknowledged_at INTEGER,
      acknowledged_by TEXT
    ) STRICT;

    -- Of a line that is no longer kept (its text is empty): enough to recognise it again.
    ALTER TABLE event ADD COLUMN digest BLOB;
  `);
}
