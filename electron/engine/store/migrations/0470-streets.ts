/** Which file of vector tiles lies under the maps: the last one that was not taken away. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE map_streets (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      -- Name within the folder of streets, with size and time (ms) as they were when it was looked at.
      file TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      head TEXT NOT NULL,
      layers TEXT NOT NULL,
      by TEXT NOT NULL,
      at INTEGER NOT NULL,
      removed_at INTEGER,
      removed_by TEXT
    ) STRICT;
  `);
}
