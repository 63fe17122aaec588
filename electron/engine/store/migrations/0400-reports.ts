/** Forms with their versions, reports with everything that was ever their content, and reports that are made by themselves. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE report_form (
      code TEXT NOT NULL,
      version INTEGER NOT NULL,
      document TEXT NOT NULL,
      digest TEXT NOT NULL,
      origin TEXT NOT NULL,
      added_at INTEGER NOT NULL,
      -- NULL for one that came with the program or from the data folder.
      added_by TEXT,
      withdrawn_at INTEGER,
      PRIMARY KEY (code, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE report (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      form TEXT NOT NULL,
      form_version INTEGER NOT NULL,
      unit TEXT NOT NULL,
      unit_name TEXT NOT NULL,
      year INTEGER NOT NULL,
      months INTEGER NOT NULL,
      edition INTEGER NOT NULL,
      state TEXT NOT NULL,
      -- The version of its content that it is about now.
      content INTEGER NOT NULL,
      -- What it is found by, folded.
      words TEXT NOT NULL,
      UNIQUE (form, unit, year, months, edition)
    ) STRICT;
    CREATE INDEX report_by_period ON report (year, months, id);

    CREATE TABLE report_content (
      report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      text TEXT NOT NULL,
      digest TEXT NOT NULL,
      failing INTEGER NOT NULL,
      PRIMARY KEY (report, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE report_step (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
      what TEXT NOT NULL,
      who TEXT NOT NULL,
      at INTEGER NOT NULL,
      comment TEXT NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;
    CREATE INDEX report_step_by_report ON report_step (report, id);

    CREATE TABLE report_schedule (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      document TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      -- Instant that was due last and is done with; NULL before the first.
      done INTEGER,
      last_at INTEGER,
      last_report INTEGER,
      last_why TEXT
    ) STRICT;
  `);
  // Whoever works on single cases may fill forms in; whoever leads checks and signs; forms belong to the keepers of the system.
  db.exec(`
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT id, 'reports.make' FROM role WHERE id IN ('staff', 'leader', 'administrator');
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT id, 'reports.check' FROM role WHERE id IN ('leader', 'administrator');
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT id, 'reports.sign' FROM role WHERE id IN ('leader', 'administrator');
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'forms.manage' FROM role_permission WHERE permission = 'system.manage';
  `);
}
