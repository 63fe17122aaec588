/** The second step of signing in, by codes of RFC 6238 made as a telephone makes them. */
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { secondFactorBegun, secondFactorConfirmed, sessionAnswer } from '../../contract/access.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  signIn,
  startFace,
  type TestFace,
} from '../fixtures/face.ts';

const STEP_MS = 30_000;
let test: TestFace;
let admin: Client;
let person: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
  await admin.call('POST', '/users', { username: 'lan', password: PASSWORD, role: 'viewer' });
  person = await signIn(test.url, 'lan');
  // In the middle of a step, so that none ends while the test looks.
  test.time.offset = STEP_MS / 2 - (Date.now() % STEP_MS);
});
afterEach(() => test.end());

const now = () => Date.now() + test.time.offset;
const codeOf = (secret: string, at = now()) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
const enter = (code?: string) =>
  client(test.url).call('POST', '/session', {
    username: 'lan',
    password: PASSWORD,
    ...(code !== undefined && { code }),
  });
async function statusOf(answer: Response): Promise<unknown> {
  if (answer.status < 400) return answer.status;
  return [answer.status, ((await answer.json()) as { field?: string }).field];
}
async function begin(): Promise<string> {
  const answer = await person.call('POST', '/account/second-factor', { current: PASSWORD });
  expect(answer.status).toBe(201);
  const { secret, address } = secondFactorBegun.parse(await answer.json());
  expect(address).toMatch(/^otpauth:\/\/totp\/IOC%20Wall:lan\?/);
  return secret;
}
async function setUp(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = await begin();
  const answer = await person.call('PUT', '/account/second-factor', { code: codeOf(secret) });
  expect(answer.status).toBe(200);
  const { recoveryCodes } = secondFactorConfirmed.parse(await answer.json());
  test.time.offset += STEP_MS;
  return { secret, recoveryCodes };
}

it('is set up with the password and a first code, and ends other sessions', async () => {
  const other = await signIn(test.url, 'lan');
  expect(await statusOf(await person.call('POST', '/account/second-factor', { current: 'wrong' }))).toEqual([
    403,
    'current',
  ]);
  const secret = await begin();
  expect(await statusOf(await enter())).toBe(200);
  const wrong = await person.call('PUT', '/account/second-factor', { code: '000000' });
  expect(await statusOf(wrong)).toEqual([403, 'code']);
  expect((await person.call('PUT', '/account/second-factor', { code: codeOf(secret) })).status).toBe(200);
  expect((await other.call('GET', '/session')).status).toBe(401);
  const kept = JSON.stringify(test.store.db.prepare('SELECT sealed FROM second_factor').all());
  expect(kept).not.toContain(secret);
  expect(await statusOf(await person.call('POST', '/account/second-factor', { current: PASSWORD }))).toEqual([
    409,
    'current',
  ]);
});

it('asks for a code, takes each once, and a telephone’s clock that is a little off', async () => {
  const { secret } = await setUp();
  expect(await statusOf(await enter())).toEqual([401, 'code']);
  expect(await statusOf(await enter('000000'))).toEqual([401, 'code']);
  const code = codeOf(secret);
  expect(await statusOf(await enter(code))).toBe(200);
  expect(await statusOf(await enter(code))).toEqual([401, 'code']);
  // Nor an older one after it.
  expect(await statusOf(await enter(codeOf(secret, now() - STEP_MS)))).toEqual([401, 'code']);
  test.time.offset += 2 * STEP_MS;
  expect(await statusOf(await enter(codeOf(secret, now() - STEP_MS)))).toBe(200);
  test.time.offset += 3 * STEP_MS;
  expect(await statusOf(await enter(codeOf(secret, now() - 2 * STEP_MS)))).toEqual([401, 'code']);
});

it('counts wrong codes as failures, and missing ones not', async () => {
  const { secret } = await setUp();
  for (let i = 0; i < 8; i++) expect(await statusOf(await enter())).toEqual([401, 'code']);
  for (let i = 0; i < 5; i++) expect(await statusOf(await enter('000000'))).toEqual([401, 'code']);
  expect((await enter(codeOf(secret))).status).toBe(429);
  // A password without a code, in between, does not begin the count anew.
  expect((await enter()).status).toBe(429);
});

it('takes a recovery code once', async () => {
  const { recoveryCodes } = await setUp();
  expect(recoveryCodes).toHaveLength(10);
  const typed = recoveryCodes[0]?.toLowerCase().replaceAll('-', ' ') ?? '';
  expect(await statusOf(await enter(typed))).toBe(200);
  expect(await statusOf(await enter(typed))).toEqual([401, 'code']);
  const state = await (await person.call('GET', '/account/second-factor')).json();
  expect(state).toEqual({ on: true, needed: false, recoveryCodesLeft: 9 });
  expect(JSON.stringify(test.store.db.prepare('SELECT * FROM recovery_code').all())).not.toContain(
    recoveryCodes[1],
  );
});

it('is taken off by its owner with the password, or by whoever manages people', async () => {
  await setUp();
  const remove = (current: string) => person.call('POST', '/account/second-factor/removal', { current });
  expect(await statusOf(await remove('wrong'))).toEqual([403, 'current']);
  expect(await statusOf(await remove(PASSWORD))).toBe(204);
  expect(await statusOf(await enter())).toBe(200);
  await setUp();
  expect((await admin.call('DELETE', '/users/lan/second-factor')).status).toBe(204);
  expect((await person.call('GET', '/session')).status).toBe(401);
  expect(await statusOf(await enter())).toBe(200);
  expect(await statusOf(await admin.call('DELETE', '/users/lan/second-factor'))).toEqual([404, 'username']);
});

it('that a role needs permits nothing until it is set up', async () => {
  expect((await admin.call('PATCH', '/roles/viewer', { secondFactor: true })).status).toBe(200);
  expect((await person.call('GET', '/indicators')).status).toBe(403);
  const before = sessionAnswer.parse(await (await person.call('GET', '/session')).json());
  expect(before).toMatchObject({ secondFactorMissing: true, permissions: [] });
  await setUp();
  expect((await person.call('GET', '/indicators')).status).toBe(200);
  const after = sessionAnswer.parse(await (await person.call('GET', '/session')).json());
  expect(after).toMatchObject({
    secondFactorMissing: false,
    permissions: ['figures.read', 'dashboards.edit', 'tasks.read'],
  });
  const remove = await person.call('POST', '/account/second-factor/removal', { current: PASSWORD });
  expect(await statusOf(remove)).toEqual([409, 'current']);
});
