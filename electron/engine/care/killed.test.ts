/** The engine killed while it backs up. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
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
  let good = listBackups(folder);
  // A backup that was done before anybody looked is no half one: the next is tried.
  await until(async () => {
    good = listBackups(folder);
    const asked = first.admin.call('POST', '/system/backups').catch(() => undefined);
    let done = false;
    void asked.then(() => (done = true));
    while (!done) {
      if (readdirSync(folder).some((name) => name.endsWith('.part'))) return true;
      await nextTurn();
    }
    return false;
  });
  await first.kill();
  expect(listBackups(folder)).toEqual(good);

  const second = await startProgram(dataDir);
  const { notices, database } = await second.system();
  expect(notices).toEqual([]);
  expect(database.events).toBeGreaterThanOrEqual(lines.length);
  expect((await second.admin.call('POST', '/system/backups')).status).toBe(201);
  expect(listBackups(folder)).toHaveLength(good.length + 1);
  expect(readdirSync(folder)).toHaveLength(2 * (good.length + 1));
  await second.kill('SIGTERM');
});
