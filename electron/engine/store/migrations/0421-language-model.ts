/** The language model that helps with questions; at most one, its key sealed. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE language_model (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      settings TEXT NOT NULL,
      key BLOB
    ) STRICT;
  `);
}
