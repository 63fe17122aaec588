/** The engine killed while it backs up. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { endPrograms, startProgram, until } from '../fixtures/program.ts';
import { listBackups } from './backups.ts';
import { backupsIn } from './files.ts';
import { manyLines } from './fixtures.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'ioc-killed-'));
afterEach(() => {
  endPrograms();
  rmSync(dataDir, { recursive: true, force: true });
});

it('leaves the database good and no half backup that counts', async () => {
  const folder = backupsIn(dataDir);
  const first = await startProgram(dataDir);
  await first.admin.call('POST', '/sources', { id: 'day', kind: 'push' });
  const lines = manyLines(3000).map((line) => JSON.stringify(line));
  const body = lines.join('\n');
  const pushed = await fetch(`${first.url}/api/v1/sources/day/events`, {
    method: 'POST',
    headers: { cookie: first.admin.cookie, 'content-type': 'application/x-ndjson' },
    body,
  });
  expect(await pushed.json()).toMatchObject({ accepted: lines.length });
  expect((await first.admin.call('POST', '/system/backups')).status).toBe(201);
  const good = listBackups(folder);
  void first.admin.call('POST', '/system/backups').catch(() => undefined);
  await until(async () => readdirSync(folder).some((name) => name.endsWith('.part')));
  await first.kill();
  expect(listBackups(folder)).toEqual(good);

  const second = await startProgram(dataDir);
  const { notices, database } = await second.system();
  expect(notices).toEqual([]);
  expect(database.events).toBeGreaterThanOrEqual(lines.length);
  expect((await second.admin.call('POST', '/system/backups')).status).toBe(201);
  expect(listBackups(folder)).toHaveLength(2);
  expect(readdirSync(folder)).toHaveLength(4);
  await second.kill('SIGTERM');
});
