/** Where the data clock stands, its bookmarks, and what the wall showed when. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE clock (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      -- The playback that is on; NULL is live.
      playing TEXT,
      settings TEXT
    ) STRICT;

    CREATE TABLE bookmark (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL
    ) STRICT;

    -- A scene with its layouts as shown, once for all the times it was.
    CREATE TABLE shown_document (
      id INTEGER PRIMARY KEY,
      document TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE shown_scene (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      document INTEGER NOT NULL REFERENCES shown_document (id)
    ) STRICT;
    CREATE INDEX shown_scene_by_time ON shown_scene (at, id);
  `);
}
