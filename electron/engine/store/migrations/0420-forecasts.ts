/** Forecasts that were made: the newest of each unit, indicator and step, made again from the figures when it is lost. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE forecast (
      unit TEXT NOT NULL,
      indicator TEXT NOT NULL,
      step TEXT NOT NULL,
      origin INTEGER NOT NULL,
      year INTEGER NOT NULL,
      made_at INTEGER NOT NULL,
      -- By how many of its errors the newest weeks were off what had been told of them; NULL where that is not known.
      off REAL,
      outlook TEXT NOT NULL,
      PRIMARY KEY (unit, indicator, step)
    ) STRICT, WITHOUT ROWID;
  `);
}
