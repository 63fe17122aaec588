/** Reaching the engine from the local network, devices paired with the wall, and screens that were darkened. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE network (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      is_on INTEGER NOT NULL,
      address TEXT NOT NULL,
      port INTEGER NOT NULL,
      name TEXT
    ) STRICT;

    CREATE TABLE device (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      token_hash TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      by TEXT NOT NULL,
      paired_at INTEGER NOT NULL,
      used_at INTEGER NOT NULL,
      address TEXT NOT NULL
    ) STRICT;

    CREATE TABLE blank (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      roles TEXT NOT NULL,
      since INTEGER NOT NULL,
      by TEXT NOT NULL
    ) STRICT;
  `);
}
