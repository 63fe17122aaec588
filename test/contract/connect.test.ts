import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DryRunAnswer, SourceAnswer } from '../../electron/contract/sources.ts';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse, problemOf } from './house.ts';

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
  folder = join(house.dataDir, 'in');
  mkdirSync(folder);
}, START_MS);
afterAll(() => house.close());

const MAPPING = {
  event: 'unit',
  fields: { unit: 'Mã', name: 'Tên', parent: { const: null }, level: { const: 'region' } },
  at: { const: '2024-01-01' },
};
const filesSource = (id: string, more: object = {}) => ({
  id,
  kind: 'files',
  folder,
  match: `${id}*.csv`,
  format: { as: 'csv' },
  mappings: [MAPPING],
  everyS: 0.05,
  settleS: 0,
  ...more,
});

async function answer<T>(method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const got = await house.call(method, path, body);
  const text = await got.text();
  expect([got.status, text]).toEqual([status, expect.any(String)]);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Asks until the source is as wanted. */
async function until(id: string, wanted: (source: SourceAnswer) => boolean): Promise<SourceAnswer> {
  for (;;) {
    const source = await answer<SourceAnswer>('GET', `/sources/${id}`);
    if (wanted(source)) return source;
  }
}

describe('a source over the API', () => {
  it('is tried, made, changed, paused, taken away and made again', async () => {
    writeFileSync(join(folder, 'units-1.csv'), 'Mã,Tên\nU1,Một\n,Không mã\nU2,Hai\n');
    const dry = await answer<DryRunAnswer>('POST', '/sources/test', filesSource('units'));
    expect(dry).toMatchObject({ reached: true, error: null });
    expect(
      dry.rows.map((row) => [row.events.map((event) => event['unit']), row.refusals.map((r) => r.field)]),
    ).toEqual([
      [['U1'], []],
      [[], ['unit']],
      [['U2'], []],
    ]);
    expect((await house.call('GET', '/sources/units')).status).toBe(404);

    await answer('POST', '/sources', filesSource('units'), 201);
    expect((await house.call('POST', '/sources', filesSource('units'))).status).toBe(409);
    const read = await until('units', ({ health }) => health.counts.accepted === 2);
    expect(read.health.counts).toMatchObject({ accepted: 2, quarantined: 1 });
    expect(JSON.parse(read.positions['units-1.csv'] ?? '')).toMatchObject({ taken: 3, done: true });

    await answer('POST', '/sources/units/pause');
    writeFileSync(join(folder, 'units-2.csv'), 'Mã,Tên\nU3,Ba\n');
    expect((await answer<SourceAnswer>('GET', '/sources/units')).health.state).toBe('paused');
    const changed = await answer<SourceAnswer>('PATCH', '/sources/units', {
      name: 'Đơn vị',
      dueBy: { time: '17:00' },
      mappings: [{ ...MAPPING, fields: { ...MAPPING.fields, name: { template: 'Đơn vị {Tên}' } } }],
    });
    expect(changed).toMatchObject({
      health: { name: 'Đơn vị', state: 'paused' },
      settings: { dueBy: { time: '17:00' } },
    });
    expect(changed.health.due).toBeDefined();
    await answer('POST', '/sources/units/resume');
    // With another mapping the files are read again: two changed units, one new.
    await until('units', ({ health }) => health.counts.accepted === 5);

    await answer('DELETE', '/sources/units', undefined, 204);
    expect((await house.call('GET', '/sources/units')).status).toBe(404);
    expect((await house.call('GET', '/sources/units/quarantine')).status).toBe(404);
    await answer('POST', '/sources', filesSource('units'), 201);
    const again = await until('units', ({ health }) => health.counts.accepted === 8);
    expect(Object.keys(again.positions)).toEqual(['units-1.csv', 'units-2.csv']);
  });

  it.each([
    ['kind', () => ({ id: 'x', kind: 'ftp' })],
    ['folder', () => filesSource('x', { folder: 'relative' })],
    ['mappings', () => filesSource('x', { mappings: undefined })],
    [
      'mappings.0.fields.nmae',
      () => filesSource('x', { mappings: [{ ...MAPPING, fields: { ...MAPPING.fields, nmae: 'a' } }] }),
    ],
    ['url', () => ({ id: 'x', kind: 'pull', url: 'http://me:pass@127.0.0.1/' })],
    ['dueBy.time', () => filesSource('x', { dueBy: { time: '25:00' } })],
  ])('with a wrong %s is refused with that field', async (field, given) => {
    const refused = await problemOf(await house.call('POST', '/sources', given()));
    expect(refused).toMatchObject({ status: 400, field });
  });

  it('may not become another one', async () => {
    await answer('POST', '/sources', filesSource('fixed'), 201);
    expect(await problemOf(await house.call('PATCH', '/sources/fixed', { kind: 'push' }))).toMatchObject({
      field: 'kind',
    });
    expect(await problemOf(await house.call('PATCH', '/sources/fixed', { everyS: 'often' }))).toMatchObject({
      field: 'everyS',
    });
  });

  it('is for administrators only, also to look at', async () => {
    for (const [method, path] of [
      ['POST', '/sources/test'],
      ['GET', '/sources/fixed'],
      ['PATCH', '/sources/fixed'],
      ['DELETE', '/sources/fixed'],
      ['POST', '/sources/fixed/pause'],
      ['POST', '/sources/fixed/resume'],
    ] as const)
      expect((await fetch(`${house.url}/api/v1${path}`, { method })).status, path).toBe(401);
  });

  it('loses its push tokens when it is taken away', async () => {
    const source = await house.source('gone');
    expect((await source.push('')).accepted).toBe(0);
    await answer('DELETE', '/sources/gone', undefined, 204);
    await answer('POST', '/sources', { id: 'gone', kind: 'push' }, 201);
    await expect(source.push('')).rejects.toThrow();
  });

  it('never makes the engine fail, whatever its settings say', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.record({ from: fc.string() }),
      fc.record({ template: fc.string() }),
      fc.jsonValue(),
    );
    const given = fc.record(
      {
        id: fc.constant('fuzz'),
        kind: fc.constantFrom('push', 'pull', 'files', 'sql', 'mqtt', 'x'),
        folder: fc.constantFrom(folder, '/nowhere', '/'),
        match: fc.string(),
        format: fc.constantFrom({ as: 'csv' }, { as: 'xlsx' }, { as: 'ndjson' }, null),
        mappings: fc.array(
          fc.record({
            event: fc.constantFrom('unit', 'case'),
            fields: fc.dictionary(fc.constantFrom('unit', 'name', 'level'), value),
            at: value,
          }),
        ),
        host: fc.constant('127.0.0.1'),
        port: fc.constant(9),
        database: fc.string(),
        user: fc.string(),
        query: fc.string(),
        dialect: fc.constantFrom('postgresql', 'sqlserver'),
        watermark: fc.record({ column: fc.string(), key: fc.string() }),
        topics: fc.array(fc.string()),
        url: fc.constantFrom('http://127.0.0.1:9/', 'file:///etc/passwd'),
        tls: fc.constantFrom('off', 'verify'),
      },
      { requiredKeys: ['id', 'kind'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(given, fc.jsonValue()), async (body) => {
        const got = await house.call('POST', '/sources/test', body ?? {});
        await got.text();
        expect(got.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    expect((await house.call('GET', '/sources')).status).toBe(200);
  }, 60_000);
});

describe('the secrets of a source', () => {
  const SECRET = 'Bearer bí-mật-4711-xyz'.replace(/[^\x20-\x7e]/g, '_');

  it('are used, and neither given back nor stored in the clear, before and after a restart', async () => {
    const heard: string[] = [];
    const feed = createServer((request: IncomingMessage, response) => {
      heard.push(request.headers.authorization ?? 'none');
      response.setHeader('x-feed-head', 0);
      response.end();
    });
    feed.listen(0, '127.0.0.1');
    await once(feed, 'listening');
    try {
      const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}`;
      const given = { id: 'secret', kind: 'pull', url, waitS: 0, authorization: SECRET };
      const made = await house.call('POST', '/sources', given);
      const answers = [await made.text()];
      await until('secret', ({ health }) => health.state === 'on_time');
      expect(new Set(heard)).toEqual(new Set([SECRET]));
      for (const path of ['/sources', '/sources/secret', '/audit'])
        answers.push(await (await house.call('GET', path)).text());
      expect(await answer<SourceAnswer>('GET', '/sources/secret')).toMatchObject({
        secrets: { authorization: true },
      });
      expect(answers.join()).not.toContain(SECRET);

      heard.length = 0;
      await house.killAndRestart();
      await until('secret', ({ health }) => health.state === 'on_time');
      expect(new Set(heard)).toEqual(new Set([SECRET]));

      for (const file of readdirSync(house.dataDir, { recursive: true, withFileTypes: true }))
        if (file.isFile())
          expect(readFileSync(join(file.parentPath, file.name)).includes(SECRET), file.name).toBe(false);
      expect(statSync(join(house.dataDir, 'secrets.key')).mode & 0o777).toBe(0o600);

      // A dry run of a source that is there uses its secret where none is given.
      heard.length = 0;
      await answer('POST', '/sources/test', { id: 'secret', kind: 'pull', url });
      expect(heard).toContain(SECRET);
      const changed = await answer<SourceAnswer>('PATCH', '/sources/secret', { authorization: null });
      expect(changed.secrets).toEqual({ authorization: false });
      await answer('DELETE', '/sources/secret', undefined, 204);
    } finally {
      feed.closeAllConnections();
      feed.close();
    }
  });
});
