import { CUBE_COLUMNS } from '../columns.ts';
import type { WritableDB } from '../database.ts';

/** The event log, the versions of every entity, and the cube that sums them. */
export function up(db: WritableDB): void {
  const sums = CUBE_COLUMNS.map((column) => `${column} INTEGER NOT NULL DEFAULT 0`).join(',\n      ');
  db.exec(`
    CREATE TABLE source (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      nature TEXT NOT NULL,
      settings TEXT NOT NULL,
      paused INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      last_seq INTEGER NOT NULL DEFAULT 0,
      last_event_at INTEGER,
      -- When it was last heard from, as far as that was written down (silence that was confirmed is not).
      heard_at INTEGER,
      accepted INTEGER NOT NULL DEFAULT 0,
      duplicates INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- Every line taken in, whole. A held line waits for its unit: stored, its id taken, not yet counted.
    CREATE TABLE event (
      n INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES source (n),
      id TEXT NOT NULL,
      line TEXT NOT NULL,
      received_at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX event_id ON event (source, id);

    CREATE TABLE held (
      unit TEXT NOT NULL,
      event INTEGER NOT NULL REFERENCES event (n),
      PRIMARY KEY (unit, event)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE quarantine (
      n INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES source (n),
      digest BLOB NOT NULL,
      line BLOB NOT NULL,
      length INTEGER NOT NULL,
      reason TEXT NOT NULL,
      field TEXT,
      detail TEXT NOT NULL,
      first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      times INTEGER NOT NULL DEFAULT 1,
      -- The event that the entry became (corrected) or is about (version_conflict).
      event INTEGER REFERENCES event (n) ON DELETE SET NULL,
      resolved_at INTEGER,
      -- Of an aggregate set aside because its unit is fed by cases: where to find it again.
      fed_unit TEXT,
      fed_year INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX quarantine_line ON quarantine (source, digest, reason);
    CREATE INDEX quarantine_fed ON quarantine (fed_unit, fed_year) WHERE fed_unit IS NOT NULL;

    -- A unit is known from its first stored version on; the cube speaks of units by number.
    CREATE TABLE unit (
      n INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      source INTEGER NOT NULL REFERENCES source (n)
    ) STRICT;
    CREATE TABLE unit_version (
      key TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL,
      name TEXT NOT NULL, parent TEXT, level TEXT NOT NULL, lat REAL, lon REAL, "from" TEXT, "to" TEXT,
      PRIMARY KEY (key, v)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE officer_version (
      key TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL,
      unit INTEGER NOT NULL, name TEXT NOT NULL, "from" TEXT, "to" TEXT,
      PRIMARY KEY (key, v)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE case_version (
      key TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL,
      unit INTEGER NOT NULL, officer TEXT, initiation TEXT NOT NULL, category TEXT NOT NULL,
      accepted_on TEXT NOT NULL, due INTEGER NOT NULL, done INTEGER NOT NULL, state TEXT NOT NULL,
      PRIMARY KEY (key, v)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE receipt_version (
      key TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL,
      unit INTEGER NOT NULL, officer TEXT, "case" TEXT, amount INTEGER NOT NULL, status TEXT NOT NULL, converts TEXT,
      PRIMARY KEY (key, v)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX receipt_converts ON receipt_version (converts) WHERE converts IS NOT NULL;
    CREATE TABLE decision_version (
      key TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL,
      unit INTEGER NOT NULL, "case" TEXT, kind TEXT NOT NULL, to_unit TEXT,
      PRIMARY KEY (key, v)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX decision_entrustment ON decision_version (at) WHERE kind = 'entrustment';
    CREATE TABLE target_version (
      key TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL,
      indicator TEXT NOT NULL, unit TEXT NOT NULL, year INTEGER NOT NULL, value REAL NOT NULL,
      PRIMARY KEY (key, v)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE aggregate_version (
      key TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL,
      unit INTEGER NOT NULL, year INTEGER NOT NULL, month INTEGER NOT NULL, figures TEXT NOT NULL,
      PRIMARY KEY (key, v)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX aggregate_unit ON aggregate_version (unit, year);

    -- How many case versions name a unit with an instant in a statistical year: what "fed by cases" means.
    CREATE TABLE case_feed (
      unit INTEGER NOT NULL, year INTEGER NOT NULL, versions INTEGER NOT NULL,
      PRIMARY KEY (unit, year)
    ) STRICT, WITHOUT ROWID;
    -- Since when a unit has officers, receipts, decisions of its own.
    CREATE TABLE first_event (
      unit INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (unit, type)
    ) STRICT, WITHOUT ROWID;

    -- Sums of changes: (span in hours, statistical year, slot of that span in the year, unit). Span 0 is the year.
    CREATE TABLE cube (
      span INTEGER NOT NULL,
      year INTEGER NOT NULL,
      slot INTEGER NOT NULL,
      unit INTEGER NOT NULL,
      ${sums},
      PRIMARY KEY (span, year, slot, unit)
    ) STRICT, WITHOUT ROWID;
    -- The same changes to the millisecond, for the hour that a question cuts through.
    CREATE TABLE moment (
      hour INTEGER NOT NULL,
      unit INTEGER NOT NULL,
      at INTEGER NOT NULL,
      changes TEXT NOT NULL,
      PRIMARY KEY (hour, unit, at)
    ) STRICT, WITHOUT ROWID;
  `);
}
