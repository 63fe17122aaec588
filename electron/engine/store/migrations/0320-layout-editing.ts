/** Scenes edited in the console: one draft each, and what was published. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE scene_draft (
      scene TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      bundle TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      saved_by TEXT NOT NULL
    ) STRICT;

    -- The highest number of a scene is what is shown of it.
    CREATE TABLE scene_publication (
      scene TEXT NOT NULL,
      number INTEGER NOT NULL,
      bundle TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      note TEXT,
      -- The publication it brought back.
      restored INTEGER,
      PRIMARY KEY (scene, number)
    ) STRICT, WITHOUT ROWID;
  `);
}
