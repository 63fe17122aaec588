/** The schedule of the wall, who chose what it showed, and messages over all screens. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    -- Who chose it: a username, 'engine', or 'schedule:' and the number of an entry; NULL before this was recorded.
    ALTER TABLE shown_scene ADD COLUMN by TEXT;

    CREATE TABLE schedule_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      document TEXT NOT NULL
    ) STRICT;

    -- What a person chose, and against which change of the schedule.
    CREATE TABLE schedule_choice (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      document TEXT NOT NULL
    ) STRICT;

    CREATE TABLE interrupt (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      text TEXT NOT NULL,
      level TEXT NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER NOT NULL,
      by TEXT NOT NULL,
      -- NULL while it stands, or when it ended by itself.
      ended_at INTEGER,
      ended_by TEXT
    ) STRICT;
    CREATE INDEX interrupt_by_time ON interrupt (since, id);
  `);
}
