import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../contract/access.ts';
import { administrator, client, PASSWORD, signIn, startFace, type TestFace } from '../fixtures/face.ts';

let test: TestFace;
beforeEach(async () => {
  test = await startFace();
});
afterEach(() => test.end());

function setUp(body: Record<string, unknown>) {
  return client(test.url).call('POST', '/setup', body);
}

describe('setup', () => {
  it('makes the first administrator once, by the code on the wall', async () => {
    const setupCode = test.face.setupCode();
    expect(setupCode).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/);
    expect(await (await client(test.url).call('GET', '/setup')).json()).toEqual({ needed: true });

    const typed = setupCode?.toLowerCase().replaceAll('-', ' ');
    const made = await setUp({ setupCode: typed, username: 'lãnh.đạo', password: PASSWORD });
    expect(made.status).toBe(201);
    expect(await made.json()).toEqual({
      username: 'lãnh.đạo',
      role: 'administrator',
      place: null,
      permissions: [...PERMISSIONS],
    });

    expect(test.face.setupCode()).toBeNull();
    expect(await (await client(test.url).call('GET', '/setup')).json()).toEqual({ needed: false });
    const again = await setUp({ setupCode, username: 'second', password: PASSWORD });
    expect(again.status).toBe(409);
    expect(await signIn(test.url, 'LÃNH.ĐẠO')).toBeDefined();
  });

  it('makes only one administrator when two try at the same moment', async () => {
    const setupCode = test.face.setupCode();
    const both = await Promise.all(
      ['first', 'second'].map((username) => setUp({ setupCode, username, password: PASSWORD })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
  });

  it('refuses a wrong code naming the field, and shuts out after ten', async () => {
    for (let i = 0; i < 10; i++) {
      const answer = await setUp({ setupCode: 'AAAA-AAAA-AAAA', username: 'guess', password: PASSWORD });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ field: 'setupCode' });
    }
    const right = await setUp({ setupCode: test.face.setupCode(), username: 'guess', password: PASSWORD });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is not asked more than sixty times a minute', async () => {
    const asks = await Promise.all(Array.from({ length: 61 }, () => setUp({})));
    const [last] = asks.filter(({ status }) => status === 429);
    expect(asks.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(last?.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it.each([
    ['password', { password: 'too short' }],
    ['password', { username: 'administrator', password: 'Administrator' }],
    ['username', { username: 'a' }],
    ['setupCode', { setupCode: undefined }],
    ['rights', { rights: 'all' }],
  ])('names the field %s at fault in %j', async (field, wrong) => {
    const good = { setupCode: test.face.setupCode(), username: 'someone', password: PASSWORD };
    const answer = await setUp({ ...good, ...wrong });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field });
  });
});

describe('sessions', () => {
  it('signs in with a strict cookie, tells who is signed in, and signs out', async () => {
    await administrator(test);
    const answer = await client(test.url).call('POST', '/session', {
      username: 'quantri',
      password: PASSWORD,
    });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const person = client(test.url, { cookie: cookie.split(';', 1)[0] ?? '' });
    expect(await (await person.call('GET', '/session')).json()).toMatchObject({ username: 'quantri' });

    expect((await person.call('DELETE', '/session')).status).toBe(204);
    expect((await person.call('GET', '/session')).status).toBe(401);
  });

  it('keeps only a hash of the token', async () => {
    const { cookie } = await administrator(test);
    const token = cookie.split('=')[1] ?? '';
    const kept = JSON.stringify(test.store.db.prepare('SELECT * FROM sessions').all());
    expect(kept).not.toContain(token);
    expect(JSON.stringify(test.store.db.prepare('SELECT * FROM users').all())).toContain('$argon2id$');
  });

  it('slides with use and ends when unused for twelve hours, or after a week', async () => {
    const person = await administrator(test);
    const HOUR = 3_600_000;
    for (let hours = 11; hours < 7 * 24; hours += 11) {
      test.time.offset = hours * HOUR;
      expect((await person.call('GET', '/session')).status).toBe(200);
    }
    test.time.offset = 7 * 24 * HOUR + 1;
    expect((await person.call('GET', '/session')).status).toBe(401);

    const later = await signIn(test.url, 'quantri');
    test.time.offset += 12 * HOUR + 60_000;
    expect((await later.call('GET', '/session')).status).toBe(401);
  });

  it('locks a name out after five failures from one address, for a quarter of an hour, known or not', async () => {
    await administrator(test);
    for (const username of ['quantri', 'nobody-here']) {
      const guess = () => client(test.url).call('POST', '/session', { username, password: 'wrong' });
      const guesses = await Promise.all(Array.from({ length: 8 }, guess));
      expect(guesses.map((answer) => answer.status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    }
    const right = () =>
      client(test.url).call('POST', '/session', { username: 'quantri', password: PASSWORD });
    expect((await right()).status).toBe(429);
    test.time.offset = 15 * 60_000 + 1;
    expect((await right()).status).toBe(200);
  });

  it('refuses writes that another web page had the browser send', async () => {
    const person = await administrator(test);
    const write = (headers: Record<string, string>) =>
      person.call('PUT', '/wall/scene', { scene: 'meeting' }, headers);
    expect((await write({ origin: 'http://evil.example' })).status).toBe(403);
    expect((await write({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await write({ 'sec-fetch-site': 'same-site', origin: test.url })).status).toBe(403);
    expect((await write({ origin: test.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });
});

describe('tokens', () => {
  it('are shown once and pushed with to their own source only', async () => {
    const admin = await administrator(test);
    const made = await admin.call('POST', '/sources/demo/tokens', { name: 'case system' });
    expect(made.status).toBe(201);
    const { token } = (await made.json()) as { token: string };
    const source = client(test.url, { token });
    expect((await source.call('POST', '/sources/demo/events', {})).status).toBe(200);
    expect((await source.call('POST', '/sources/second/events', {})).status).toBe(403);
    expect((await source.call('GET', '/indicators')).status).toBe(403);

    const listed = await (await admin.call('GET', '/tokens')).text();
    expect(listed).toContain('case system');
    expect(listed).not.toContain(token);
    expect((await admin.call('POST', '/sources/missing/tokens')).status).toBe(404);
  });

  it('read and nothing else, until revoked', async () => {
    const admin = await administrator(test);
    const { token, id } = (await (await admin.call('POST', '/tokens')).json()) as {
      token: string;
      id: number;
    };
    const reader = client(test.url, { token });
    expect((await reader.call('GET', '/values?unit=HCM')).status).toBe(200);
    expect((await reader.call('PUT', '/wall/scene', { scene: 'meeting' })).status).toBe(403);
    expect((await admin.call('DELETE', `/tokens/${id}`)).status).toBe(204);
    expect((await reader.call('GET', '/values?unit=HCM')).status).toBe(401);
    expect((await admin.call('DELETE', `/tokens/${id}`)).status).toBe(404);
  });
});
