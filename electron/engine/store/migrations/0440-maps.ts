/** Maps made of files with boundaries, what the room looks at on a map, and the right to bring one. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE map (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      file TEXT NOT NULL,
      root TEXT NOT NULL,
      by TEXT NOT NULL,
      at INTEGER NOT NULL,
      -- The file as it was brought (gzip), until the map is published.
      source BLOB,
      options TEXT NOT NULL,
      -- Codes and units of a table that was given with it, and the name of its file.
      table_file TEXT,
      table_rows TEXT,
      report TEXT NOT NULL,
      -- The map pack (gzip); NULL while faults keep it from being drawn.
      pack BLOB,
      seen TEXT NOT NULL,
      published_at INTEGER,
      published_by TEXT,
      withdrawn_at INTEGER,
      withdrawn_by TEXT
    ) STRICT;
    CREATE INDEX map_in_force ON map (root, published_at);

    CREATE TABLE map_focus (
      root TEXT PRIMARY KEY,
      region TEXT NOT NULL,
      part TEXT,
      by TEXT NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER NOT NULL
    ) STRICT;

    -- Whoever keeps the organisation in order keeps its map in order.
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'maps.manage' FROM role_permission WHERE permission = 'organisation.manage';
  `);
}
