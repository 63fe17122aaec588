import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant, HOUR_MS, type Instant, parseInstant } from '../../contract/calendar.ts';
import { clockAnswer, type ServerMessage } from '../../contract/live.ts';
import {
  administrator,
  type Client,
  client,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';
import { type LiveClient, openLive } from '../fixtures/liveClient.ts';

type Tick = Extract<ServerMessage, { type: 'tick' }>;
type Show = Extract<ServerMessage, { type: 'show' }>;

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  makeFiguresOfTime(test);
  admin = await administrator(test);
});
afterEach(() => test.end());

/** Figures that are another at every second: those of one instant cannot be taken for those of another. */
function makeFiguresOfTime({ measures }: TestFace): void {
  const at = (instant: Instant) => ({
    cases_to_enforce: { value: Math.floor(instant / 1000), unit: 'case' as const, decimals: 0 },
  });
  measures.values = (question) => ({
    unit: question.unit,
    year: 2026,
    at: formatInstant(question.at),
    values: at(question.at),
  });
  measures.valuesOfUnits = ({ units, at: instant }) =>
    Object.fromEntries(units.map((unit) => [unit, at(instant)]));
}

const put = async (change: object) => {
  const answer = await admin.call('PUT', '/clock', change);
  expect(answer.status).toBe(200);
  return clockAnswer.parse(await answer.json());
};
const QUERY = { ask: 'values', units: ['HCM'], indicators: ['cases_to_enforce'] };

async function openWindow(role: string): Promise<LiveClient> {
  const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
  live.say({ type: 'window', role });
  live.say({ type: 'subscribe', id: 'city', query: QUERY });
  return live;
}
const playing = (m: ServerMessage): m is Tick => m.type === 'tick' && m.clock.mode === 'playback';
const told = (m: ServerMessage): m is Tick => playing(m) && 'city' in m.results;
const valueIn = (tick: Tick) =>
  (tick.results['city'] as { units: { HCM: { cases_to_enforce: { value: number } } } }).units.HCM
    .cases_to_enforce.value;

describe('a playing engine', () => {
  it('answers exactly what /values answers for the instant it says', async () => {
    const live = await openWindow('map');
    await live.answer('city');
    await put({ mode: 'playback', interval: 'last_week', speed: 3600 });
    for (let i = 0; i < 4; i++) {
      const tick = await live.next(told);
      const path = `/values?unit=HCM&at=${encodeURIComponent(tick.clock.at)}`;
      const answer = (await (await admin.call('GET', path)).json()) as { values: object };
      expect(answer.values).toEqual({
        cases_to_enforce: expect.objectContaining({ value: valueIn(tick) }) as unknown,
      });
    }
  });

  it('gives all windows the same instant in the same tick, and its own time besides', async () => {
    const windows = await Promise.all(['statistics', 'map', 'trends', 'operations'].map(openWindow));
    await put({ mode: 'playback', interval: 'last_day', speed: 60 });
    const ticks = await Promise.all(
      windows.map(async (window) => [await window.next(told), await window.next(told)]),
    );
    const instants = ticks.map((both) => both.map(({ clock }) => clock.at));
    const of = (window: LiveClient) =>
      new Map(window.heard.filter(playing).map((tick) => [tick.clock.at, JSON.stringify(tick.results)]));
    const [first, ...others] = windows.map(of);
    for (const other of others)
      for (const [at, results] of other) if (first?.has(at)) expect(results).toBe(first.get(at));
    expect(new Set(instants.map((both) => both[1])).size).toBe(1);
    for (const [tick] of ticks)
      expect(Math.abs(Date.parse(tick?.at ?? '') - Date.now())).toBeLessThan(HOUR_MS);
  });

  it('goes back to live in one tick, with every answer of now in it', async () => {
    const live = await openWindow('map');
    live.say({ type: 'subscribe', id: 'office', query: { ...QUERY, units: ['HCM-KV01'] } });
    await put({ mode: 'playback', interval: 'last_day', speed: 1 });
    await live.next((m): m is Tick => told(m) && 'office' in m.results);
    await put({ mode: 'live' });
    const first = await live.next((m): m is Tick => m.type === 'tick' && m.clock.mode === 'live');
    expect(Object.keys(first.results).sort()).toEqual(['city', 'office']);
    expect(valueIn(first)).toBe(Math.floor(Date.parse(first.clock.at) / 1000));
  });

  it('answers questions that name no instant at the clock’s', async () => {
    const at = '2026-01-15T09:41:00.000+07:00';
    await put({ mode: 'playback', at, paused: true });
    expect(await (await admin.call('GET', '/values?unit=HCM')).json()).toMatchObject({ at });
    await put({ mode: 'live' });
    const { at: now } = (await (await admin.call('GET', '/values?unit=HCM')).json()) as { at: string };
    expect(Date.parse(now)).toBeGreaterThan(Date.parse(at));
  });

  it('shows the layouts that were on at that instant, and today’s when it is live again', async () => {
    const shown =
      (id: string) =>
      (m: ServerMessage): m is Show =>
        m.type === 'show' && m.scene.id === id;
    const live = await openWindow('map');
    await live.next(shown('default'));
    test.time.offset = HOUR_MS;
    await admin.call('PUT', '/wall/scene', { scene: 'meeting' });
    await live.next(shown('meeting'));
    test.time.offset = 2 * HOUR_MS;
    const before = formatInstant(Date.now() + HOUR_MS / 2);
    await put({ mode: 'playback', at: before, paused: true });
    expect((await live.next(shown('default'))).scene.layouts.map.id).toBe('map');
    await put({ mode: 'playback', at: formatInstant(Date.now() + 1.5 * HOUR_MS) });
    expect((await live.next(shown('meeting'))).scene.layouts.map.id).toBe('trends');
    await put({ mode: 'playback', at: before });
    await live.next(shown('default'));
    await put({ mode: 'live' });
    await live.next(shown('meeting'));
  });

  it('goes on in an engine that is started again', async () => {
    const { clock } = await put({ mode: 'playback', interval: 'last_week', speed: 10, paused: true });
    await test.stop();
    test = await startFace({ folder: test.folder });
    admin = client(test.url, { cookie: admin.cookie });
    expect(clockAnswer.parse(await (await admin.call('GET', '/clock')).json()).clock).toEqual(clock);
  });
});

describe('bookmarks', () => {
  it('are named instants, in order of time', async () => {
    const at = '2026-01-15T09:41:00.000+07:00';
    const add = async (body: object) => (await admin.call('POST', '/clock/bookmarks', body)).json();
    const second = await add({ name: 'Giao ban', at });
    await put({ mode: 'playback', at: '2025-12-01T08:00:00+07:00', paused: true });
    const first = (await add({ name: 'Cuối tháng' })) as { id: number };
    const list = async () => clockAnswer.parse(await (await admin.call('GET', '/clock')).json()).bookmarks;
    expect(await list()).toEqual([first, second]);
    expect(first).toMatchObject({ at: '2025-12-01T08:00:00.000+07:00', by: 'quantri' });
    await admin.call('PUT', `/clock/bookmarks/${first.id}`, { name: 'Chốt tháng 11' });
    expect((await list())[0]).toMatchObject({ name: 'Chốt tháng 11', at: '2025-12-01T08:00:00.000+07:00' });
    expect((await admin.call('DELETE', `/clock/bookmarks/${first.id}`)).status).toBe(204);
    expect((await admin.call('DELETE', `/clock/bookmarks/${first.id}`)).status).toBe(404);
    expect(await list()).toEqual([second]);
    const wrong = await admin.call('POST', '/clock/bookmarks', { name: 'Mai', at: '2199-01-01T00:00:00Z' });
    expect(await wrong.json()).toMatchObject({ status: 400, field: 'at' });
  });
});

describe('the clock over HTTP', () => {
  it.each([
    [{ mode: 'playback', speed: 3601 }, 'speed'],
    [{ mode: 'playback', speed: 1.5 }, 'speed'],
    [{ mode: 'playback', at: 'yesterday' }, 'at'],
    [{ mode: 'playback', at: '2199-01-01T00:00:00Z' }, 'at'],
    [{ mode: 'playback', interval: 'last_year' }, 'interval'],
    [{ mode: 'backwards' }, 'mode'],
    [{ mode: 'live', at: '2026-01-01T00:00:00Z' }, 'at'],
  ])('refuses %j, naming %s', async (change, field) => {
    const answer = await admin.call('PUT', '/clock', change);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field });
  });

  it('keeps its settings, and writes down who changed what', async () => {
    const settings = { automatic: false, silenceS: 30, hours: 8, speed: 120, idleS: 600 };
    expect((await admin.call('PUT', '/clock/settings', { ...settings, silenceS: 1 })).status).toBe(400);
    expect(await (await admin.call('PUT', '/clock/settings', settings)).json()).toMatchObject({ settings });
    await put({ mode: 'playback', interval: 'this_morning' });
    await put({ mode: 'live' });
    const { entries } = (await (await admin.call('GET', '/audit')).json()) as {
      entries: { what: string; who: string }[];
    };
    expect(entries.slice(0, 3).map(({ who, what }) => `${who} ${what}`)).toEqual([
      'quantri playback_ended',
      'quantri playback_started',
      'quantri playback_settings',
    ]);
    expect(
      parseInstant(clockAnswer.parse(await (await admin.call('GET', '/clock')).json()).clock.at),
    ).not.toBeNull();
  });
});
