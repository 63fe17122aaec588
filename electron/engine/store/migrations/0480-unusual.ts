/** What was unusual when it was last looked for, by days and by weeks. Forecasts are made again: they tell more of their newest weeks. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE unusual (
      step TEXT PRIMARY KEY,
      -- End of the newest step that was looked at.
      origin INTEGER NOT NULL,
      made_at INTEGER NOT NULL,
      look TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    DELETE FROM forecast;
  `);
}
