/** Roles as data: changed within the changer's own rights, at once for everybody who has them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Permission, rolesAnswer, tokenMade } from '../../contract/access.ts';
import { problem } from '../../contract/problems.ts';
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
let keeper: Client;
const KEEPER: Permission[] = ['figures.read', 'people.manage'];

beforeAll(async () => {
  test = await startFace();
  admin = await administrator(test);
  const role = { id: 'personnel', name: 'Tổ chức cán bộ', permissions: KEEPER };
  expect((await admin.call('POST', '/roles', role)).status).toBe(201);
  keeper = await add('keeper', 'personnel');
});
afterAll(() => test.end());

async function add(username: string, role: string): Promise<Client> {
  const made = await admin.call('POST', '/users', { username, password: PASSWORD, role });
  expect(made.status).toBe(201);
  return signIn(test.url, username);
}
async function refused(who: Client, method: string, path: string, body?: unknown) {
  const answer = await who.call(method, path, body);
  const text = await answer.text();
  return answer.status < 400 ? answer.status : [answer.status, problem.parse(JSON.parse(text)).field];
}

it('are listed with what they permit, built-in ones first', async () => {
  const { roles } = rolesAnswer.parse(await (await admin.call('GET', '/roles')).json());
  expect(roles.map(({ id }) => id)).toEqual([
    'viewer',
    'staff',
    'leader',
    'operator',
    'administrator',
    'personnel',
  ]);
  expect(roles.at(-1)).toEqual({
    id: 'personnel',
    name: 'Tổ chức cán bộ',
    permissions: KEEPER,
    secondFactor: false,
    people: 1,
  });
});

it('are named to everybody who may share with them, and not what they permit', async () => {
  const viewer = await add('names', 'viewer');
  const answer = await viewer.call('GET', '/roles/names');
  expect([answer.status, (await viewer.call('GET', '/roles')).status]).toEqual([200, 403]);
  const { roles } = (await answer.json()) as { roles: object[] };
  expect(roles).toContainEqual({ id: 'administrator', name: null });
  expect(roles).toContainEqual({ id: 'personnel', name: 'Tổ chức cán bộ' });
  expect((await client(test.url).call('GET', '/roles/names')).status).toBe(401);
});

it('that are changed hold at once, and live connections are opened anew with them', async () => {
  const person = await add('nhan', 'viewer');
  expect((await person.call('PUT', '/wall/scene', { scene: 'meeting' })).status).toBe(403);
  const live = await openLive(test.url, '', { headers: { cookie: person.cookie } });
  const permissions = ['figures.read', 'wall.run'];
  expect((await admin.call('PATCH', '/roles/viewer', { permissions })).status).toBe(200);
  expect(await live.closed).toBe(4401);
  expect((await person.call('PUT', '/wall/scene', { scene: 'meeting' })).status).toBe(200);
  expect((await admin.call('PATCH', '/roles/viewer', { permissions: [] })).status).toBe(200);
  expect((await person.call('GET', '/indicators')).status).toBe(403);
  const shut = await openLive(test.url, '', { headers: { cookie: person.cookie } });
  expect(await shut.closed).toBe(4403);
  expect((await person.call('GET', '/session')).status).toBe(200);
  await admin.call('PATCH', '/roles/viewer', { permissions: ['figures.read'] });
});

it('give nothing that the giver does not have, to no person, role or token', async () => {
  expect(
    await refused(keeper, 'POST', '/users', { username: 'x.y', password: PASSWORD, role: 'staff' }),
  ).toEqual([403, 'role']);
  expect(await refused(keeper, 'PATCH', '/users/keeper', { role: 'administrator' })).toEqual([403, 'role']);
  const own = { id: 'more', name: 'More', permissions: ['audit.read'] };
  expect(await refused(keeper, 'POST', '/roles', own)).toEqual([403, 'permissions']);
  const more = { permissions: [...KEEPER, 'cases.read'] };
  expect(await refused(keeper, 'PATCH', '/roles/personnel', more)).toEqual([403, 'permissions']);
  expect(await refused(keeper, 'POST', '/tokens', { permissions: ['wall.run'] })).toEqual([
    403,
    'permissions',
  ]);
  // Nor by the password of somebody who has more, nor by taking it from them.
  expect(await refused(keeper, 'PATCH', '/users/quantri', { password: 'mật khẩu mới của tôi' })).toEqual([
    403,
    'username',
  ]);
  expect(await refused(keeper, 'DELETE', '/users/quantri')).toEqual([403, 'username']);
  expect(await refused(keeper, 'PATCH', '/roles/administrator', { permissions: KEEPER })).toEqual([
    403,
    'role',
  ]);
  expect(await refused(keeper, 'POST', '/tokens', { permissions: ['figures.read'] })).toBe(201);
});

it('leave somebody who manages people, and nobody with a place among them', async () => {
  const without = { permissions: ['figures.read'] };
  expect(await refused(admin, 'PATCH', '/roles/personnel', without)).toBe(200);
  expect(await refused(admin, 'PATCH', '/roles/administrator', without)).toEqual([409, 'permissions']);
  expect(await refused(admin, 'DELETE', '/users/quantri')).toEqual([409, 'role']);
  expect(await refused(admin, 'PATCH', '/users/keeper', { place: 'HCM-KV01' })).toBe(200);
  expect(await refused(admin, 'PATCH', '/roles/personnel', { permissions: KEEPER })).toEqual([
    409,
    'permissions',
  ]);
});

it('are taken away when nobody has them, and built-in ones stay', async () => {
  expect(await refused(admin, 'DELETE', '/roles/personnel')).toEqual([409, 'role']);
  expect(await refused(admin, 'DELETE', '/roles/leader')).toEqual([409, 'role']);
  expect(await refused(admin, 'PATCH', '/roles/leader', { name: 'Boss' })).toEqual([400, 'name']);
  expect(await refused(admin, 'POST', '/roles', { id: 'viewer', name: 'x', permissions: [] })).toEqual([
    409,
    'id',
  ]);
  expect(await refused(admin, 'POST', '/roles', { id: 'A b', name: 'x', permissions: [] })).toEqual([
    400,
    'id',
  ]);
  expect(
    await refused(admin, 'POST', '/users', { username: 'abc', password: PASSWORD, role: 'boss' }),
  ).toEqual([400, 'role']);
  expect((await admin.call('PATCH', '/users/keeper', { role: 'viewer' })).status).toBe(200);
  expect(await refused(admin, 'DELETE', '/roles/personnel')).toBe(204);
});

it('tokens have permissions of their own, end in time, and say when they were used', async () => {
  const made = async (body: object) => {
    const answer = await admin.call('POST', '/tokens', body);
    expect(answer.status).toBe(201);
    return tokenMade.parse(await answer.json());
  };
  const soon = new Date(Date.now() + test.time.offset + 3_600_000).toISOString();
  const runs = await made({ name: 'remote control', permissions: ['wall.run'], expiresAt: soon });
  const program = client(test.url, { token: runs.token });
  expect((await program.call('PUT', '/wall/scene', { scene: 'meeting' })).status).toBe(200);
  expect((await program.call('GET', '/indicators')).status).toBe(403);
  const { tokens } = (await (await admin.call('GET', '/tokens')).json()) as {
    tokens: { id: number; lastUsed: string | null }[];
  };
  expect(tokens.find(({ id }) => id === runs.id)?.lastUsed).not.toBeNull();
  test.time.offset += 3_600_000;
  expect((await program.call('PUT', '/wall/scene', { scene: 'meeting' })).status).toBe(401);
  expect(await refused(admin, 'POST', '/tokens', { expiresAt: '2020-01-01T00:00:00+07:00' })).toEqual([
    400,
    'expiresAt',
  ]);
  const reader = await made({ name: 'board' });
  const live = await openLive(test.url, `?token=${reader.token}`);
  expect((await admin.call('DELETE', `/tokens/${reader.id}`)).status).toBe(204);
  expect(await live.closed).toBe(4401);
});
