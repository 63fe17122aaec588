/** Signing in through a real provider over real HTTP. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type UsersAnswer, usersAnswer, sessionAnswer } from '../../../contract/access.ts';
import { openIdAnswer, signInWays } from '../../../contract/openid.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  startFace,
  type TestFace,
} from '../../fixtures/face.ts';
import { askOver, OUTSIDE } from '../../fixtures/network.ts';
import { CLIENT, startOpenIdProvider, type TestProvider } from '../../fixtures/openIdProvider.ts';
import { type Visitor, visitor } from '../../fixtures/openIdVisitor.ts';

let test: TestFace;
let provider: TestProvider;
let admin: Client;
let somebody: Visitor;
const settings = (change: object = {}) => ({
  issuer: provider.issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  name: { vi: 'Cổng đăng nhập của ngành', en: 'The sector’s portal' },
  ...change,
});

beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
  provider = await startOpenIdProvider([`${test.url}/api/v1/openid/callback`]);
  somebody = visitor(test.url);
  await admin.call('POST', '/users', { username: 'lan', password: PASSWORD, role: 'staff' });
});
afterEach(async () => {
  await test.end();
  await provider.close();
});

async function set(change: object = {}): Promise<void> {
  const answer = await admin.call('PUT', '/openid', settings(change));
  if (answer.status !== 200) throw new Error(await answer.text());
}
async function link(username: string, subject: string): Promise<number> {
  return (await admin.call('PUT', `/users/${username}/openid`, { subject })).status;
}
async function person(username: string): Promise<UsersAnswer['users'][number] | undefined> {
  const { users } = usersAnswer.parse(await (await admin.call('GET', '/users')).json());
  return users.find((one) => one.username === username);
}
const cookie = (who: Visitor) => `ioc_wall_session=${who.cookies.get('ioc_wall_session') ?? ''}`;
const as = (who: Visitor) => client(test.url, { cookie: cookie(who) });
async function session(who: Visitor) {
  const answer = await as(who).call('GET', '/session');
  return answer.status === 200 ? sessionAnswer.parse(await answer.json()) : answer.status;
}
async function entries(
  what: string,
): Promise<{ who: string; subject: string | null; after: object | null }[]> {
  const answer = await (await admin.call('GET', `/audit?what=${what}&limit=50`)).json();
  return (answer as { entries: { who: string; subject: string | null; after: object | null }[] }).entries;
}

it('asks nobody until it is set, and then only when somebody signs in', async () => {
  expect(signInWays.parse(await (await client(test.url).call('GET', '/sign-in')).json())).toEqual({
    openId: null,
    passwords: 'everybody',
  });
  expect((await somebody.ask(`${test.url}/api/v1/openid/start`)).status).toBe(404);
  await set();
  expect(provider.heard).toEqual([]);
  expect(
    signInWays.parse(await (await client(test.url).call('GET', '/sign-in')).json()).openId?.name.vi,
  ).toBe('Cổng đăng nhập của ngành');
});

it('keeps the secret to itself: sealed in the store, in no answer, not in the trail', async () => {
  await set();
  const answer = openIdAnswer.parse(await (await admin.call('GET', '/openid')).json());
  expect(answer).toMatchObject({
    secretSet: true,
    settings: { issuer: provider.issuer, linking: 'by_hand', newPeople: null },
    redirectUris: [`${test.url}/api/v1/openid/callback`],
  });
  const trail = await (await admin.call('GET', '/audit?limit=100')).text();
  const rows = test.store.db.prepare('SELECT settings, sealed FROM openid').all();
  for (const text of [JSON.stringify(answer), trail, JSON.stringify(rows)])
    expect(text).not.toContain(CLIENT.secret);
  await set({ linking: 'by_claim', clientSecret: undefined });
  const [changed, first] = (
    (await (await admin.call('GET', '/audit?what=openid_changed&limit=2')).json()) as {
      entries: object[];
    }
  ).entries;
  expect(first).toMatchObject({
    who: 'quantri',
    subject: provider.issuer,
    before: null,
    after: { linking: 'by_hand', clientSecret: 'new' },
  });
  expect(changed).toMatchObject({ before: { linking: 'by_hand' }, after: { linking: 'by_claim' } });
  // Another provider is not sent the secret of this one.
  const other = await admin.call('PUT', '/openid', {
    ...settings({ issuer: 'https://other.example' }),
    clientSecret: undefined,
  });
  expect([other.status, ((await other.json()) as { field?: string }).field]).toEqual([400, 'clientSecret']);
});

it('signs in who is linked by hand, to the page they wanted, with a session as any other', async () => {
  await set();
  expect(await link('lan', 'sub-lan')).toBe(204);
  provider.who = { sub: 'sub-lan', claims: { preferred_username: 'whatever' } };
  expect(await somebody.signIn('/#dashboards')).toBe('/#dashboards');
  expect(await session(somebody)).toMatchObject({ username: 'lan', role: 'staff', password: true });
  expect(await person('lan')).toMatchObject({ openId: { subject: 'sub-lan', name: 'whatever' } });
  expect((await entries('sign_in'))[0]).toMatchObject({
    who: 'lan',
    after: { way: 'openid', vouched: false },
  });
});

it('gives a strict cookie, and binds the sign-in under way by a lax one that says nothing', async () => {
  await set();
  await link('lan', 'sub-1');
  const start = await somebody.ask(`${test.url}/api/v1/openid/start`);
  expect(start.cookies[0]).toMatch(
    /^ioc_wall_openid=o_[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const asked = new URL(start.location).searchParams;
  expect(asked.get('redirect_uri')).toBe(`${test.url}/api/v1/openid/callback`);
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
  const at = await somebody.toTheProvider();
  const back = await somebody.ask(at);
  expect(back.cookies.find((one) => one.startsWith('ioc_wall_session='))).toMatch(
    /HttpOnly; SameSite=Strict$/,
  );
  expect(somebody.cookies.has('ioc_wall_openid')).toBe(false);
});

it('begins under the one name that the provider leads back to, whatever the request calls it', async () => {
  await set();
  const local = test.url.replace('127.0.0.1', 'localhost');
  const { location } = await somebody.ask(
    `${local}/api/v1/openid/start?back=${encodeURIComponent('/#people')}`,
  );
  expect(location).toBe(`${test.url}/api/v1/openid/start?back=${encodeURIComponent('/#people')}`);
});

it('does not let in who is linked to nobody, and tells whoever links', async () => {
  await set();
  provider.who = { sub: 'sub-new', claims: { preferred_username: 'lan' } };
  expect(await somebody.signIn()).toBe('/#sign-in=not_linked');
  expect(await session(somebody)).toBe(401);
  const { waiting } = openIdAnswer.parse(await (await admin.call('GET', '/openid')).json());
  expect(waiting).toMatchObject([{ subject: 'sub-new', name: 'lan' }]);
  expect((await entries('sign_in_refused'))[0]).toMatchObject({
    who: 'lan',
    after: { way: 'openid', why: 'not_linked', subject: 'sub-new' },
  });
  expect(await link('lan', 'sub-new')).toBe(204);
  expect(await somebody.signIn()).toBe('/');
  expect(await session(somebody)).toMatchObject({ username: 'lan' });
});

it('links by the username where that is allowed, never whoever manages people, nor to a second one', async () => {
  await set({ linking: 'by_claim' });
  provider.who = { sub: 'sub-lan', claims: { preferred_username: 'LAN' } };
  expect(await somebody.signIn()).toBe('/');
  expect((await entries('openid_linked'))[0]).toMatchObject({ who: 'openid', subject: 'lan' });
  provider.who = { sub: 'somebody-else', claims: { preferred_username: 'lan' } };
  expect(await visitor(test.url).signIn()).toBe('/#sign-in=not_linked');
  provider.who = { sub: 'evil', claims: { preferred_username: 'quantri' } };
  expect(await visitor(test.url).signIn()).toBe('/#sign-in=not_linked');
  provider.who = { sub: 'nameless', claims: {} };
  expect(await visitor(test.url).signIn()).toBe('/#sign-in=no_name');
});

it('takes an address of mail for a name only where it is verified', async () => {
  await set({ linking: 'by_claim', usernameClaim: 'email' });
  await admin.call('POST', '/users', { username: 'an@thads.vn', password: PASSWORD, role: 'viewer' });
  provider.who = { sub: 'a', claims: { email: 'an@thads.vn', email_verified: false } };
  expect(await somebody.signIn()).toBe('/#sign-in=no_name');
  provider.who = { sub: 'a', claims: { email: 'an@thads.vn', email_verified: true } };
  expect(await somebody.signIn()).toBe('/');
});

it('makes new people as an administrator set it, without a password', async () => {
  await set({ newPeople: { role: 'viewer' } });
  provider.who = { sub: 'sub-minh', claims: { preferred_username: 'minh' } };
  expect(await somebody.signIn()).toBe('/');
  expect(await session(somebody)).toMatchObject({ username: 'minh', role: 'viewer', password: false });
  expect(await person('minh')).toMatchObject({ password: false, openId: { subject: 'sub-minh' } });
  const local = await client(test.url).call('POST', '/session', { username: 'minh', password: PASSWORD });
  expect(local.status).toBe(401);
  const confirm = await as(somebody).call('PUT', '/account/password', { current: 'x', password: PASSWORD });
  expect([confirm.status, ((await confirm.json()) as { field: string }).field]).toEqual([409, 'current']);
});

it('gives the role of the first group, at every sign-in, and refuses who is in none', async () => {
  const groups = {
    claim: 'groups',
    roles: [
      { group: 'lãnh đạo', role: 'leader' },
      { group: 'cán bộ', role: 'staff' },
    ],
  };
  await set({ newPeople: { role: 'viewer' }, groups });
  const come = async (mine: string[] | undefined) => {
    provider.who = {
      sub: 'sub-minh',
      claims: { preferred_username: 'minh', ...(mine !== undefined && { groups: mine }) },
    };
    return somebody.signIn();
  };
  expect(await come(['khách'])).toBe('/#sign-in=no_group');
  expect(await person('minh')).toBeUndefined();
  expect(await come(['cán bộ', 'lãnh đạo'])).toBe('/');
  const before = somebody.cookies.get('ioc_wall_session') ?? '';
  expect(await session(somebody)).toMatchObject({ role: 'leader' });
  expect(await come(['cán bộ'])).toBe('/');
  expect(await session(somebody)).toMatchObject({ role: 'staff' });
  expect(before).not.toBe('');
  expect((await entries('user_changed'))[0]).toMatchObject({
    who: 'openid',
    subject: 'minh',
    after: { role: 'staff' },
  });
  expect(await come(undefined)).toBe('/#sign-in=no_group');
});

it('does not let somebody back who was unlinked or taken away, by name or as somebody new', async () => {
  await set({ linking: 'by_claim', newPeople: { role: 'viewer' } });
  provider.who = { sub: 'sub-lan', claims: { preferred_username: 'lan' } };
  expect(await somebody.signIn()).toBe('/');
  expect((await admin.call('DELETE', '/users/lan/openid')).status).toBe(204);
  expect(await session(somebody)).toBe(401);
  expect(await somebody.signIn()).toBe('/#sign-in=ended');
  await link('lan', 'sub-lan');
  expect(await somebody.signIn()).toBe('/');
  expect((await admin.call('DELETE', '/users/lan')).status).toBe(204);
  expect(await session(somebody)).toBe(401);
  expect(await somebody.signIn()).toBe('/#sign-in=ended');
  expect(await person('lan')).toBeUndefined();
});

it('says that the provider is away, and lets people in by password all the same', async () => {
  await set({ newPeople: { role: 'viewer' } });
  expect(await somebody.signIn()).toBe('/#sign-in=no_name');
  await provider.close();
  expect(await somebody.signIn()).toBe('/#sign-in=unreachable');
  const local = await client(test.url).call('POST', '/session', { username: 'lan', password: PASSWORD });
  expect(local.status).toBe(200);
});

it('leaves passwords to administrators where that is set, and to nobody less', async () => {
  await set({ passwords: 'administrators' });
  const enter = (username: string) =>
    client(test.url).call('POST', '/session', { username, password: PASSWORD });
  const refused = await enter('lan');
  expect([refused.status, ((await refused.json()) as { field: string }).field]).toEqual([401, 'password']);
  expect((await enter('quantri')).status).toBe(200);
  // Whoever opens the door in an emergency keeps a password.
  const last = await admin.call('PATCH', '/users/quantri', { password: null });
  expect(last.status).toBe(409);
  expect((await admin.call('PATCH', '/users/lan', { password: null })).status).toBe(200);
  expect((await admin.call('DELETE', '/openid')).status).toBe(204);
  expect((await admin.call('POST', '/users', { username: 'moi', role: 'viewer' })).status).toBe(400);
});

it('ends sessions through the provider when it is taken away or is another one', async () => {
  await set();
  await link('lan', 'sub-1');
  await somebody.signIn();
  await set({ issuer: 'https://other.example' });
  expect(await session(somebody)).toBe(401);
  await set();
  await somebody.signIn();
  expect(await session(somebody)).toMatchObject({ username: 'lan' });
  await admin.call('DELETE', '/openid');
  expect(await session(somebody)).toBe(401);
});

it.each<[object, string]>([
  [{ issuer: 'http://dangnhap.thads.local' }, 'issuer'],
  [{ issuer: 'https://a.example/?x=1' }, 'issuer'],
  [{ issuer: 'ftp://127.0.0.1' }, 'issuer'],
  [{ clientId: '' }, 'clientId'],
  [{ name: { vi: 'Cổng' } }, 'name.en'],
  [{ newPeople: { role: 'administrator' } }, 'newPeople.role'],
  [{ newPeople: { role: 'nobody' } }, 'newPeople.role'],
  [{ newPeople: { role: 'viewer', place: 'NOWHERE' } }, 'place'],
  [{ groups: { claim: 'groups', roles: [{ group: 'a', role: 'nobody' }] } }, 'groups.roles.0.role'],
  [{ authority: 'x' }, 'authority'],
  [{ colour: 'red' }, 'colour'],
])('refuses %j, naming %s', async (change, field) => {
  const answer = await admin.call('PUT', '/openid', settings(change));
  expect([answer.status, ((await answer.json()) as { field?: string }).field]).toEqual([400, field]);
});

it('is set only by whoever has every right that anybody has', async () => {
  await admin.call('POST', '/roles', { id: 'nhan-su', name: 'Nhân sự', permissions: ['people.manage'] });
  await admin.call('POST', '/users', { username: 'hoa', password: PASSWORD, role: 'nhan-su' });
  const answer = await client(test.url).call('POST', '/session', { username: 'hoa', password: PASSWORD });
  const hers = client(test.url, { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
  const refused = await hers.call('PUT', '/openid', settings());
  expect([refused.status, ((await refused.json()) as { field?: string }).field]).toEqual([403, 'issuer']);
  await set();
  expect((await hers.call('PUT', '/users/quantri/openid', { subject: 'mine' })).status).toBe(403);
  expect((await hers.call('PUT', '/users/lan/openid', { subject: 'hers' })).status).toBe(403);
});

it('is set after a restart as before', async () => {
  await set();
  await link('lan', 'sub-1');
  await test.stop();
  test = await startFace({ folder: test.folder });
  admin = client(test.url, { cookie: admin.cookie });
  await provider.close();
  provider = await startOpenIdProvider([`${test.url}/api/v1/openid/callback`]);
  await admin.call('PUT', '/openid', settings());
  await link('lan', 'sub-1');
  expect(openIdAnswer.parse(await (await admin.call('GET', '/openid')).json())).toMatchObject({
    secretSet: true,
  });
  expect(await visitor(test.url).signIn()).toBe('/');
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, OUTSIDE);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The certificate that the network listener made for itself. */
function trusted(folder: string): string {
  const kept = readFileSync(join(folder, 'data', 'network', 'certificate.json'), 'utf8');
  return (JSON.parse(kept) as { chain: string }).chain;
}

it.skipIf(OUTSIDE === undefined)('comes by the network under the name of its certificate', async () => {
  const port = await freePort();
  const turned = await admin.call('PUT', '/network', { address: OUTSIDE, port });
  expect(turned.status).toBe(200);
  const url = `https://${OUTSIDE}:${port}`;
  const ca = trusted(test.folder);
  await set();
  const answer = openIdAnswer.parse(await (await admin.call('GET', '/openid')).json());
  expect(answer.redirectUris).toEqual([
    `${test.url}/api/v1/openid/callback`,
    `${url}/api/v1/openid/callback`,
  ]);
  const start = await askOver(url, ca, 'GET', '/openid/start');
  expect(new URL(String(start.headers['location'])).searchParams.get('redirect_uri')).toBe(
    `${url}/api/v1/openid/callback`,
  );
  expect(start.cookies[0]).toMatch(/^__Host-ioc_wall_openid=o_.*HttpOnly; Secure; SameSite=Lax$/);
});
