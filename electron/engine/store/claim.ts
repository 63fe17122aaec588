/** One engine a data folder: two of them would each count without what the other takes in. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from './database.ts';

/** The lock is on a file of its own, so that the database itself may have other readers; the system ends it with the process. */
const CLAIM_FILE = 'engine.claim';
/** An engine before this one may still be closing (ms). */
const PATIENCE_MS = 6_000;

/**
 * Claims a data folder until the function returned is called, or the process ends however it may.
 * @throws StoreError if another engine works in it.
 */
export function claimFolder(dataDir: string): () => void {
  const claim = new Database(join(dataDir, CLAIM_FILE), { timeout: PATIENCE_MS });
  try {
    claim.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    claim.close();
    if (!(error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error;
    throw new StoreError(
      `Another engine works in the data folder ${dataDir}: end that one, or start with another --data-dir.`,
    );
  }
  return () => claim.close();
}
