/** Tasks that come again; what people are told of tasks; their calendars; other systems that share tasks. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE task_rule (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL,
      document TEXT NOT NULL,
      by TEXT NOT NULL,
      changed_at INTEGER NOT NULL,
      -- Tasks due to be made up to here were made, or passed over.
      looked_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT;

    CREATE TABLE task_notice (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      person INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      task INTEGER NOT NULL REFERENCES task (number) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT,
      -- What it is told of: told once.
      occasion TEXT NOT NULL,
      seen_at INTEGER,
      UNIQUE (person, task, occasion)
    ) STRICT;
    CREATE INDEX task_notice_by_person ON task_notice (person, at);

    CREATE TABLE task_reminder (
      person INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
      days_before INTEGER NOT NULL,
      mail TEXT,
      language TEXT NOT NULL
    ) STRICT;
    CREATE TABLE task_escalation (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      after_days INTEGER
    ) STRICT;

    CREATE TABLE task_calendar (
      person INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
      secret_hash TEXT NOT NULL UNIQUE,
      made_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE task_system (
      id TEXT PRIMARY KEY,
      document TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE task_external (
      system TEXT NOT NULL REFERENCES task_system (id) ON DELETE CASCADE,
      external TEXT NOT NULL,
      task INTEGER NOT NULL REFERENCES task (number) ON DELETE CASCADE,
      -- The newest version of theirs that was heard, and the version here that came of it.
      heard INTEGER NOT NULL,
      became INTEGER NOT NULL,
      PRIMARY KEY (system, external),
      UNIQUE (system, task)
    ) STRICT, WITHOUT ROWID;
  `);
}
