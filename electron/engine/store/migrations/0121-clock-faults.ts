/** Who said that a fault of a clock is known. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec('ALTER TABLE clock_fault ADD COLUMN acknowledged_by TEXT');
}
