/** How the sources stood when, and how far the clock had come: for pictures of past minutes, and a clock that was set. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    -- What was said of the sources from an instant on, until the next row.
    CREATE TABLE source_history (
      at INTEGER PRIMARY KEY,
      sources TEXT NOT NULL
    ) STRICT;

    CREATE TABLE timekeeping (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      -- The latest instant that the engine is known to have reached.
      reached INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE clock_fault (
      n INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      -- Milliseconds, as far as the kind has any.
      by INTEGER,
      source TEXT,
      ended_at INTEGER
    ) STRICT;
  `);
}
