/** How far each source has been read, its sealed secrets, and the versions the engine counts for it. */
import type { WritableDB } from '../database.ts';

export function up(db: WritableDB): void {
  db.exec(`
    -- When lines last came, and when somebody took the source away (its events stay counted).
    ALTER TABLE source ADD COLUMN delivered_at INTEGER;
    ALTER TABLE source ADD COLUMN deleted_at INTEGER;

    -- Where to go on reading: one row for each part of a source (a file of a folder), opaque to the store.
    CREATE TABLE source_position (
      source INTEGER NOT NULL REFERENCES source (n),
      part TEXT NOT NULL,
      position TEXT NOT NULL,
      PRIMARY KEY (source, part)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE source_secret (
      source INTEGER NOT NULL REFERENCES source (n),
      name TEXT NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (source, name)
    ) STRICT, WITHOUT ROWID;

    -- Of a source whose rows carry no version: the last content of each entity, and the version it was given.
    CREATE TABLE counted_row (
      source INTEGER NOT NULL REFERENCES source (n),
      key TEXT NOT NULL,
      digest BLOB NOT NULL,
      v INTEGER NOT NULL,
      PRIMARY KEY (source, key)
    ) STRICT, WITHOUT ROWID;
  `);
}
