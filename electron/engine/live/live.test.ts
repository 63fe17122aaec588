import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answers, serverMessage, type ServerMessage } from '../../contract/live.ts';
import { administrator, client, signIn, startFace, type TestFace, WALL_TOKEN } from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';

let test: TestFace;
beforeEach(async () => {
  test = await startFace();
});
afterEach(() => test.end());

const asWall = `?token=${WALL_TOKEN}`;
const values = (units: string[]) => ({ ask: 'values', units, indicators: ['cases_to_enforce'] });
const subscribe = (id: string, query: unknown) => ({ type: 'subscribe', id, query });
const isRefused = (m: ServerMessage): m is Extract<ServerMessage, { type: 'refused' }> =>
  m.type === 'refused';
const isShow = (m: ServerMessage): m is Extract<ServerMessage, { type: 'show' }> => m.type === 'show';

describe('who may listen', () => {
  it('lets in the wall, people and read tokens, and closes with 4401 otherwise', async () => {
    const admin = await administrator(test);
    const { token } = (await (await admin.call('POST', '/tokens')).json()) as { token: string };
    const push = (await (await admin.call('POST', '/sources/demo/tokens')).json()) as { token: string };
    for (const [query, options] of [
      [asWall, {}],
      [`?token=${token}`, {}],
      ['', { headers: { authorization: `Bearer ${token}` } }],
      ['', { headers: { cookie: admin.cookie } }],
      ['', { headers: { cookie: admin.cookie }, origin: test.url }],
    ] as const) {
      const live = await openLive(test.url, query, options);
      expect((await live.tick()).clock.mode).toBe('live');
      live.socket.close();
    }
    expect(await (await openLive(test.url)).closed).toBe(4401);
    expect(await (await openLive(test.url, '?token=wrong')).closed).toBe(4401);
    expect(await (await openLive(test.url, `?token=${push.token}`)).closed).toBe(4403);
    const foreign = { headers: { cookie: admin.cookie }, origin: 'http://evil.example' };
    expect(await (await openLive(test.url, '', foreign)).closed).toBe(4403);
  });

  it('closes with the session', async () => {
    const admin = await administrator(test);
    const live = await openLive(test.url, '', { headers: { cookie: admin.cookie } });
    const other = await openLive(test.url, '', {
      headers: { cookie: (await signIn(test.url, 'quantri')).cookie },
    });
    await admin.call('DELETE', '/session');
    expect(await live.closed).toBe(4401);
    expect((await other.tick()).type).toBe('tick');
  });

  it('says what it is to whoever does not upgrade', async () => {
    const answer = await client(test.url, { token: WALL_TOKEN }).call('GET', '/live');
    expect(answer.status).toBe(426);
    expect(await answer.json()).toMatchObject({ status: 426 });
  });
});

describe('subscriptions', () => {
  it('answers every question of the contract in its schema', async () => {
    const live = await openLive(test.url, asWall);
    const questions = {
      values: values(['HCM', 'HCM-KV01']),
      figures: { ask: 'figures', unit: 'HCM', indicators: ['cases_to_enforce'] },
      ranking: { ask: 'ranking', unit: 'HCM', indicators: ['cases_to_enforce'], level: 'region' },
      series: { ask: 'series', unit: 'HCM', indicator: 'cases_to_enforce', yearsBack: 0, step: 'month' },
      trends: { ask: 'trends', unit: 'HCM', indicator: 'cases_to_enforce', level: 'region' },
      measures: { ask: 'measures', unit: 'HCM' },
      distribution: { ask: 'distribution', unit: 'HCM', indicator: 'cases_to_enforce', by: 'category' },
      holidays: { ask: 'holidays' },
      flows: { ask: 'flows', unit: 'HCM' },
      map: { ask: 'map', unit: 'HCM' },
      focus: { ask: 'focus', unit: 'HCM' },
      streets: { ask: 'streets' },
      image: { ask: 'image', image: 'a'.repeat(64) },
      latest: { ask: 'latest', unit: 'HCM', limit: 5 },
      alerts: { ask: 'alerts', unit: null, limit: 5 },
      forecast: { ask: 'forecast', unit: 'HCM', indicator: 'cases_to_enforce', step: 'week' },
      question: { ask: 'question', unit: 'HCM', text: 'Tỷ lệ việc xong là gì?' },
      tasks: { ask: 'tasks', unit: 'HCM' },
      units: { ask: 'units' },
      catalogue: { ask: 'catalogue' },
    } as const;
    for (const [id, query] of Object.entries(questions)) live.say(subscribe(id, query));
    const got = new Map<string, unknown>();
    while (got.size < Object.keys(questions).length) {
      const tick = serverMessage.parse(await live.tick());
      if (tick.type === 'tick') for (const [id, result] of Object.entries(tick.results)) got.set(id, result);
    }
    for (const [ask, schema] of Object.entries(answers))
      expect(schema.safeParse(got.get(ask)), ask).toMatchObject({ success: true });
  });

  it('tells a change, and only what changed', async () => {
    const live = await openLive(test.url, asWall);
    live.say(subscribe('city', values(['HCM'])));
    live.say(subscribe('office', values(['HCM-KV01'])));
    await live.answer('city');
    await live.tick();
    const before = live.heard.length;
    test.measures.set('HCM', 2);
    test.changed();
    expect(await live.answer('city')).toMatchObject({ units: { HCM: { cases_to_enforce: { value: 2 } } } });
    // A regular tick after it proves that nothing else was to come.
    await live.tick();
    const since = live.heard.slice(before).flatMap((m) => (m.type === 'tick' ? Object.keys(m.results) : []));
    expect(since).toEqual(['city']);
  });

  it('stops telling once unsubscribed', async () => {
    const live = await openLive(test.url, asWall);
    live.say(subscribe('city', values(['HCM'])));
    live.say(subscribe('office', values(['HCM-KV01'])));
    await live.answer('office');
    live.say({ type: 'unsubscribe', id: 'city' });
    test.measures.set('HCM', 7);
    test.measures.set('HCM-KV01', 7);
    // Messages are heard in order: what follows the unsubscribe is answered without it.
    live.say(subscribe('again', values(['HCM'])));
    const tick = await live.next(
      (m): m is Extract<ServerMessage, { type: 'tick' }> => m.type === 'tick' && 'again' in m.results,
    );
    expect(Object.keys(tick.results).sort()).toEqual(['again', 'office']);
  });

  it('gathers a burst of changes', async () => {
    const live = await openLive(test.url, asWall);
    live.say(subscribe('city', values(['HCM'])));
    await live.answer('city');
    const before = live.heard.length;
    for (let i = 1; i <= 500; i++) {
      test.measures.set('HCM', 1000 + i);
      test.changed();
    }
    let last: unknown;
    while (JSON.stringify(last)?.includes('1500') !== true) last = await live.answer('city');
    expect(live.heard.length - before).toBeLessThan(5);
  });

  it('answers the same question of many once', async () => {
    let asked = 0;
    const valuesOfUnits = test.measures.valuesOfUnits.bind(test.measures);
    test.measures.valuesOfUnits = (question) => {
      asked += 1;
      return valuesOfUnits(question);
    };
    const all = await Promise.all(Array.from({ length: 8 }, () => openLive(test.url, asWall)));
    for (const live of all) live.say(subscribe('city', values(['HCM'])));
    await Promise.all(all.map((live) => live.answer('city')));
    asked = 0;
    test.measures.set('HCM', 5);
    test.changed();
    await Promise.all(all.map((live) => live.answer('city')));
    // Once for the change; a beat of the second may fall between.
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('keeps a question that cannot be answered yet, and answers it as soon as it can', async () => {
    const live = await openLive(test.url, asWall);
    live.say(subscribe('new', values(['HCM-KV19'])));
    expect(await live.next(isRefused)).toMatchObject({ id: 'new', field: 'unit' });
    test.measures.set('HCM-KV19', 3);
    test.changed();
    expect(await live.answer('new')).toMatchObject({ units: { 'HCM-KV19': {} } });
  });

  it.each([
    ['not json', '{', null, 'message'],
    ['an unknown kind', { type: 'shout' }, null, 'type'],
    ['an unknown question', { type: 'subscribe', id: 'a', query: { ask: 'weather' } }, 'a', 'query.ask'],
    ['a missing field', { type: 'subscribe', id: 'a', query: { ask: 'flows' } }, 'a', 'query.unit'],
    ['an extra field', { type: 'unsubscribe', id: 'a', why: 'x' }, 'a', 'why'],
  ])('refuses %s, naming the field, and goes on', async (_what, message, id, field) => {
    const live = await openLive(test.url, asWall);
    live.say(message);
    expect(await live.next(isRefused)).toMatchObject({ id, field });
    live.say(subscribe('city', values(['HCM'])));
    expect(await live.answer('city')).toBeDefined();
  });

  it('takes at most 200 subscriptions and messages of 64 KiB', async () => {
    const live = await openLive(test.url, asWall);
    for (let i = 0; i <= 200; i++) live.say(subscribe(`s${i}`, { ask: 'catalogue' }));
    expect(await live.next(isRefused)).toMatchObject({ id: 's200', field: 'id' });
    live.say(' '.repeat(64 * 1024 + 1));
    expect(await live.closed).toBe(1009);
  });

  it('goes on when the figures fail, and shows them again afterwards', async () => {
    const live = await openLive(test.url, asWall);
    const valuesOfUnits = test.measures.valuesOfUnits.bind(test.measures);
    test.measures.valuesOfUnits = () => {
      throw new Error('disk on fire');
    };
    live.say(subscribe('city', values(['HCM'])));
    expect((await live.tick()).results).toEqual({});
    test.measures.valuesOfUnits = valuesOfUnits;
    test.changed();
    expect(await live.answer('city')).toBeDefined();
  });
});

describe('windows', () => {
  it('are told what to show, and the setup code only on the wall itself', async () => {
    const window = await openLive(test.url, asWall);
    window.say({ type: 'window', role: 'map' });
    const shown = serverMessage.parse(await window.next(isShow));
    expect(shown).toMatchObject({ scene: { id: 'default', layouts: { map: { id: 'map' } } } });
    expect(shown).toMatchObject({ setup: { url: test.url, code: test.face.setupCode() } });

    const admin = await administrator(test);
    expect((await window.next(isShow)).setup).toBeNull();
    const { windows } = (await (await admin.call('GET', '/wall')).json()) as { windows: string[] };
    expect(windows).toEqual(['map']);
  });

  it('all switch to another scene, which is kept', async () => {
    const admin = await administrator(test);
    const windows = await Promise.all(
      ['statistics', 'map', 'trends', 'operations'].map(async (role) => {
        const live = await openLive(test.url, asWall);
        live.say({ type: 'window', role });
        await live.next(isShow);
        return live;
      }),
    );
    const answer = await admin.call('PUT', '/wall/scene', { scene: 'meeting' });
    expect(await answer.json()).toMatchObject({ scene: 'meeting', by: 'quantri' });
    const shows = await Promise.all(windows.map((window) => window.next(isShow)));
    expect(
      new Set(shows.map(({ scene }) => `${scene.id} ${scene.revision} ${scene.layouts.map.id}`)),
    ).toEqual(new Set([`meeting ${shows[0]?.scene.revision} trends`]));
    const wrong = await admin.call('PUT', '/wall/scene', { scene: 'party' });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ field: 'scene' });
  });
});
