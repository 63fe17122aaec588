/** Tasks with every version of them, comments, files, watchers, words to be found by; the rights to them. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE task (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      origin TEXT NOT NULL,
      origin_kind TEXT NOT NULL,
      -- Alert, indicator or rule it came from; NULL when made by hand.
      origin_key TEXT,
      made_by TEXT NOT NULL,
      -- NULL when no person made it, or the person is gone.
      maker INTEGER REFERENCES users (id) ON DELETE SET NULL,
      made_at INTEGER NOT NULL,
      -- Makes sending the same new task again harmless.
      request TEXT UNIQUE
    ) STRICT;
    CREATE INDEX task_by_origin ON task (origin_kind, origin_key);
    CREATE INDEX task_by_maker ON task (maker);

    -- Version n holds from since until before until, which is that of n + 1, or far away: live and played are read alike.
    CREATE TABLE task_version (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      task INTEGER NOT NULL REFERENCES task (number) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER NOT NULL,
      act TEXT NOT NULL,
      by TEXT NOT NULL,
      -- The system it came from; NULL when it was changed here.
      system TEXT,
      note TEXT,
      conflicts TEXT,
      title TEXT NOT NULL,
      body TEXT NOT NULL,
      priority TEXT NOT NULL,
      state TEXT NOT NULL,
      unit TEXT NOT NULL,
      person_name TEXT,
      person INTEGER REFERENCES users (id) ON DELETE SET NULL,
      due TEXT,
      -- First instant after the deadline.
      due_at INTEGER,
      done_by TEXT,
      done_at INTEGER,
      UNIQUE (task, version)
    ) STRICT;
    CREATE INDEX task_version_standing ON task_version (until, unit, state);
    CREATE INDEX task_version_by_person ON task_version (person);

    CREATE TABLE task_comment (
      id INTEGER PRIMARY KEY,
      task INTEGER NOT NULL REFERENCES task (number) ON DELETE CASCADE,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX task_comment_by_task ON task_comment (task);

    CREATE TABLE task_attachment (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      task INTEGER NOT NULL REFERENCES task (number) ON DELETE CASCADE,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      removed_at INTEGER,
      removed_by TEXT
    ) STRICT;
    CREATE INDEX task_attachment_by_task ON task_attachment (task);
    -- Apart, so that lists of files do not read them.
    CREATE TABLE task_attachment_content (
      attachment INTEGER PRIMARY KEY REFERENCES task_attachment (id) ON DELETE CASCADE,
      content BLOB NOT NULL
    ) STRICT;

    CREATE TABLE task_watcher (
      task INTEGER NOT NULL REFERENCES task (number) ON DELETE CASCADE,
      person INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      PRIMARY KEY (task, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX task_watcher_by_person ON task_watcher (person);

    -- Its rows are numbered as tasks are; words without their marks.
    CREATE VIRTUAL TABLE task_words USING fts5 (words);
  `);
  // Whoever looks at figures sees the tasks of their part; whoever handles cases works on them; leaders give them.
  db.exec(`
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'tasks.read' FROM role_permission WHERE permission = 'figures.read';
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'tasks.work' FROM role_permission WHERE permission = 'cases.read';
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'tasks.assign' FROM role_permission WHERE permission = 'people.manage';
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT id, 'tasks.assign' FROM role WHERE id = 'leader';
    INSERT OR IGNORE INTO role_permission (role, permission)
      SELECT role, 'tasks.manage' FROM role_permission WHERE permission = 'people.manage';
  `);
}
