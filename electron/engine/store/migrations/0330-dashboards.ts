/** Dashboards of people with their versions, and those that were sent to a monitor. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE dashboard (
      id TEXT PRIMARY KEY,
      -- NULL when the person is gone.
      owner INTEGER REFERENCES users (id) ON DELETE SET NULL,
      version INTEGER NOT NULL,
      shares TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) STRICT;
    CREATE INDEX dashboard_by_owner ON dashboard (owner);

    CREATE TABLE dashboard_version (
      dashboard TEXT NOT NULL REFERENCES dashboard (id) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      document TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      saved_by TEXT NOT NULL,
      -- The version it was brought back from.
      restored INTEGER,
      PRIMARY KEY (dashboard, version)
    ) STRICT, WITHOUT ROWID;

    -- With the document as it was sent, so that the past can be shown again whatever became of the dashboard.
    CREATE TABLE dashboard_sent (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      dashboard TEXT REFERENCES dashboard (id) ON DELETE SET NULL,
      role TEXT NOT NULL,
      document TEXT NOT NULL,
      by TEXT NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER NOT NULL,
      -- NULL while it stands, or when it ended by itself.
      ended_at INTEGER,
      ended_by TEXT
    ) STRICT;
    CREATE INDEX dashboard_sent_by_role ON dashboard_sent (role, since);
  `);
  // Dashboards are for everybody; whoever runs the wall may put one on a monitor.
  db.exec(`
    INSERT OR IGNORE INTO role_permission (role, permission) SELECT id, 'dashboards.edit' FROM role;
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'dashboards.send' FROM role_permission WHERE permission = 'wall.run';
  `);
}
