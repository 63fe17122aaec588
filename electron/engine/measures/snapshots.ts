import Database from 'better-sqlite3';
import type { ReadableDB } from '../store/index.ts';

/** A connection on which everything is read from the state that the database had when it was taken. */
export interface Snapshot {
  db: ReadableDB;
  end(): void;
}

/**
 * Snapshots for questions that go on between turns of the event loop, each on a connection of its own, so that no
 * question is answered from the older state of another one.
 */
export interface Snapshots {
  take(): Snapshot;
}

/** @param reader a connection that nobody else uses; while it is lent, others are opened and closed again. */
export function createSnapshots(reader: ReadableDB): Snapshots {
  let lent = false;
  return {
    take() {
      const own = lent;
      const db = own ? (new Database(reader.name, { readonly: true }) as ReadableDB) : reader;
      // The state is that of the first reading, not of BEGIN.
      db.exec('BEGIN');
      db.prepare('SELECT 1 FROM sqlite_schema').get();
      if (!own) lent = true;
      return {
        db,
        end() {
          if (!own) lent = false;
          if (!db.open) return;
          db.exec('ROLLBACK');
          if (own) db.close();
        },
      };
    },
  };
}
