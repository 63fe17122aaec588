/** Targets as they are proposed and decided; the rights to propose and to approve, apart from each other. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE target_proposal (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      year INTEGER NOT NULL,
      -- Day from which they hold; NULL: the beginning of the year.
      from_day TEXT,
      reason TEXT NOT NULL,
      -- JSON.
      rows TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
      by TEXT NOT NULL,
      at INTEGER NOT NULL,
      decided_by TEXT,
      decided_at INTEGER,
      note TEXT
    ) STRICT;

    -- Whoever leads or runs the room proposes; whoever leads, and whoever signs the year, approves.
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'targets.propose' FROM role_permission WHERE permission = 'dashboards.send';
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'targets.approve' FROM role_permission WHERE permission = 'years.manage';
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT id, 'targets.approve' FROM role WHERE id = 'leader';
  `);
}
