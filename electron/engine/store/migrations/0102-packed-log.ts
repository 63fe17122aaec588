/** Lines in compressed blocks, a case's versions in one row, and changes with what they can be broken down by. */
import { packOldCases } from './0102-packedCases.ts';
import type { WritableDB } from '../database.ts';

export function up(db: WritableDB): void {
  db.exec(`
    -- Lines of one source that came together, compressed. Lines that may be taken out again stay rows of "event".
    CREATE TABLE log_block (
      -- Number of the first line's event; those of the lines after it follow. An empty line is none.
      first INTEGER PRIMARY KEY,
      count INTEGER NOT NULL,
      source INTEGER NOT NULL REFERENCES source (n),
      received_at INTEGER NOT NULL,
      -- 1: of each line only its id and a digest are left.
      put_away INTEGER NOT NULL DEFAULT 0,
      lines BLOB NOT NULL
    ) STRICT;

    DROP INDEX event_id;
    CREATE TABLE logged_id (
      source INTEGER NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL,
      PRIMARY KEY (source, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO logged_id (source, id, n) SELECT source, id, n FROM event ORDER BY source, id;

    -- As it was, but for the reference: an event need no longer be a row of "event".
    CREATE TABLE quarantine_entry (
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
      event INTEGER,
      resolved_at INTEGER,
      fed_unit TEXT,
      fed_year INTEGER
    ) STRICT;
    INSERT INTO quarantine_entry SELECT n, source, digest, line, length, reason, field, detail, first_at, last_at, times,
      event, resolved_at, fed_unit, fed_year FROM quarantine;
    DROP TABLE quarantine;
    ALTER TABLE quarantine_entry RENAME TO quarantine;
    CREATE UNIQUE INDEX quarantine_line ON quarantine (source, digest, reason);
    CREATE INDEX quarantine_fed ON quarantine (fed_unit, fed_year) WHERE fed_unit IS NOT NULL;
    CREATE INDEX quarantine_event ON quarantine (event) WHERE event IS NOT NULL;
    -- What is counted for every tick of the wall.
    CREATE INDEX quarantine_open ON quarantine (source, reason) WHERE resolved_at IS NULL;

    -- Numbers of the enforcers that cases name.
    CREATE TABLE enforcer (
      n INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE case_history (
      key TEXT PRIMARY KEY,
      versions BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
  packOldCases(db);
  db.exec(`
    DROP TABLE case_version;
    DROP TABLE moment;

    -- Changes of a unit within an hour, in portions as they came: to the millisecond, by enforcer, category and so on.
    CREATE TABLE change (
      hour INTEGER NOT NULL,
      unit INTEGER NOT NULL,
      portion INTEGER NOT NULL,
      changes BLOB NOT NULL,
      PRIMARY KEY (hour, unit, portion)
    ) STRICT, WITHOUT ROWID;
    -- Changes summed over a stretch of time, by what they can be broken down by: made when asked for, dropped when
    -- anything in the stretch changes.
    CREATE TABLE breakdown_sum (
      unit INTEGER NOT NULL,
      year INTEGER NOT NULL,
      slot INTEGER NOT NULL,
      sums BLOB NOT NULL,
      PRIMARY KEY (unit, year, slot)
    ) STRICT, WITHOUT ROWID;

    -- A row here says that the cube and the changes are to be summed anew from the versions.
    CREATE TABLE sum_anew (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;
    INSERT INTO sum_anew SELECT 1 WHERE EXISTS (SELECT 1 FROM cube);
    DELETE FROM cube;
  `);
}
