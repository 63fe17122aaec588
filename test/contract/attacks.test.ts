/** What somebody tries who has no right: forced browsing, other pages, planted sessions, crooked paths, large bodies. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse, PERSON, problemOf } from './house.ts';

let house: House;
let cookie: string;
beforeAll(async () => {
  house = await openHouse();
  cookie = cookieOf(await signIn());
}, START_MS);
afterAll(() => house.close());

const json = { 'content-type': 'application/json' };
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
function signIn(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${house.url}/api/v1/session`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(PERSON),
  });
}

/** Sends a path as it stands, which `fetch` would straighten first. */
function crooked(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> {
  const { hostname, port } = new URL(house.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

describe('forced browsing', () => {
  it.each([
    '/api/v1/users',
    '/api/v1//users',
    '/api/v1/./users',
    '/api/v1/live/../users',
    '/api/v1/setup/../users',
    '/api/v1/%75sers',
    '/api/v1/users/',
    '/api/v1/users?',
    '/api/v1/users;x=/setup',
    '/API/V1/USERS',
    '/api/v1/users%2f..%2fsetup',
    '/api/v1/users%00',
    '/assets/../api/v1/users',
    '/..%2f..%2fetc/passwd',
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/package.json',
    '/secrets.key',
    '/engine.sqlite',
  ])('%s is not answered to nobody', async (path) => {
    expect([400, 401, 404, 405]).toContain(await crooked(path));
  });

  it.each(['TRACE', 'PROPFIND', 'CONNECTED', 'PUT'])('%s is no way round', async (method) => {
    expect([400, 401, 404, 405, 501]).toContain(await crooked('/api/v1/users', {}, method));
  });

  it('a method that is said in a header or the query is not heard', async () => {
    const answer = await fetch(`${house.url}/api/v1/session?_method=DELETE`, {
      headers: { cookie, 'x-http-method-override': 'DELETE' },
    });
    expect(answer.status).toBe(200);
    expect((await house.call('GET', '/session')).status).toBe(200);
  });
});

describe('another page in the same browser', () => {
  const write = (headers: Record<string, string>) =>
    fetch(`${house.url}/api/v1/tokens`, {
      method: 'POST',
      headers: { ...json, cookie, ...headers },
      body: '{}',
    });

  it.each([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('cannot write: %j', async (headers) => {
    expect((await problemOf(await write(headers as Record<string, string>))).status).toBe(403);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot send a form: %s',
    async (type) => {
      expect([403, 415]).toContain(
        (await write({ 'content-type': type, origin: 'http://evil.example' })).status,
      );
      expect([400, 415]).toContain((await write({ 'content-type': type })).status);
    },
  );

  it('cannot sign somebody in, nor turn a name of its own to this machine', async () => {
    expect((await signIn({ origin: 'http://evil.example' })).status).toBe(403);
    expect(await crooked('/api/v1/session', { host: 'evil.example', cookie })).toBe(421);
  });
});

describe('a session', () => {
  it('that was planted before signing in is not the one after it', async () => {
    const planted = 'ioc_wall_session=s_planted-by-somebody-else';
    const mine = cookieOf(await signIn({ cookie: planted }));
    expect(mine).not.toBe(planted);
    const ask = (with_: string) => fetch(`${house.url}/api/v1/session`, { headers: { cookie: with_ } });
    expect((await ask(planted)).status).toBe(401);
    expect((await ask(mine)).status).toBe(200);
    // Whoever signs in again while signed in gets a new one too.
    const again = cookieOf(await signIn({ cookie: mine }));
    expect(again).not.toBe(mine);
  });

  it('is not taken from the address or another header', async () => {
    const token = cookie.split('=')[1] ?? '';
    const tries = [
      fetch(`${house.url}/api/v1/session?token=${token}`),
      fetch(`${house.url}/api/v1/session?ioc_wall_session=${token}`),
      fetch(`${house.url}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } }),
    ];
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(401);
  });
});

describe('a body', () => {
  it('that is too large is refused on every route that takes one, before it is looked at', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(100_000) });
    for (const path of ['/session', '/setup', '/users', '/roles', '/tokens'])
      expect([path, (await house.call('POST', path, large)).status]).toEqual([path, 413]);
  });

  it('cannot reach into the program', async () => {
    for (const body of [
      '{"__proto__":{"role":"administrator"}}',
      '{"constructor":{"prototype":{"role":"administrator"}}}',
      '[]',
      'null',
      '"text"',
    ])
      expect((await problemOf(await house.call('POST', '/users', body))).status).toBe(400);
  });
});

describe('a live connection', () => {
  const closedWith = (query: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const socket = new WebSocket(`${house.url.replace(/^http/, 'ws')}/api/v1/live${query}`, { headers });
      let heard = 0;
      socket.on('message', () => (heard += 1));
      socket.on('close', (code) => resolve(heard === 0 ? code : -1));
      socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0));
      socket.once('error', reject);
    });

  it.each<[string, string, Record<string, string>, number]>([
    ['without a sign-in', '', {}, 4401],
    ['with a session that is none', '', { cookie: 'ioc_wall_session=s_x' }, 4401],
    ['with a token that is none', '?token=api_x', {}, 4401],
    ['as of a past instant without a sign-in', '?asOf=2026-01-01T00:00:00Z', {}, 4401],
  ])('%s is told nothing', async (_name, query, headers, code) => {
    expect(await closedWith(query, headers)).toBe(code);
  });

  it('from another page is told nothing, though the browser sends the cookie', async () => {
    expect(await closedWith('', { cookie, origin: 'http://evil.example' })).toBe(4403);
  });
});
