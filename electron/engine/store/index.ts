/** The one SQLite file of the engine. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { claimFolder } from './claim.ts';
import { DamagedError, type ReadableDB, StoreError, type WritableDB } from './database.ts';
import { saysDamaged } from './faults.ts';
import { ensureFolder } from './folder.ts';
import { migrate } from './migrate.ts';
import { type SlowQuery, timeStatements } from './timing.ts';

export { acceptedOn, type KeptCase, packCase, unpackCase } from './caseHistory.ts';
export { COLUMN, CUBE_COLUMNS, type CubeColumn, STOCK_COUNTS, STOCK_SUMS } from './columns.ts';
export { DamagedError, type ReadableDB, StoreError, type WritableDB } from './database.ts';
export { saysDamaged, saysTooLarge, saysUnwritable } from './faults.ts';
export { ensureFolder } from './folder.ts';
export { LATEST_SCHEMA, schemaOf } from './migrate.ts';
export * from './log/index.ts';
export { createPacker, createUnpacker, type Exact, type Packer, type Unpacker } from './packing.ts';
export type { SlowQuery } from './timing.ts';

export interface Store {
  readonly db: WritableDB;
  /** A second connection, for questions that take long: it may be read from between turns of the event loop. */
  readonly reader: ReadableDB;
  close(): void;
}

/** File name of the database in the data folder. */
export const DATABASE_FILE = 'engine.sqlite';

export interface StoreOptions {
  dataDir: string;
  slow?: SlowQuery;
  /** What `claimData` returned, if the folder is claimed already; the store gives the claim up when it is closed. */
  claim?: () => void;
}

/**
 * Opens (making it if need be) the database of a data folder and brings it to this program's schema.
 * @throws StoreError if the folder cannot be written, the file is not a database, is in use, or is newer than the program;
 * `DamagedError` if the file is damaged.
 */
export function openStore(options: StoreOptions): Store {
  const { dataDir, slow, claim } = options;
  const release = claim ?? claimData(dataDir);
  const file = join(dataDir, DATABASE_FILE);
  let db: WritableDB | undefined;
  try {
    db = new Database(file) as WritableDB;
    db.pragma('journal_mode = WAL');
    // An answered push must survive a power cut, not only a crash.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('cache_size = -65536');
    db.pragma('temp_store = MEMORY');
    db.pragma('journal_size_limit = 67108864');
    db.pragma('wal_autocheckpoint = 8000');
    migrate(db);
    const opened = db;
    const reader = new Database(file, { readonly: true }) as ReadableDB;
    if (slow) for (const one of [opened, reader]) timeStatements(one, slow);
    return {
      db: opened,
      reader,
      close() {
        try {
          reader.close();
          opened.close();
        } finally {
          release();
        }
      },
    };
  } catch (error) {
    db?.close();
    if (!claim) release();
    if (error instanceof StoreError) throw error;
    if (saysDamaged(error))
      throw new DamagedError(
        `The database ${file} is damaged (${reason(error)}): move it away, and put a backup in its place.`,
      );
    throw new StoreError(
      `The database ${file} cannot be opened (${reason(error)}): make sure that no other program uses it and the disk is not full or read-only, or move the file away.`,
    );
  }
}

/**
 * Claims a data folder (making it if need be), so that no other engine works in it, until the function returned is called.
 * @throws StoreError if it cannot be written, or another engine works in it.
 */
export function claimData(dataDir: string): () => void {
  try {
    ensureFolder(dataDir);
  } catch (error) {
    throw new StoreError(
      `The data folder ${dataDir} cannot be written (${reason(error)}): give the program's user the right to write there, or start with another --data-dir.`,
    );
  }
  try {
    return claimFolder(dataDir);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      `The data folder ${dataDir} cannot be claimed (${reason(error)}): make sure that the disk is not full or read-only, or start with another --data-dir.`,
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
