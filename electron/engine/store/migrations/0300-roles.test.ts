/** What became of the people and tokens of a database that knew three fixed roles. */
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MIGRATIONS } from './index.ts';

let db: Database.Database;
beforeEach(() => {
  db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  for (const { number, up } of MIGRATIONS) if (number < 300) up(db as Parameters<typeof up>[0]);
});
afterEach(() => db.close());

function upgrade(): void {
  const roles = MIGRATIONS.find(({ number }) => number === 300);
  db.transaction(() => roles?.up(db as Parameters<typeof roles.up>[0]))();
}
function addPerson(name: string, role: string, cases: number, place: string | null = null): void {
  const insert = `INSERT INTO users (username, username_key, role, password_hash, created_at, place, cases)
    VALUES (?, ?, ?, 'hash', 1, ?, ?)`;
  db.prepare(insert).run(name, name, role, place, cases);
}
const rightsOf = (name: string) =>
  db
    .prepare<[string], string>(
      `SELECT permission FROM role_permission p JOIN users u ON u.role = p.role WHERE username = ? ORDER BY permission`,
    )
    .pluck()
    .all(name);

it('nobody lost or gained a right', () => {
  addPerson('looks', 'viewer', 0);
  addPerson('reads', 'viewer', 1, 'KV1');
  addPerson('runs', 'operator', 1);
  addPerson('runs-only', 'operator', 0);
  addPerson('all', 'administrator', 1);
  upgrade();
  expect(rightsOf('looks')).toEqual(['figures.read']);
  expect(rightsOf('reads')).toEqual(['cases.read', 'figures.read']);
  expect(rightsOf('runs')).toEqual(['cases.read', 'figures.read', 'wall.run']);
  expect(rightsOf('runs-only')).toEqual(['figures.read', 'wall.run']);
  expect(rightsOf('all')).toContain('people.manage');
  expect(db.prepare(`SELECT place, password_hash FROM users WHERE username = 'reads'`).get()).toEqual({
    place: 'KV1',
    password_hash: 'hash',
  });
  expect(db.prepare('SELECT id FROM role WHERE name IS NOT NULL').pluck().all()).toEqual([
    'operator-no-cases',
  ]);
});

it('sessions and tokens go on', () => {
  addPerson('all', 'administrator', 1);
  db.prepare(`INSERT INTO sessions VALUES ('s', 1, 10, 99, '127.0.0.1')`).run();
  const token = db.prepare(
    `INSERT INTO tokens (token_hash, scope, source, name, created_by, created_at, place, cases)
     VALUES (?, ?, ?, 'name', 'all', 1, ?, ?)`,
  );
  token.run('p', 'push', 'demo', null, 1);
  token.run('r', 'read', null, 'KV1', 0);
  token.run('c', 'read', null, null, 1);
  upgrade();
  expect(db.prepare('SELECT token_hash, user_id, used_at, expires_at FROM sessions').all()).toEqual([
    { token_hash: 's', user_id: 1, used_at: 10, expires_at: 99 },
  ]);
  expect(
    db
      .prepare(
        `SELECT token_hash, kind, source, place, (SELECT group_concat(permission) FROM token_permission WHERE token = t.id) AS may
         FROM tokens t ORDER BY id`,
      )
      .all(),
  ).toEqual([
    { token_hash: 'p', kind: 'push', source: 'demo', place: null, may: null },
    { token_hash: 'r', kind: 'api', source: null, place: 'KV1', may: 'figures.read' },
    { token_hash: 'c', kind: 'api', source: null, place: null, may: 'cases.read,figures.read' },
  ]);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.prepare('DELETE FROM users').run();
  expect(db.prepare('SELECT count(*) FROM sessions').pluck().get()).toBe(0);
});
