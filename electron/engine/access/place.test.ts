/** Somebody with a place in the organisation: what lies outside of it is not told, and whoever gives places gives real ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../contract/problems.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  signIn,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';

const [MINE, OTHER, TOP] = ['HCM-KV01', 'HCM-KV02', 'HCM'];

let test: TestFace;
let admin: Client;
let viewer: Client;

beforeAll(async () => {
  test = await startFace();
  test.measures.set(OTHER, 1);
  admin = await administrator(test);
  await admin.call('POST', '/users', { username: 'viewer', password: PASSWORD, role: 'staff', place: MINE });
  viewer = await signIn(test.url, 'viewer');
});
afterAll(() => test.end());

const fieldOf = async (answer: Response) => problem.parse(await answer.json()).field;

describe('somebody with a place', () => {
  it('has a tree with its place at the top', async () => {
    expect(await (await viewer.call('GET', '/units')).json()).toMatchObject({
      units: [{ unit: MINE, parent: null }],
    });
    const { units } = (await (await admin.call('GET', '/units')).json()) as { units: unknown[] };
    expect(units).toHaveLength(3);
  });

  it('is answered live about it, and refused about anything else, once or in the middle of a list', async () => {
    const live = await openLive(test.url, '', { headers: { cookie: viewer.cookie } });
    const ask = (id: string, query: object) => live.say({ type: 'subscribe', id, query });
    const indicators = ['cases_to_enforce'];
    const isRefusal = (id: string) =>
      live.next((m): m is Extract<typeof m, { type: 'refused' }> => m.type === 'refused' && m.id === id);
    ask('top', { ask: 'figures', unit: TOP, indicators });
    expect(await isRefusal('top')).toMatchObject({ field: 'unit' });
    ask('list', { ask: 'values', units: [MINE, OTHER], indicators });
    expect(await isRefusal('list')).toMatchObject({ field: 'unit' });
    ask('latest', { ask: 'latest', unit: TOP, limit: 5 });
    expect(await isRefusal('latest')).toMatchObject({ field: 'unit' });
    ask('mine', { ask: 'values', units: [MINE], indicators });
    expect(await live.answer('mine')).toMatchObject({
      units: { [MINE]: { cases_to_enforce: { value: 1 } } },
    });
    ask('units', { ask: 'units' });
    expect(await live.answer('units')).toMatchObject({ units: [{ unit: MINE, parent: null }] });
    expect(JSON.stringify(live.heard)).not.toContain(`Unit ${OTHER}`);
    live.socket.close();

    const wall = await openLive(test.url, `?token=${WALL_TOKEN}`);
    wall.say({ type: 'subscribe', id: 'list', query: { ask: 'values', units: [MINE, OTHER], indicators } });
    expect(await wall.answer('list')).toMatchObject({ units: { [OTHER]: {} } });
    wall.say({ type: 'subscribe', id: 'units', query: { ask: 'units' } });
    expect(((await wall.answer('units')) as { units: unknown[] }).units).toHaveLength(3);
    wall.socket.close();
  });
});

describe('without cases.read', () => {
  it('figures are answered, cases and people are not', async () => {
    const { token } = (await (await admin.call('POST', '/tokens', { name: 'figures' })).json()) as {
      token: string;
    };
    const reader = client(test.url, { token });
    const refused = async (path: string) => {
      const answer = await reader.call('GET', path);
      return answer.status === 403 ? ((await fieldOf(answer)) ?? 'refused') : answer.status;
    };
    expect(await refused(`/measures?unit=${TOP}`)).toBe(200);
    expect(await refused(`/breakdown?unit=${TOP}&by=category,band`)).toBe(200);
    expect(await refused(`/breakdown?unit=${TOP}&by=category,officer`)).toBe('by');
    expect(await refused(`/breakdown?unit=${TOP}&by=category&officer=CHV1`)).toBe('officer');
    for (const people of ['cases', 'receipts', 'decisions', 'officers'])
      expect(await refused(`/${people}?unit=${TOP}`)).toBe('refused');
  });
});

describe('a place', () => {
  const add = (username: string, more: object) =>
    admin.call('POST', '/users', { username, password: PASSWORD, role: 'viewer', ...more });

  it('is a unit there is, and of nobody who manages people', async () => {
    expect(await fieldOf(await add('lan', { place: 'NOWHERE' }))).toBe('place');
    expect(await fieldOf(await add('lan', { place: MINE, role: 'administrator' }))).toBe('place');
    expect(await fieldOf(await admin.call('POST', '/tokens', { place: 'NOWHERE' }))).toBe('place');
    const made = await add('lan', { place: MINE });
    expect(await made.json()).toEqual({
      username: 'lan',
      role: 'viewer',
      place: MINE,
      permissions: ['figures.read', 'dashboards.edit', 'tasks.read'],
    });
    expect(await fieldOf(await admin.call('PATCH', '/users/lan', { role: 'administrator' }))).toBe('place');
    expect((await admin.call('PATCH', '/users/lan', { role: 'administrator', place: null })).status).toBe(
      200,
    );
    expect((await admin.call('DELETE', '/users/LAN')).status).toBe(204);
    expect((await admin.call('DELETE', '/users/lan')).status).toBe(404);
  });

  it('that is changed holds at once: sessions end, and live connections with them', async () => {
    await add('minh', { place: MINE });
    const person = await signIn(test.url, 'minh');
    const live = await openLive(test.url, '', { headers: { cookie: person.cookie } });
    expect((await admin.call('PATCH', '/users/minh', { place: OTHER })).status).toBe(200);
    expect(await live.closed).toBe(4401);
    expect((await person.call('GET', '/session')).status).toBe(401);
    const again = await signIn(test.url, 'minh');
    expect((await again.call('GET', `/measures?unit=${MINE}`)).status).toBe(403);
    expect((await again.call('GET', `/measures?unit=${OTHER}`)).status).toBe(200);
    expect((await admin.call('PATCH', '/users/minh', { place: null })).status).toBe(200);
    expect((await (await signIn(test.url, 'minh')).call('GET', `/measures?unit=${TOP}`)).status).toBe(200);
    expect((await admin.call('DELETE', '/users/minh')).status).toBe(204);
  });

  it('the last person who manages people stays one', async () => {
    expect((await admin.call('DELETE', '/users/quantri')).status).toBe(409);
    expect((await admin.call('PATCH', '/users/quantri', { role: 'viewer' })).status).toBe(409);
    expect((await admin.call('GET', '/session')).status).toBe(200);
  });
});
