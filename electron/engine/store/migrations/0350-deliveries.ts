/** What leaves the engine: mail and webhooks with what became of each, how they are set; the right to set it. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE delivery (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL,
      kind TEXT NOT NULL,
      way TEXT NOT NULL CHECK (way IN ('mail', 'webhook')),
      -- Mail address, or id of the endpoint.
      receiver TEXT NOT NULL,
      -- The same for every attempt: Message-ID of a mail, webhook-id of a webhook.
      message_id TEXT NOT NULL,
      subject TEXT NOT NULL,
      -- JSON: text, html, data.
      content TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'handed', 'sent', 'uncertain', 'given_up')),
      attempts INTEGER NOT NULL DEFAULT 0,
      made_at INTEGER NOT NULL,
      next_at INTEGER,
      ended_at INTEGER,
      fault TEXT,
      detail TEXT,
      UNIQUE (key, way, receiver)
    ) STRICT;
    CREATE INDEX delivery_by_state ON delivery (state, next_at);
    CREATE TABLE delivery_attachment (
      delivery INTEGER NOT NULL REFERENCES delivery (number) ON DELETE CASCADE,
      n INTEGER NOT NULL,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (delivery, n)
    ) STRICT;

    CREATE TABLE mail_server (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      -- JSON, without the password.
      settings TEXT NOT NULL,
      sealed BLOB
    ) STRICT;
    CREATE TABLE delivery_endpoint (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      url TEXT NOT NULL,
      inner INTEGER NOT NULL CHECK (inner IN (0, 1)),
      sealed BLOB NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Whoever keeps the system in order says what leaves it.
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'deliveries.manage' FROM role_permission WHERE permission = 'system.manage';
  `);
}
