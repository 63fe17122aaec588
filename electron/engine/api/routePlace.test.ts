/** Every route × somebody with a place in the organisation: what lies outside of it is not told. Routes are read from the server. */
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

/** Written out, not computed: what somebody with a place may use of what their role may. All else is about the whole. */
const OPEN_TO_THEM: Record<string, 'free' | 'unit' | 'narrowed'> = {
  'GET /session': 'free',
  'GET /indicators': 'free',
  'GET /units': 'narrowed',
  'GET /values': 'unit',
  'GET /measures': 'unit',
  'GET /figures': 'unit',
  'GET /ranking': 'unit',
  'GET /series': 'unit',
  'GET /flows': 'unit',
  'GET /latest': 'unit',
  'GET /breakdown': 'unit',
  'GET /cases': 'unit',
  'GET /receipts': 'unit',
  'GET /decisions': 'unit',
  'GET /officers': 'unit',
  'GET /live': 'narrowed',
  'GET /clock': 'free',
  'GET /scenes': 'free',
  'GET /wall/scene': 'free',
  'GET /wall/interrupt': 'free',
  'GET /wall': 'free',
  'GET /wall/faults': 'free',
  'GET /wall/screens': 'free',
  'GET /system': 'free',
  'GET /years': 'free',
  'GET /years/verification': 'free',
  'GET /years/:year/close': 'narrowed',
  'GET /years/:year/close/editions': 'free',
  'GET /years/:year/differences': 'narrowed',
};
const QUERY: Record<string, string> = {
  '/breakdown': '&by=category',
  '/series': '&indicator=money_completed',
};

let test: TestFace;
let admin: Client;
let people: Record<'viewer' | 'operator' | 'reader', Client>;

beforeAll(async () => {
  test = await startFace();
  test.measures.set(OTHER, 1);
  admin = await administrator(test);
  const standing = { place: MINE, permissions: ['cases.read'] };
  const person = async (role: string) => {
    const made = await admin.call('POST', '/users', {
      username: role,
      password: PASSWORD,
      role,
      ...standing,
    });
    expect(made.status).toBe(201);
    return signIn(test.url, role);
  };
  const made = await admin.call('POST', '/tokens', { name: 'report', ...standing });
  const { token } = (await made.json()) as { token: string };
  people = {
    viewer: await person('viewer'),
    operator: await person('operator'),
    reader: client(test.url, { token }),
  };
});
afterAll(() => test.end());

const fieldOf = async (answer: Response) => problem.parse(await answer.json()).field;

describe('somebody with a place', () => {
  it('is told of it and what is below, by every route of the server', async () => {
    const may: Record<keyof typeof people, readonly string[]> = {
      viewer: ['signed_in', 'signed_in_or_wall'],
      operator: ['signed_in', 'signed_in_or_wall', 'operator'],
      reader: ['signed_in', 'signed_in_or_wall'],
    };
    const seen = new Set<string>();
    for (const { method, url, access } of test.face.routes) {
      if (!url.startsWith('/api/v1/') || method === 'HEAD' || access === undefined) continue;
      const route = `${method} ${url.slice('/api/v1'.length)}`;
      for (const [who, person] of Object.entries(people) as [keyof typeof people, Client][]) {
        if (!may[who].includes(access)) continue;
        if (who === 'reader' && route === 'GET /session') continue;
        seen.add(route);
        const path = route
          .split(' ')[1]
          ?.replace(':id', 'demo')
          .replace(':role', 'map')
          .replace(':number', '9999')
          .replace(':year', '2024');
        const body = method === 'GET' || method === 'DELETE' ? undefined : {};
        const ask = (query = '') => person.call(method, `${path}${query}`, body);
        const told = async (answer: Response) => [
          route,
          who,
          answer.status,
          answer.status === 403 ? await fieldOf(answer) : null,
        ];
        switch (OPEN_TO_THEM[route]) {
          case undefined:
            expect(await told(await ask())).toEqual([route, who, 403, 'unit']);
            break;
          case 'unit': {
            const more = QUERY[path ?? ''] ?? '';
            for (const unit of [TOP, OTHER, 'NOWHERE', '__proto__'])
              expect(await told(await ask(`?unit=${unit}${more}`))).toEqual([route, who, 403, 'unit']);
            expect([route, who, (await ask(`?unit=${MINE}${more}`)).status]).toEqual([route, who, 200]);
            break;
          }
          case 'narrowed': {
            const answer = await ask();
            expect([route, who, answer.status]).not.toEqual([route, who, 403]);
            expect(await answer.text()).not.toContain(OTHER);
            break;
          }
          case 'free':
            expect([route, who, (await ask()).status]).not.toEqual([route, who, 403]);
        }
      }
    }
    expect(Object.keys(OPEN_TO_THEM).filter((route) => !seen.has(route))).toEqual([]);
  });

  it('has a tree with its place at the top', async () => {
    expect(await (await people.viewer.call('GET', '/units')).json()).toMatchObject({
      units: [{ unit: MINE, parent: null }],
    });
    const { units } = (await (await admin.call('GET', '/units')).json()) as { units: unknown[] };
    expect(units).toHaveLength(3);
  });

  it('is answered live about it, and refused about anything else, once or in the middle of a list', async () => {
    const live = await openLive(test.url, '', { headers: { cookie: people.viewer.cookie } });
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

  it('is a unit there is, and no administrator’s', async () => {
    expect(await fieldOf(await add('lan', { place: 'NOWHERE' }))).toBe('place');
    expect(await fieldOf(await add('lan', { place: MINE, role: 'administrator' }))).toBe('place');
    expect(await fieldOf(await admin.call('POST', '/tokens', { place: 'NOWHERE' }))).toBe('place');
    const made = await add('lan', { place: MINE });
    expect(await made.json()).toEqual({ username: 'lan', role: 'viewer', place: MINE, permissions: [] });
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

  it('the last administrator stays one', async () => {
    expect((await admin.call('DELETE', '/users/quantri')).status).toBe(409);
    expect((await admin.call('PATCH', '/users/quantri', { role: 'viewer' })).status).toBe(409);
    expect((await admin.call('GET', '/session')).status).toBe(200);
  });
});
