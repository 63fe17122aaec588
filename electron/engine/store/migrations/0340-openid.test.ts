import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { MIGRATIONS } from './index.ts';

it('keeps people with their passwords, sessions and second steps', () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  for (const { number, up } of MIGRATIONS) if (number < 340) up(db as never);
  db.exec(`
    INSERT INTO users (id, username, username_key, role, password_hash, created_at) VALUES (7, 'Lan', 'lan', 'staff', 'hash', 1);
    INSERT INTO sessions (token_hash, user_id, created_at, used_at, expires_at, address) VALUES ('t', 7, 1, 1, 9, '::1');
    INSERT INTO second_factor (user_id, sealed, confirmed_at) VALUES (7, x'00', 1);
  `);
  for (const { number, up } of MIGRATIONS) if (number === 340) up(db as never);
  expect(db.prepare('SELECT id, username, role, place, password_hash FROM users').all()).toEqual([
    { id: 7, username: 'Lan', role: 'staff', place: null, password_hash: 'hash' },
  ]);
  expect(db.prepare('SELECT user_id, way, factor_vouched FROM sessions').all()).toEqual([
    { user_id: 7, way: 'password', factor_vouched: 0 },
  ]);
  expect(db.prepare('SELECT count(*) FROM second_factor').pluck().get()).toBe(1);
  db.exec("INSERT INTO openid_identity (issuer, subject, user_id, linked_at) VALUES ('i', 's', 7, 1)");
  db.exec('DELETE FROM users WHERE id = 7');
  // Who they were there is known still, and nobody here.
  expect(db.prepare('SELECT subject, user_id FROM openid_identity').all()).toEqual([
    { subject: 's', user_id: null },
  ]);
  db.close();
});
