/** Pictures of walls and dashboards, in the database itself: a backup has them. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE image (
      -- SHA-256 of its content.
      id TEXT PRIMARY KEY,
      words TEXT NOT NULL,
      type TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      by TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    -- Apart from what describes it: a list reads no pictures.
    CREATE TABLE image_content (
      image TEXT PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
      content BLOB NOT NULL
    ) STRICT;
  `);
}
