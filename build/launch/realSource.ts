import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** File of the engine's database in the data folder. */
const DATABASE = 'engine.sqlite';

/**
 * Whether somebody has already set up a source of the agency's own figures in this data folder. A database that cannot
 * be read is not judged here: the engine will say what is wrong with it.
 */
export function hasRealSource(dataDir: string): boolean {
  const file = join(dataDir, DATABASE);
  if (!existsSync(file)) return false;
  try {
    const db = new Database(file, { readonly: true });
    try {
      return db.prepare(`SELECT 1 FROM source WHERE nature = 'operational' LIMIT 1`).get() !== undefined;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}
