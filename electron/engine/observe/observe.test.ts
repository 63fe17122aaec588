import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemAnswer } from '../../contract/system.ts';
import { administrator, client, startFace, type TestFace } from '../fixtures/face.ts';
import { createLog } from '../log.ts';
import { openStore } from '../store/index.ts';
import { openLogFile } from './logFile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-observe-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('log files', () => {
  const names = () => readdirSync(join(folder, 'logs')).map((name) => join(folder, 'logs', name));
  const written = () =>
    names()
      .map((name) => readFileSync(name, 'utf8'))
      .join('');

  it('are bounded in size and number, and keep the last words', async () => {
    const file = await openLogFile(folder, { sizeMib: 0.02, kept: 3 });
    for (let n = 1; n <= 200; n++) {
      file?.write(`${JSON.stringify({ n, words: 'x'.repeat(1000) })}\n`);
      // A file is changed between two turns of the loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => names().length).toBe(3);
    for (const name of names()) expect(statSync(name).size).toBeLessThan(60_000);
    expect(written()).toContain('"n":200');
    file?.end();
  });

  it('hold what is logged, without what lets somebody in', async () => {
    const file = await openLogFile(folder);
    const log = createLog('warn', file);
    log.info('not heard');
    log.warn({ password: 'quá bí mật' }, 'heard');
    expect(written()).toMatch(/heard/);
    expect(written()).not.toMatch(/not heard|quá bí mật/);
    file?.end();
  });

  it('are no reason to stop where there can be none', async () => {
    expect(await openLogFile('/dev/null/nowhere')).toBeUndefined();
  });
});

describe('slow statements', () => {
  it('are told of with their text and without the values bound to them', () => {
    const told: [string, number][] = [];
    const store = openStore({ dataDir: folder, slow: (sql, ms) => told.push([sql, ms]) });
    const { db } = store;
    const numbers =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n';
    const many = 1_000_000;
    db.prepare(`SELECT MAX(i) FROM (${numbers})`).get(many);
    for (const row of db.prepare(`SELECT MAX(i) AS most FROM (${numbers})`).iterate(many))
      expect(row).toEqual({ most: many });
    expect(db.prepare(numbers).pluck().all(3)).toEqual([1, 2, 3]);
    expect([...db.prepare(numbers).raw().iterate(2)]).toEqual([[1], [2]]);
    expect(told.map(([sql]) => sql)).toEqual([
      `SELECT MAX(i) FROM (${numbers})`,
      `SELECT MAX(i) AS most FROM (${numbers})`,
    ]);
    expect(told.every(([, ms]) => ms >= 40)).toBe(true);
    store.close();
  });
});

describe('what is measured', () => {
  let test: TestFace;
  beforeEach(async () => {
    test = await startFace();
  });
  afterEach(() => test.end());

  it('is in the exposition format, for people and read tokens only', async () => {
    const admin = await administrator(test);
    const { token } = (await (await admin.call('POST', '/tokens')).json()) as { token: string };
    const open = await fetch(`${test.url}/metrics`);
    expect(open.status).toBe(401);
    const answer = await fetch(`${test.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    for (const sample of samples)
      expect(sample).toMatch(
        /^[a-z_]+[a-z0-9_]*(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? (-?[0-9.e+-]+|Nan|[+-]Inf)$/,
      );
    const names = new Set(samples.map((sample) => /^[a-z0-9_]+/.exec(sample)?.[0]));
    for (const name of [
      'ioc_wall_process_resident_memory_bytes',
      'ioc_wall_source_last_seq',
      'ioc_wall_source_quarantined',
      'ioc_wall_live_subscribers',
      'ioc_wall_request_seconds_bucket',
      'ioc_wall_tick_seconds_count',
      'ioc_wall_batch_seconds_count',
      'ioc_wall_commit_seconds_count',
      'ioc_wall_slow_queries_total',
    ])
      expect(names).toContain(name);
  });

  it('is told to people in one answer', async () => {
    const admin = await administrator(test);
    const system = systemAnswer.parse(await (await admin.call('GET', '/system')).json());
    expect(system).toMatchObject({ intake: 'open', notices: [], backups: { kept: [], running: false } });
    expect(system.disk.freeBytes).toBeGreaterThan(0);
    expect(system.database.bytes).toBeGreaterThan(0);
    expect((await client(test.url).call('GET', '/system')).status).toBe(401);
  });

  it('names a schedule that is none', async () => {
    const admin = await administrator(test);
    const { settings } = systemAnswer.parse(await (await admin.call('GET', '/system')).json());
    const wrong = await admin.call('PUT', '/system/care', { ...settings, backupSchedule: 'sometimes' });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ field: 'backupSchedule' });
    const right = await admin.call('PUT', '/system/care', { ...settings, backupsKept: 5 });
    expect(await right.json()).toEqual({ ...settings, backupsKept: 5 });
    expect(test.care.settings().backupsKept).toBe(5);
  });
});
