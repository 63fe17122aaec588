/** Who may do what, and how refusals look, over real HTTP. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START_MS } from './engineProcess.ts';
import { AS_WALL, type House, openHouse, path, PERSON, problemOf, type Source } from './house.ts';
import { openLive } from '../../electron/engine/fixtures/liveClient.ts';
import { enforcementCase, officer, unit } from './lines.ts';

let house: House;
let one: Source;
let other: Source;
beforeAll(async () => {
  house = await openHouse();
  one = await house.source('one');
  other = await house.source('other');
  await one.push([unit('U')]);
}, START_MS);
afterAll(() => house.close());
const send = (method: string, route: string, headers: Record<string, string> = {}, body?: string) =>
  fetch(`${house.url}/api/v1${route}`, { method, headers, ...(body !== undefined && { body }) });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const json = { 'content-type': 'application/json' };

describe('setup and sign-in', () => {
  it('makes the first administrator once', async () => {
    const again = { setupCode: house.setupCode, username: 'binh', password: 'another long password' };
    const answer = await send('POST', '/setup', json, JSON.stringify(again));
    expect(await problemOf(answer)).toMatchObject({ status: 409 });
    expect(await house.get('/setup')).toEqual({ needed: false });
    expect((await send('POST', '/session', json, JSON.stringify(again))).status).toBe(400);
  });

  it('signs in by a cookie that scripts and other sites cannot use, and out again', async () => {
    const answer = await send('POST', '/session', json, JSON.stringify(PERSON));
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=Strict/i);
    const cookie = { cookie: set.split(';')[0] ?? '' };
    expect((await send('GET', '/sources', cookie)).status).toBe(200);
    expect((await send('DELETE', '/session', cookie)).status).toBe(204);
    expect((await send('GET', '/sources', cookie)).status).toBe(401);
    const wrong = JSON.stringify({ ...PERSON, password: 'wrong' });
    expect(await problemOf(await send('POST', '/session', json, wrong))).toMatchObject({ status: 401 });
  });

  it('outlives the engine: the session and the tokens hold after it was killed', async () => {
    await house.killAndRestart();
    expect((await house.call('GET', '/sources')).status).toBe(200);
    expect(await other.push([enforcementCase('kept', { unit: 'U' })])).toMatchObject({ accepted: 1 });
    expect(await house.get('/setup')).toEqual({ needed: false });
  });
});

describe('a push token', () => {
  it('pushes to its own source only, and does nothing else', async () => {
    const line = JSON.stringify(enforcementCase('x', { unit: 'U' }));
    const to = (id: string) => send('POST', `/sources/${id}/events`, bearer(one.token), line);
    for (const id of ['other', 'published', 'ONE', 'nowhere', '..%2fone', 'one%00'])
      expect([id, (await to(id)).status]).toEqual([id, 403]);
    expect((await to('%6fne')).status).toBe(200);
    for (const route of [
      '/sources',
      path('/values', { unit: 'U' }),
      '/sources/one/quarantine',
      '/users',
      '/audit',
    ])
      expect([route, (await send('GET', route, bearer(one.token))).status]).toEqual([route, 403]);
    const make = await send(
      'POST',
      '/sources',
      { ...json, ...bearer(one.token) },
      '{"id":"z","kind":"push"}',
    );
    expect(make.status).toBe(403);
  });

  it.each([
    {},
    bearer('push_wrong'),
    bearer(''),
    { authorization: 'Basic YTpi' },
    { cookie: 'ioc_wall_session=x' },
  ])('or an administrator’s session is needed: %j', async (headers) => {
    const answer = await send('POST', '/sources/one/events', headers, '{}');
    expect(await problemOf(answer)).toMatchObject({ status: 401 });
  });

  it('is shown once, and ends when it is revoked', async () => {
    const made = (await (await house.call('POST', '/sources/one/tokens', {})).json()) as {
      id: number;
      token: string;
    };
    expect(JSON.stringify(await house.get('/tokens'))).not.toContain(made.token);
    expect((await send('POST', '/sources/one/events', bearer(made.token), '')).status).toBe(200);
    expect((await house.call('DELETE', `/tokens/${made.id}`)).status).toBe(204);
    expect((await send('POST', '/sources/one/events', bearer(made.token), '')).status).toBe(401);
  });
});

describe('a place in the organisation', () => {
  const password = 'một mật khẩu rất dài';
  const QUESTIONS: [string, Record<string, string>][] = [
    ['/values', {}],
    ['/measures', {}],
    ['/figures', {}],
    ['/ranking', {}],
    ['/series', { indicator: 'cases_completed' }],
    ['/flows', {}],
    ['/latest', {}],
    ['/breakdown', { by: 'officer' }],
    ['/cases', {}],
  ];
  let hers: Record<string, string>;
  let reader: Record<string, string>;
  const moved = (v: number, parent: string) => unit('P-V1', { v, parent, level: 'room' });

  beforeAll(async () => {
    const source = await house.source('places');
    await source.push([
      unit('P'),
      unit('P-V', { parent: 'P' }),
      unit('P-W', { parent: 'P' }),
      moved(1, 'P-V'),
      officer('Chấp hành viên bí mật', { unit: 'P-W' }),
      ...['P-V', 'P-V1', 'P-W'].map((key) =>
        enforcementCase(`case of ${key}`, { unit: key, officer: key === 'P-W' ? 'secret' : null }),
      ),
      { unit: 'P-W', not: 'a line' },
    ]);
    const place = 'P-V';
    const person = { username: 'v.person', password, role: 'staff', place };
    expect((await house.call('POST', '/users', person)).status).toBe(201);
    const session = await send('POST', '/session', json, JSON.stringify({ username: 'v.person', password }));
    hers = { cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const made = await (
      await house.call('POST', '/tokens', { place, permissions: ['figures.read', 'cases.read'] })
    ).json();
    reader = bearer((made as { token: string }).token);
  });
  const ask = (who: Record<string, string>, route: string, query: object) =>
    send('GET', path(route, { ...query }), who);

  it.each(QUESTIONS)(
    '%s is answered within it, and refused beyond it naming the unit',
    async (route, more) => {
      for (const who of [hers, reader])
        for (const [key, status] of [
          ['P-V', 200],
          ['P-V1', 200],
          ['P-W', 403],
          ['P', 403],
          ['NOWHERE', 403],
        ] as const) {
          const answer = await ask(who, route, { unit: key, ...more });
          expect([route, key, answer.status]).toEqual([route, key, status]);
          if (status === 403) expect(await problemOf(answer)).toMatchObject({ field: 'unit' });
          else expect(await answer.text()).not.toContain('P-W');
        }
    },
  );

  it('shows the units of it, its own at the top, and no line that may be of another', async () => {
    const { units } = (await (await ask(hers, '/units', {})).json()) as { units: object[] };
    expect(units).toMatchObject([
      { unit: 'P-V', parent: null },
      { unit: 'P-V1', parent: 'P-V' },
    ]);
    expect(await problemOf(await ask(hers, '/sources/places/quarantine', {}))).toMatchObject({ status: 403 });
    expect(await problemOf(await ask(hers, '/wall/thumbnails/map', {}))).toMatchObject({ status: 403 });
    expect((await ask(hers, '/sources', {})).status).toBe(200);
  });

  it('follows the organisation: a unit that moves away is no longer answered, live neither', async () => {
    const live = await openLive(house.url, '', { headers: hers });
    const query = { ask: 'values', units: ['P-V1'], indicators: ['cases_to_enforce'] };
    live.say({ type: 'subscribe', id: 'room', query });
    expect(await live.answer('room')).toMatchObject({
      units: { 'P-V1': { cases_to_enforce: { value: 1 } } },
    });
    const token = (await (await house.call('POST', '/sources/places/tokens', {})).json()) as {
      token: string;
    };
    const line = JSON.stringify(moved(2, 'P-W'));
    expect((await send('POST', '/sources/places/events', bearer(token.token), line)).status).toBe(200);
    const refused = await live.next(
      (m): m is Extract<typeof m, { type: 'refused' }> => m.type === 'refused' && m.id === 'room',
    );
    expect(refused.field).toBe('unit');
    live.socket.close();
    expect((await ask(hers, '/values', { unit: 'P-V1' })).status).toBe(403);
    expect((await ask(hers, '/values', { unit: 'P-V' })).status).toBe(200);
  });

  it('without the permission to read cases shows figures, and nobody’s name or matter', async () => {
    const made = await (await house.call('POST', '/tokens', { place: 'P-W' })).json();
    const figures = bearer((made as { token: string }).token);
    expect((await ask(figures, '/measures', { unit: 'P-W' })).status).toBe(200);
    expect((await ask(figures, '/breakdown', { unit: 'P-W', by: 'category' })).status).toBe(200);
    const refused = async (route: string, query: object) => {
      const problem = await problemOf(await ask(figures, route, { unit: 'P-W', ...query }));
      return [problem.status, problem.field];
    };
    expect(await refused('/breakdown', { by: 'officer' })).toEqual([403, 'by']);
    expect(await refused('/breakdown', { by: 'category', officer: 'secret' })).toEqual([403, 'officer']);
    expect(await refused('/cases', {})).toEqual([403, undefined]);
    const latest = await (await ask(figures, '/latest', { unit: 'P-W' })).text();
    expect(latest).toContain('"unit":"P-W"');
    expect(latest).not.toContain('case of');
  });
});

describe('every error is a problem document that names the field', () => {
  it.each<[string, string, object | string | undefined, number, string | undefined]>([
    ['POST', '/sources', { kind: 'push' }, 400, 'id'],
    ['POST', '/sources', { id: 'a/b', kind: 'push' }, 400, 'id'],
    ['POST', '/sources', { id: '__proto__', kind: 'push' }, 400, 'id'],
    ['POST', '/sources', { id: 'ok', kind: 'pigeon' }, 400, 'kind'],
    ['POST', '/sources', { id: 'ok', kind: 'pull' }, 400, 'url'],
    ['POST', '/sources', { id: 'ok', kind: 'pull', url: 'file:///etc/passwd' }, 400, 'url'],
    ['POST', '/sources', { id: 'one', kind: 'push' }, 409, 'id'],
    ['POST', '/sources', '{"id":', 400, undefined],
    ['POST', '/sources', 'null', 400, undefined],
    ['POST', '/sources/nowhere/tokens', {}, 404, 'id'],
    ['POST', '/sources/nowhere/events', '{}', 404, 'id'],
    ['GET', '/sources/nowhere/quarantine', undefined, 404, 'id'],
    ['GET', '/sources/one/quarantine?limit=0', undefined, 400, 'limit'],
    ['GET', '/sources/one/quarantine?limit=x', undefined, 400, 'limit'],
    ['GET', '/sources/one/quarantine?after=x', undefined, 400, 'after'],
    ['POST', '/sources/one/quarantine/99999/replay', {}, 404, 'n'],
    ['POST', '/sources/one/quarantine/x/replay', {}, 400, 'n'],
    ['GET', '/values', undefined, 400, 'unit'],
    ['GET', '/values?unit=__proto__', undefined, 400, 'unit'],
    ['GET', '/values?unit=U&at=2026', undefined, 400, 'at'],
    ['GET', '/values?unit=U&year=2026&at=2020-01-01T00:00:00Z', undefined, 400, 'at'],
    ['GET', '/values?unit=U&year=', undefined, 400, 'year'],
    ['GET', '/measures?unit=U&year=3000', undefined, 400, 'at'],
    ['GET', '/series?unit=U', undefined, 400, 'indicator'],
    ['GET', '/series?unit=U&indicator=x', undefined, 400, 'indicator'],
    ['GET', '/series?unit=U&indicator=cases_completed&step=year', undefined, 400, 'step'],
    ['GET', '/series?unit=U&indicator=cases_completed&from=2026-01-02&to=2026-01-01', undefined, 400, 'from'],
    ['GET', '/series?unit=NO&indicator=cases_completed', undefined, 400, 'unit'],
    ['GET', '/flows?unit=NO', undefined, 400, 'unit'],
    ['GET', '/latest?unit=NO', undefined, 400, 'unit'],
    ['GET', '/ranking?unit=NO', undefined, 400, 'unit'],
    ['GET', '/figures?unit=NO', undefined, 400, 'unit'],
    ['GET', '/nothing', undefined, 404, undefined],
    ['GET', '/values/', undefined, 404, undefined],
    ['DELETE', '/values', undefined, 405, undefined],
    ['PATCH', '/sources', undefined, 405, undefined],
    ['GET', '/live', undefined, 426, undefined],
  ])('%s %s %j', async (method, route, body, status, field) => {
    const problem = await problemOf(await house.call(method, route, body));
    expect([problem.status, problem.field]).toEqual([status, field]);
    expect(problem.detail).not.toBe('');
  });

  it('even where the request is hardly HTTP', async () => {
    for (const text of [
      'HELLO\r\n\r\n',
      `GET /api/v1/values?unit=${'x'.repeat(40_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
      'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n',
    ]) {
      const heard = await raw(text);
      expect(heard).toMatch(/^HTTP\/1.1 4\d\d /);
      expect(heard).toMatch(/content-type: application\/problem\+json/i);
    }
  });
});

/** Sends bytes and hears until the other side ends. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(house.url).port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (chunk) => (heard += String(chunk)));
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });
}

describe('the description', () => {
  it('is of OpenAPI 3.1 and lists every route of the contract; health needs no sign-in', async () => {
    const document = (await (await send('GET', '/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, object>>;
    };
    expect(document.openapi).toMatch(/^3\.1\./);
    const routes = Object.entries(document.paths).flatMap(([p, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${p}`),
    );
    for (const route of [
      'GET /healthz',
      'POST /setup',
      'POST /session',
      'DELETE /session',
      'POST /sources/{id}/events',
      'POST /sources',
      'POST /sources/{id}/tokens',
      'GET /sources',
      'GET /sources/{id}/quarantine',
      'GET /indicators',
      'GET /values',
      'GET /measures',
      'GET /series',
      'GET /live',
    ]) {
      const [method, p] = route.split(' ');
      expect(routes.some((r) => r === `${method} /api/v1${p}` || r === route)).toBe(true);
    }
    for (const place of ['/healthz', '/api/v1/healthz'])
      expect(await (await fetch(house.url + place)).json()).toEqual({
        status: 'ok',
        version: expect.any(String),
        uptime_s: expect.any(Number),
      });
    expect((await send('GET', '/values?unit=U', AS_WALL)).status).toBe(200);
  });
});
