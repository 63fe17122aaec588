/** The last good set of layouts and scenes, and which scene the wall shows. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE layout_set (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      documents TEXT NOT NULL,
      kept_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE wall_scene (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      scene TEXT NOT NULL,
      -- Grows whenever what the wall shows changes, over restarts too.
      revision INTEGER NOT NULL,
      since INTEGER NOT NULL,
      by TEXT NOT NULL
    ) STRICT;
  `);
}
