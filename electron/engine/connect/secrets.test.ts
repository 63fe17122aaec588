import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Connected, startConnected } from './fixtures.ts';
import { KEY_FILE } from '../sealing/index.ts';
import { createSecretStore } from './secrets.ts';

let core: Connected;
const open = () => createSecretStore(core.store.db, core.dataDir);
const sealed = () => core.store.db.prepare<[], Buffer>('SELECT sealed FROM source_secret').pluck().get();

beforeEach(() => {
  core = startConnected();
});
afterEach(() => core.end());

it('are sealed: read back with the key of this machine, each time differently, and by nobody else', () => {
  const secrets = open();
  secrets.set('s1', 'password', 'mật khẩu');
  expect(open().of('s1')).toEqual({ password: 'mật khẩu' });
  const first = sealed();
  expect(first?.includes('mật khẩu')).toBe(false);
  secrets.set('s1', 'password', 'mật khẩu');
  expect(sealed()?.equals(first ?? Buffer.alloc(0))).toBe(false);
  expect(statSync(join(core.dataDir, KEY_FILE)).mode & 0o777).toBe(0o600);
});

it('fit no other name or source, and no other key', () => {
  const secrets = open();
  secrets.set('s1', 'password', 'a');
  core.store.db.exec("UPDATE source_secret SET name = 'authorization'");
  expect(() => open().of('s1')).toThrow('set it again');
  core.store.db.exec("UPDATE source_secret SET name = 'password'");
  expect(open().of('s1')).toEqual({ password: 'a' });

  const key = readFileSync(join(core.dataDir, KEY_FILE));
  writeFileSync(join(core.dataDir, KEY_FILE), randomBytes(32));
  expect(() => open().of('s1')).toThrow('set it again');
  writeFileSync(join(core.dataDir, KEY_FILE), 'short');
  expect(() => open().of('s1')).toThrow('is no key');
  writeFileSync(join(core.dataDir, KEY_FILE), key);
  secrets.set('s1', 'password', null);
  expect(open().of('s1')).toEqual({});
});

it('that cannot be opened make their source failing, with the remedy', async () => {
  core.read({ id: 'db', kind: 'mqtt', host: '127.0.0.1', port: 9, tls: 'off', topics: ['a'], password: 'x' });
  await core.ingest.stop();
  writeFileSync(join(core.dataDir, KEY_FILE), randomBytes(32));
  const { createConnections } = await import('./index.ts');
  const failures: string[] = [];
  const connector = createConnections({ db: core.store.db, dataDir: core.dataDir, now: Date.now });
  const source = core.ingest.find('db');
  if (!source) throw new Error('no source');
  const connection = connector.connect({
    source,
    lastSeq: () => 0,
    positions: () => new Map(),
    take: () => ({ accepted: 0, duplicates: 0, held: 0, quarantined: 0 }),
    heard: () => undefined,
    failed: (sentence) => failures.push(sentence),
  });
  expect(connection).toBeNull();
  expect(failures).toEqual([expect.stringContaining('set it again')]);
});
