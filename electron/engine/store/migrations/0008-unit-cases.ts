/** Which cases were ever in which unit, for the way down from a number to its cases. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS unit_case (
      unit INTEGER NOT NULL, key TEXT NOT NULL,
      PRIMARY KEY (unit, key)
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO unit_case (unit, key) SELECT DISTINCT unit, key FROM case_version ORDER BY unit, key;
  `);
}
