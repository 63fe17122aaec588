/** Roles as rows with sets of permissions; sessions that can be told apart; tokens with permissions and an end. */
import type Database from 'better-sqlite3';

const VIEWER = ['figures.read'];
const STAFF = [...VIEWER, 'cases.read'];
const LEADER = [...STAFF, 'dashboards.edit', 'dashboards.send'];
const OPERATOR = [...STAFF, 'wall.run'];
const ALL = [
  ...OPERATOR,
  'schedules.manage',
  'layouts.edit',
  'dashboards.edit',
  'dashboards.send',
  'sources.manage',
  'years.manage',
  'people.manage',
  'network.manage',
  'system.manage',
  'audit.read',
];
const BUILT_IN = { viewer: VIEWER, staff: STAFF, leader: LEADER, operator: OPERATOR, administrator: ALL };

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE role (
      id TEXT PRIMARY KEY,
      -- NULL for a built-in role, which is named in the reader's language.
      name TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE role_permission (
      role TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
      permission TEXT NOT NULL,
      PRIMARY KEY (role, permission)
    ) STRICT, WITHOUT ROWID;
  `);
  const addRole = db.prepare('INSERT INTO role (id, name) VALUES (?, ?)');
  const permit = db.prepare('INSERT INTO role_permission (role, permission) VALUES (?, ?)');
  function add(id: string, name: string | null, permissions: readonly string[]): void {
    addRole.run(id, name);
    for (const permission of permissions) permit.run(id, permission);
  }
  for (const [id, permissions] of Object.entries(BUILT_IN)) add(id, null, permissions);

  // Whoever is known keeps exactly the rights they had: a viewer who reads cases is staff from now on, and somebody who
  // runs the wall without reading cases has a role of their own.
  const exists = db.prepare('SELECT 1 FROM users WHERE role = ? AND cases = 0');
  const role = (id: keyof typeof BUILT_IN, name: string) => {
    if (exists.get(id))
      add(
        `${id}-no-cases`,
        name,
        BUILT_IN[id].filter((one) => one !== 'cases.read'),
      );
  };
  role('operator', 'Trực vận hành, không xem vụ việc');
  role('administrator', 'Quản trị, không xem vụ việc');

  // Rebuilt rather than altered: SQLite cannot drop a check, and dropping a table empties those that refer to it.
  db.exec(`
    CREATE TABLE people (
      id INTEGER PRIMARY KEY,
      username TEXT NOT NULL,
      -- Compatibility-normalised lower case: "Lan" and "lan" are one person.
      username_key TEXT NOT NULL UNIQUE,
      role TEXT NOT NULL REFERENCES role (id),
      -- Key of a unit; NULL is the whole organisation.
      place TEXT,
      password_hash TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    INSERT INTO people (id, username, username_key, role, place, password_hash, created_at)
      SELECT id, username, username_key,
        CASE WHEN role = 'viewer' AND cases = 1 THEN 'staff'
             WHEN role <> 'viewer' AND cases = 0 THEN role || '-no-cases'
             ELSE role END,
        place, password_hash, created_at
      FROM users;

    CREATE TABLE people_session (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      token_hash TEXT NOT NULL UNIQUE,
      user_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
      created_at INTEGER NOT NULL,
      used_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      address TEXT NOT NULL,
      device TEXT
    ) STRICT;
    INSERT INTO people_session (token_hash, user_id, created_at, used_at, expires_at, address)
      SELECT token_hash, user_id, created_at, created_at, expires_at, address FROM sessions;
    DROP TABLE sessions;
    DROP TABLE users;
    ALTER TABLE people RENAME TO users;
    ALTER TABLE people_session RENAME TO sessions;
    CREATE INDEX sessions_by_expiry ON sessions (expires_at);
    CREATE INDEX sessions_by_user ON sessions (user_id);

    CREATE TABLE program_token (
      id INTEGER PRIMARY KEY,
      token_hash TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('push', 'api')),
      source TEXT,
      name TEXT NOT NULL,
      place TEXT,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      -- NULL never ends by itself.
      expires_at INTEGER,
      used_at INTEGER,
      revoked_at INTEGER,
      CHECK ((kind = 'push') = (source IS NOT NULL))
    ) STRICT;
    INSERT INTO program_token (id, token_hash, kind, source, name, place, created_by, created_at, revoked_at)
      SELECT id, token_hash, CASE scope WHEN 'push' THEN 'push' ELSE 'api' END, source, name, place, created_by,
        created_at, revoked_at
      FROM tokens;
    CREATE TABLE token_permission (
      token INTEGER NOT NULL REFERENCES program_token (id) ON DELETE CASCADE,
      permission TEXT NOT NULL,
      PRIMARY KEY (token, permission)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO token_permission SELECT id, 'figures.read' FROM tokens WHERE scope = 'read';
    INSERT INTO token_permission SELECT id, 'cases.read' FROM tokens WHERE scope = 'read' AND cases = 1;
    DROP TABLE tokens;
    ALTER TABLE program_token RENAME TO tokens;
  `);
}
