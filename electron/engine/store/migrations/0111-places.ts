/** The part of the organisation that a person or a reading client may ask about, and whether cases are shown to them. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  // Whoever is known already goes on seeing what they saw.
  for (const table of ['users', 'tokens'])
    db.exec(`
      -- Key of a unit; NULL is the whole organisation.
      ALTER TABLE ${table} ADD COLUMN place TEXT;
      ALTER TABLE ${table} ADD COLUMN cases INTEGER NOT NULL DEFAULT 1 CHECK (cases IN (0, 1));
    `);
}
