/** A person's own account: sessions and password. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SessionListed, sessionsAnswer } from '../../contract/access.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  signIn,
  startFace,
  type TestFace,
} from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';

let test: TestFace;
let admin: Client;
let person: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
  await admin.call('POST', '/users', { username: 'lan', password: PASSWORD, role: 'viewer' });
  person = await signIn(test.url, 'lan');
});
afterEach(() => test.end());

async function sessionsOf(who: Client, path = '/account/sessions'): Promise<SessionListed[]> {
  return sessionsAnswer.parse(await (await who.call('GET', path)).json()).sessions;
}

it('shows a person their own sessions, with device, address and times', async () => {
  const answer = await client(test.url).call(
    'POST',
    '/session',
    { username: 'lan', password: PASSWORD },
    { 'user-agent': 'Phone/1.0' },
  );
  expect(answer.status).toBe(200);
  test.time.offset += 120_000;
  const listed = await sessionsOf(person);
  expect(listed.map(({ username, current }) => [username, current])).toEqual([
    ['lan', true],
    ['lan', false],
  ]);
  expect(listed[1]).toMatchObject({ device: 'Phone/1.0', address: '127.0.0.1' });
  expect(Date.parse(listed[0]?.lastUsed ?? '') - Date.parse(listed[0]?.since ?? '')).toBeGreaterThanOrEqual(
    120_000,
  );
});

it('ends an own session and its live connections, and nobody else’s', async () => {
  const other = await signIn(test.url, 'lan');
  const live = await openLive(test.url, '', { headers: { cookie: other.cookie } });
  const [theirs] = (await sessionsOf(admin, '/sessions')).filter(({ username }) => username === 'quantri');
  expect((await person.call('DELETE', `/account/sessions/${theirs?.id}`)).status).toBe(404);
  const [ended] = (await sessionsOf(person)).filter(({ current }) => !current);
  expect((await person.call('DELETE', `/account/sessions/${ended?.id}`)).status).toBe(204);
  expect(await live.closed).toBe(4401);
  expect((await other.call('GET', '/session')).status).toBe(401);
  expect((await person.call('GET', '/session')).status).toBe(200);
});

it('is ended by whoever manages people', async () => {
  const [hers] = (await sessionsOf(admin, '/sessions')).filter(({ username }) => username === 'lan');
  const live = await openLive(test.url, '', { headers: { cookie: person.cookie } });
  expect((await admin.call('DELETE', `/sessions/${hers?.id}`)).status).toBe(204);
  expect(await live.closed).toBe(4401);
  expect((await admin.call('DELETE', `/sessions/${hers?.id}`)).status).toBe(404);
});

it('changes the own password by the current one, which ends all other sessions', async () => {
  const other = await signIn(test.url, 'lan');
  const change = (current: string, password: string) =>
    person.call('PUT', '/account/password', { current, password });
  const next = 'một mật khẩu khác';
  const wrong = await change('wrong', next);
  expect([wrong.status, ((await wrong.json()) as { field: string }).field]).toEqual([403, 'current']);
  expect((await change(PASSWORD, 'short')).status).toBe(400);
  expect((await change(PASSWORD, next)).status).toBe(204);
  expect((await other.call('GET', '/session')).status).toBe(401);
  expect((await person.call('GET', '/session')).status).toBe(200);
  await expect(signIn(test.url, 'lan')).rejects.toThrow('401');
  expect(await signIn(test.url, 'lan', next)).toBeDefined();
});

it('locks out whoever guesses the current password in an open session', async () => {
  const guess = () =>
    person.call('PUT', '/account/password', { current: 'wrong', password: 'một mật khẩu khác' });
  for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(403);
  expect((await guess()).status).toBe(429);
});
