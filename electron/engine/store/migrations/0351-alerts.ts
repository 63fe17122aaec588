/** Alerts: rules with their versions, where each stands with each unit, what stood when, silences; the rights. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE alert_rule_version (
      number INTEGER NOT NULL,
      version INTEGER NOT NULL,
      -- JSON; NULL: taken away.
      rule TEXT,
      by TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (number, version)
    ) STRICT, WITHOUT ROWID;

    -- What is not simply normal.
    CREATE TABLE alert_standing (
      rule INTEGER NOT NULL,
      subject TEXT NOT NULL,
      phase TEXT NOT NULL,
      since INTEGER NOT NULL,
      trouble TEXT,
      trouble_since INTEGER,
      alert INTEGER,
      PRIMARY KEY (rule, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alert (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      rule INTEGER NOT NULL,
      version INTEGER NOT NULL,
      subject TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      -- Until when it was listed; NULL: it still is.
      gone_at INTEGER,
      told_at INTEGER
    ) STRICT;
    CREATE INDEX alert_by_gone ON alert (gone_at, opened_at);
    CREATE INDEX alert_untold ON alert (told_at) WHERE told_at IS NULL;
    CREATE TABLE alert_event (
      id INTEGER PRIMARY KEY,
      alert INTEGER NOT NULL REFERENCES alert (number) ON DELETE CASCADE,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      by TEXT,
      comment TEXT,
      -- JSON.
      detail TEXT
    ) STRICT;
    CREATE INDEX alert_event_by_alert ON alert_event (alert, at);

    CREATE TABLE alert_silence (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      rule INTEGER,
      unit TEXT,
      at INTEGER NOT NULL,
      until INTEGER NOT NULL,
      by TEXT NOT NULL,
      comment TEXT NOT NULL
    ) STRICT;

    -- Whoever sees single cases answers for them; whoever plans the wall makes the rules.
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'alerts.act' FROM role_permission WHERE permission = 'cases.read';
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'alerts.manage' FROM role_permission WHERE permission = 'schedules.manage';
  `);
}
