import { get } from 'node:http';
import { connect } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../contract/problems.ts';
import {
  administrator,
  type Client,
  client,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';

let test: TestFace;
let admin: Client;
beforeAll(async () => {
  test = await startFace();
  admin = await administrator(test);
});
afterAll(() => test.end());

async function problemOf(answer: Response) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const read = problem.parse(await answer.json());
  expect(read.status).toBe(answer.status);
  return read;
}

describe('figures', () => {
  it('answers all indicators now, or some at an instant', async () => {
    const all = (await (await admin.call('GET', '/values?unit=HCM')).json()) as { values: object };
    expect(Object.keys(all.values)).toEqual(['cases_to_enforce', 'money_completed']);
    const path = '/values?unit=HCM&at=2026-01-02T03:04:05.6789Z&indicators=money_completed';
    expect(await (await admin.call('GET', path)).json()).toEqual({
      unit: 'HCM',
      year: 2026,
      at: '2026-01-02T10:04:05.678+07:00',
      values: { money_completed: { value: '1000000000', unit: 'dong', decimals: 0 } },
    });
  });

  it.each(['2026-03-31T17:00:00+07:00', '2026-03-31T17:00:00%2B07:00', '2026-03-31T10:00:00Z'])(
    'reads the instant %s, whether its plus was escaped or not',
    async (at) => {
      const answer = await admin.call('GET', `/measures?unit=HCM&at=${at}`);
      expect(await answer.json()).toMatchObject({ at: '2026-03-31T17:00:00.000+07:00', year: 2026 });
    },
  );

  it('answers every question of the contract', async () => {
    for (const path of [
      '/indicators',
      '/units',
      '/measures?unit=HCM&year=2025&at=2025-03-01T00:00:00Z',
      '/figures?unit=HCM',
      '/ranking?unit=HCM&level=region',
      '/series?indicator=cases_to_enforce&unit=HCM',
      '/series?indicator=cases_to_enforce&unit=HCM&from=2025-10-01&to=2026-03-31&step=month',
      '/flows?unit=HCM',
      '/latest?unit=HCM&limit=5',
      '/breakdown?unit=HCM&by=officer,category',
      '/breakdown?unit=HCM&by=unit&letters=N,Q,A',
      '/cases?unit=HCM&letter=J&band=1bn_10bn',
      '/receipts?unit=HCM&officer=&limit=5',
      '/decisions?unit=HCM&letter=X&category=civil',
      '/officers?unit=HCM&after=CHV01',
      '/scenes',
      '/wall',
      '/wall/scene',
    ]) {
      const answer = await admin.call('GET', path);
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });

  it('reads days of a series as whole days, and ends it now', async () => {
    const path = '/series?indicator=cases_to_enforce&unit=HCM&from=2025-10-01&step=week&to=';
    const until = (await (await admin.call('GET', `${path}2025-10-31`)).json()) as {
      points: { at: string }[];
    };
    expect(until.points.map(({ at }) => at)).toEqual([
      '2025-10-01T00:00:00.000+07:00',
      '2025-10-31T23:59:59.999+07:00',
    ]);
    const ahead = (await (await admin.call('GET', `${path}2199-01-01`)).json()) as {
      points: { at: string }[];
    };
    expect(Date.parse(ahead.points[1]?.at ?? '')).toBeLessThanOrEqual(Date.now());
  });
});

describe('problems', () => {
  it.each([
    ['/values', 'unit'],
    ['/values?unit=', 'unit'],
    ['/values?unit=HCM&unit=HCM', 'unit'],
    ['/values?unit=NOWHERE', 'unit'],
    ['/values?unit=HCM&at=yesterday', 'at'],
    ['/values?unit=HCM&at=2026-03-31T17:00:00', 'at'],
    ['/values?unit=HCM&at=9999-12-31T23:59:59Z', 'at'],
    ['/values?unit=HCM&at=0000-01-01T00:00:00Z', 'at'],
    ['/values?unit=HCM&year=two', 'year'],
    ['/values?unit=HCM&year=99999', 'year'],
    ['/values?unit=HCM&indicators=happiness', 'indicators'],
    ['/series?unit=HCM&indicator=cases_to_enforce&step=hour', 'step'],
    ['/series?unit=HCM&indicator=cases_to_enforce&from=2025-02-30', 'from'],
    ['/series?unit=HCM&indicator=cases_to_enforce&from=2199-01-01', 'from'],
    ['/series?unit=HCM&indicator=cases_to_enforce&from=1900-01-01&step=day', 'step'],
    ['/ranking?unit=HCM&level=ward', 'level'],
    ['/breakdown?unit=HCM&by=unit,colour', 'by'],
    ['/breakdown?unit=HCM&by=unit&letters=A,Z', 'letters'],
    ['/decisions?unit=HCM&letter=A', 'letter'],
    ['/receipts?unit=HCM&limit=0', 'limit'],
  ])('GET %s names the field %s', async (path, field) => {
    const answer = await admin.call('GET', path);
    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({ title: 'Bad Request', field });
  });

  it('says what is wrong with a body', async () => {
    const send = (body: string, type = 'application/json') =>
      fetch(`${test.url}/api/v1/session`, { method: 'POST', body, headers: { 'content-type': type } });
    expect(await problemOf(await send('{"username":'))).toMatchObject({ status: 400 });
    expect(await problemOf(await send('{}'))).toMatchObject({ status: 400, field: 'username' });
    expect(await problemOf(await send(''))).toMatchObject({ status: 400 });
    expect(await problemOf(await send('{"__proto__":{"a":1}}'))).toMatchObject({ status: 400 });
    expect(await problemOf(await send('a=1', 'application/x-www-form-urlencoded'))).toMatchObject({
      status: 415,
    });
    expect(await problemOf(await send(JSON.stringify({ username: 'x'.repeat(70_000) })))).toMatchObject({
      status: 413,
    });
  });

  it('says that there is no such address or method', async () => {
    expect(await problemOf(await admin.call('GET', '/nothing'))).toMatchObject({ status: 404 });
    expect(await problemOf(await fetch(`${test.url}/%zz`))).toMatchObject({ status: 400 });
    const answer = await admin.call('DELETE', '/values');
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    expect(await problemOf(answer)).toMatchObject({ status: 405, title: 'Method Not Allowed' });
  });

  it('asks for a sign-in, and tells a token from a wrong one', async () => {
    const nobody = await client(test.url).call('GET', '/values?unit=HCM');
    expect(nobody.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await problemOf(nobody)).toMatchObject({ status: 401 });
    const wrong = await client(test.url, { token: 'read_wrong' }).call('GET', '/values?unit=HCM');
    expect(wrong.status).toBe(401);
  });

  it('keeps its internals to itself', async () => {
    const values = test.measures.values.bind(test.measures);
    test.measures.values = () => {
      throw new Error('secret of the house');
    };
    const answer = await admin.call('GET', '/values?unit=HCM');
    test.measures.values = values;
    const text = JSON.stringify(await problemOf(answer));
    expect(answer.status).toBe(500);
    expect(text).not.toContain('secret');
  });

  it('refuses to be reached under a foreign name', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: 'attacker.example' };
      get(`${test.url}/healthz`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(421);
  });

  it('survives what is not HTTP', async () => {
    const { port } = new URL(test.url);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
      let heard = '';
      socket.on('data', (chunk) => (heard += String(chunk)));
      socket.on('close', () => resolve(heard));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1.1 400 /);
    expect((await fetch(`${test.url}/healthz`)).status).toBe(200);
  });
});

describe('the server', () => {
  it('says that it is well, without sign-in, in both places', async () => {
    for (const path of ['/healthz', '/api/v1/healthz']) {
      const answer = await fetch(test.url + path);
      expect(await answer.json()).toEqual({
        status: 'ok',
        version: '0.0.0-test',
        uptime_s: expect.any(Number) as unknown,
      });
    }
  });

  it('sends strict headers with every answer', async () => {
    for (const path of ['/healthz', '/', '/nothing', '/api/v1/values']) {
      const { headers } = await fetch(test.url + path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('serves the console once it is built, and says so before', async () => {
    const before = await fetch(`${test.url}/`);
    expect(before.status).toBe(503);
    expect(await before.text()).toContain('chưa được dựng');
    const folder = join(test.folder, 'console');
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>IOC</title>');
    writeFileSync(join(folder, 'assets', 'main-abc.js'), 'export {}');
    writeFileSync(join(test.folder, 'outside.txt'), 'not yours');
    const page = await fetch(`${test.url}/`);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const script = await fetch(`${test.url}/assets/main-abc.js`);
    expect(script.headers.get('cache-control')).toContain('immutable');
    for (const path of [
      '/assets/missing.js',
      '/assets/..%2f..%2foutside.txt',
      '/assets/%2e%2e/%2e%2e/outside.txt',
      '/assets',
    ])
      expect([path, (await fetch(test.url + path)).status]).toEqual([path, 404]);
  });

  it('refuses a route that does not say who may use it', async () => {
    const { createServer } = await import('./server.ts');
    const { createLog } = await import('../log.ts');
    const { app } = await createServer({
      db: test.store.db,
      wallToken: WALL_TOKEN,
      now: Date.now,
      version: '0',
      units: () => [],
      loans: { borrowed: () => null },
      device: () => null,
      log: createLog('silent'),
    });
    expect(() => app.get('/forgotten', () => 'everything')).toThrow(/\/forgotten must state its access/);
    await app.close();
  });
});
