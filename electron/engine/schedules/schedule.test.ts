/** The schedule at work in a real engine, over HTTP. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, dayOf, formatInstant, HOUR_MS, startOfDay } from '../../contract/calendar.ts';
import type { ServerMessage } from '../../contract/live.ts';
import { lastActAt, recordAudit } from '../access/index.ts';
import {
  planAnswer,
  scheduleAnswer,
  scheduleEntry,
  type ScheduleEntryRequest,
  shownAnswer,
} from '../../contract/schedules.ts';
import {
  administrator,
  type Client,
  client,
  signIn,
  PASSWORD,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';
import { sceneDocumentOf, writeDocument } from '../fixtures/layouts.ts';
import { openLive } from '../fixtures/liveClient.ts';

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  // Noon of the day after tomorrow: whatever the time of the test, a whole morning and afternoon lie around.
  noon = startOfDay(Date.now()) + 2 * DAY_MS + 12 * HOUR_MS;
  test = await startFace({ offset: noon - Date.now() });
  admin = await administrator(test);
});
afterEach(() => test.end());

let noon: number;
/** Moves the engine's clock, and has the schedule looked at as its second does. */
async function goTo(at: number): Promise<void> {
  test.time.offset = at - Date.now();
  // The session of before may have run out meanwhile.
  admin = await signIn(test.url, 'quantri');
  await expect
    .poll(async () => (await schedule()).state.scene === (await wants()), { timeout: 20_000 })
    .toBe(true);
}
async function wants(): Promise<string> {
  const { state } = await schedule();
  return state.override?.scene ?? state.scheduled ?? state.chosen.scene;
}

const schedule = async () => scheduleAnswer.parse(await (await admin.call('GET', '/schedule')).json());
const request = (change: Partial<ScheduleEntryRequest> = {}): ScheduleEntryRequest => ({
  name: 'Giao ban',
  scene: 'meeting',
  enabled: true,
  from: '11:00',
  to: '13:00',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  firstDay: null,
  lastDay: null,
  on: [],
  off: [],
  holidays: 'as_usual',
  priority: 10,
  condition: null,
  ...change,
});
async function add(change: Partial<ScheduleEntryRequest> = {}) {
  const answer = await admin.call('POST', '/schedule/entries', request(change));
  expect(answer.status).toBe(201);
  return scheduleEntry.parse(await answer.json());
}
const show = (scene: string) => admin.call('PUT', '/wall/scene', { scene });
const audit = async () => {
  const { entries } = (await (await admin.call('GET', '/audit')).json()) as {
    entries: { who: string; what: string }[];
  };
  return entries.map(({ who, what }) => `${who} ${what}`);
};
const restart = async () => {
  const { offset } = test.time;
  await test.stop();
  test = await startFace({ folder: test.folder, offset });
  admin = client(test.url, { cookie: admin.cookie });
};

describe('the schedule', () => {
  it('shows the scene of an entry from its time to its end, then what a person chose', async () => {
    expect((await schedule()).state).toMatchObject({ scene: 'default', cause: 'chosen', scheduled: null });
    const entry = await add();
    expect((await schedule()).state).toMatchObject({
      scene: 'meeting',
      cause: 'schedule',
      why: { rule: 'entry', entry: entry.id, to: formatInstant(noon + HOUR_MS) },
      nextChange: formatInstant(noon + HOUR_MS),
    });
    await goTo(noon + 2 * HOUR_MS);
    expect((await schedule()).state).toMatchObject({ scene: 'default', cause: 'chosen' });
    expect(await (await admin.call('GET', '/wall/scene')).json()).toMatchObject({ scene: 'default' });
  });

  it('tells all windows of a switch in one turn, and changes nothing for an entry that is on already', async () => {
    const windows = await Promise.all(
      ['statistics', 'map', 'trends', 'operations'].map(async (role) => {
        const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
        live.say({ type: 'window', role });
        return live;
      }),
    );
    const shows = (m: ServerMessage): m is Extract<ServerMessage, { type: 'show' }> => m.type === 'show';
    await Promise.all(windows.map((window) => window.next(shows)));
    await add();
    const told = await Promise.all(windows.map((window) => window.next(shows)));
    expect(new Set(told.map(({ scene }) => `${scene.id} ${scene.revision}`)).size).toBe(1);
    expect(told[0]?.scene.id).toBe('meeting');
    for (const { socket } of windows) socket.close();
  });

  it('gives way to a person until it changes, over a restart, and no longer', async () => {
    await add();
    expect((await show('default')).status).toBe(200);
    const overridden = { scene: 'default', cause: 'override', scheduled: 'meeting' };
    expect((await schedule()).state).toMatchObject({ ...overridden, override: { by: 'quantri' } });
    await restart();
    expect((await schedule()).state).toMatchObject({ ...overridden, override: { by: 'quantri' } });
    // Another entry takes over at 12:30: that is a change.
    await add({ from: '12:30', to: '12:45', priority: 20, scene: 'meeting', name: 'Họp' });
    expect((await schedule()).state).toMatchObject(overridden);
    await goTo(noon + HOUR_MS * 0.6);
    expect((await schedule()).state).toMatchObject({ scene: 'meeting', cause: 'schedule', override: null });
    await goTo(noon + HOUR_MS * 0.8);
    expect((await schedule()).state).toMatchObject({ scene: 'meeting', cause: 'schedule' });
  });

  it('is nobody at work: what it does by itself does not count as an act', async () => {
    const { id } = await add();
    await goTo(noon + 30 * 60_000);
    const acted = lastActAt(test.store.db);
    await goTo(noon + 2 * HOUR_MS);
    const subject = { who: `schedule:${id}`, what: 'scene_switched' as const };
    recordAudit(test.store.db, { at: noon + 3 * HOUR_MS, ...subject });
    const { entries } = (await (await admin.call('GET', '/audit')).json()) as { entries: { who: string }[] };
    expect(entries[0]?.who).toBe(`schedule:${id}`);
    // The test itself signed in meanwhile.
    expect(lastActAt(test.store.db)).toBeLessThan(noon + 3 * HOUR_MS);
    expect(lastActAt(test.store.db)).toBeGreaterThan(acted ?? 0);
  });

  it('takes the wall back when it is handed back', async () => {
    await add();
    await show('default');
    expect((await admin.call('DELETE', '/wall/scene/override')).status).toBe(200);
    expect((await schedule()).state).toMatchObject({ scene: 'meeting', override: null });
    expect((await audit()).slice(0, 4)).toEqual([
      expect.stringMatching(/^schedule:\d+ scene_switched$/),
      'quantri scene_handed_back',
      'quantri scene_switched',
      expect.stringMatching(/^schedule:\d+ scene_switched$/),
    ]);
    await restart();
    await goTo(noon + 2 * HOUR_MS);
    expect((await schedule()).state).toMatchObject({ scene: 'default', cause: 'chosen' });
  });

  it('keeps what a person chose while nothing was scheduled for all such times', async () => {
    await add({ scene: 'default' });
    await goTo(noon + 2 * HOUR_MS);
    await show('meeting');
    await goTo(noon + DAY_MS);
    expect((await schedule()).state).toMatchObject({ scene: 'default', cause: 'schedule' });
    await goTo(noon + DAY_MS + 2 * HOUR_MS);
    expect((await schedule()).state).toMatchObject({ scene: 'meeting', cause: 'chosen' });
  });

  it('judges conditions by the figures and the sources', async () => {
    const indicator = {
      is: 'indicator',
      unit: 'HCM',
      indicator: 'cases_to_enforce',
      compare: 'above',
      value: 5,
    };
    const one = await add({ condition: indicator as ScheduleEntryRequest['condition'] });
    expect((await schedule()).state.why).toEqual({ rule: 'none', waiting: [{ entry: one.id, known: true }] });
    test.measures.set('HCM', 6);
    await goTo(noon + 60_000);
    expect((await schedule()).state).toMatchObject({ scene: 'meeting', cause: 'schedule' });
    const other = await admin.call('PUT', `/schedule/entries/${one.id}`, {
      ...request(),
      condition: { is: 'freshness', source: 'demo', levels: ['stale', 'gone'] },
    });
    expect(other.status).toBe(200);
    // The source of this test was never heard: nobody knows.
    expect((await schedule()).state).toMatchObject({
      scene: 'default',
      why: { waiting: [{ entry: one.id, known: false }] },
    });
  });

  it('is planned by days, with what conditions could change', async () => {
    const sure = await add();
    const perhaps = await add({
      priority: 20,
      condition: { is: 'freshness', source: 'demo', levels: ['gone'] },
    });
    const first = dayOf(noon);
    const { days } = planAnswer.parse(
      await (await admin.call('GET', `/schedule/plan?from=${first}&days=2`)).json(),
    );
    expect(days.map(({ day }) => day)).toEqual([first, dayOf(noon + DAY_MS)]);
    expect(days[0]?.stretches.map(({ scene, entry, may }) => [scene, entry, may])).toEqual([
      [null, null, []],
      ['meeting', sure.id, [perhaps.id]],
      [null, null, []],
    ]);
    for (const [query, field] of [
      ['from=2026-02-30', 'from'],
      ['from=1999-01-01', 'from'],
      [`from=${first}&days=32`, 'days'],
    ]) {
      const refused = await admin.call('GET', `/schedule/plan?${query}`);
      expect([refused.status, ((await refused.json()) as { field: string }).field]).toEqual([400, field]);
    }
  });

  it('takes holidays from the data folder, and says why it does not when they are wrong', async () => {
    const folder = join(test.folder, 'data', 'holidays');
    const write = (text: string) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'vietnam.json'), text);
    };
    const day = dayOf(noon);
    const days = [{ day, name: { vi: 'Ngày lễ', en: 'Holiday' }, certainty: 'announced' }];
    write(JSON.stringify({ schema: 1, source: { title: 'Thông báo', url: 'https://example.vn/' }, days }));
    await restart();
    expect(await schedule()).toMatchObject({
      holidays: { source: { title: 'Thông báo' } },
      holidayFault: null,
    });
    await add({ holidays: 'not' });
    expect((await schedule()).state.scene).toBe('default');
    await add({ holidays: 'only' });
    expect((await schedule()).state.scene).toBe('meeting');
    write(
      JSON.stringify({
        schema: 1,
        source: { title: 'x', url: 'https://example.vn/' },
        days: [{ day: 'mai' }],
      }),
    );
    await restart();
    expect((await schedule()).holidayFault).toContain('field "days.0.day"');
  });

  it('says which entry names what is not there any more, and goes on without it', async () => {
    writeDocument(join(test.folder, 'assets'), 'scenes', 'gone', sceneDocumentOf('gone'));
    await restart();
    const one = await add({ scene: 'gone' });
    expect((await schedule()).state.scene).toBe('gone');
    const { rmSync } = await import('node:fs');
    rmSync(join(test.folder, 'assets', 'scenes', 'gone.json'));
    await restart();
    const { faults, state } = await schedule();
    expect(faults).toEqual([expect.objectContaining({ entry: one.id, field: 'scene' })]);
    expect(state).toMatchObject({ scene: 'default', cause: 'chosen' });
  });

  it.each<[object, string]>([
    [{ scene: 'nowhere' }, 'scene'],
    [{ from: '7:00' }, 'from'],
    [{ weekdays: [0] }, 'weekdays.0'],
    [{ condition: { is: 'freshness', source: 'none', levels: ['gone'] } }, 'condition.source'],
    [
      { condition: { is: 'indicator', unit: 'HCM', indicator: 'none', compare: 'above', value: 1 } },
      'condition.indicator',
    ],
    [
      {
        condition: { is: 'indicator', unit: 'X', indicator: 'cases_to_enforce', compare: 'above', value: 1 },
      },
      'condition.unit',
    ],
    [{ colour: 'red' }, 'colour'],
  ])('refuses %j, naming %s', async (change, field) => {
    const answer = await admin.call('POST', '/schedule/entries', { ...request(), ...change });
    expect([answer.status, ((await answer.json()) as { field: string }).field]).toEqual([400, field]);
  });

  it('is edited by administrators, overridden by operators, and every change is written down', async () => {
    await admin.call('POST', '/users', { username: 'truc', password: PASSWORD, role: 'operator' });
    const operator = await signIn(test.url, 'truc');
    expect((await operator.call('POST', '/schedule/entries', request())).status).toBe(403);
    const { id } = await add();
    expect((await operator.call('PUT', '/wall/scene', { scene: 'default' })).status).toBe(200);
    expect((await operator.call('DELETE', '/wall/scene/override')).status).toBe(200);
    await admin.call('PUT', `/schedule/entries/${id}`, request({ name: 'Họp tuần', enabled: false }));
    expect((await admin.call('DELETE', `/schedule/entries/${id}`)).status).toBe(204);
    expect((await admin.call('DELETE', `/schedule/entries/${id}`)).status).toBe(404);
    expect(await audit()).toEqual(
      expect.arrayContaining([
        'quantri schedule_added',
        'truc scene_handed_back',
        'quantri schedule_changed',
        'quantri schedule_removed',
      ]),
    );
  });
});

describe('what was shown', () => {
  const shownAt = async (at: number) =>
    shownAnswer.parse(
      await (await admin.call('GET', `/wall/shown?at=${encodeURIComponent(formatInstant(at))}`)).json(),
    );

  it('can be told of any past time: scene, layouts, who chose it, the message over it, playback', async () => {
    const began = noon;
    const { id } = await add();
    await goTo(began + 2 * HOUR_MS);
    await show('meeting');
    const until = formatInstant(began + 4 * HOUR_MS);
    await admin.call('POST', '/wall/interrupt', { text: 'Họp khẩn', level: 'urgent', until });
    await goTo(began + 3 * HOUR_MS);
    await admin.call('PUT', '/clock', { mode: 'playback', interval: 'last_day' });
    await goTo(began + 6 * HOUR_MS);
    expect(await shownAt(began + HOUR_MS)).toMatchObject({
      shown: { scene: 'meeting', by: `schedule:${id}`, layouts: { map: { id: 'trends' } } },
      interrupt: null,
      playback: false,
    });
    expect(await shownAt(began + 2.5 * HOUR_MS)).toMatchObject({
      shown: { scene: 'meeting', by: 'quantri', until: null },
      interrupt: { text: 'Họp khẩn', by: 'quantri' },
    });
    expect(await shownAt(began + 3.5 * HOUR_MS)).toMatchObject({ playback: true });
    expect(await shownAt(began + 5 * HOUR_MS)).toMatchObject({ interrupt: null });
    expect((await shownAt(Date.now() - DAY_MS)).shown).toBeNull();
    const ahead = await admin.call('GET', '/wall/shown?at=2199-01-01T00:00:00Z');
    expect(await ahead.json()).toMatchObject({ status: 400, field: 'at' });
  });
});

describe('layouts that take turns', () => {
  it('switch on all windows in one turn of the engine, rest in playback, and are known of the past', async () => {
    const turning = sceneDocumentOf('default');
    writeDocument(join(test.folder, 'assets'), 'scenes', 'default', {
      ...turning,
      schema: 2,
      layouts: { ...turning.layouts, map: { layouts: ['map', 'trends'], everyS: 60 } },
    });
    await restart();
    const began = Date.now() + test.time.offset;
    const windows = await Promise.all(
      ['statistics', 'map', 'trends', 'operations'].map(async (role) => {
        const window = await openLive(test.url, `?token=${WALL_TOKEN}`);
        window.say({ type: 'window', role });
        return window;
      }),
    );
    const shows =
      (layout: string) =>
      (m: ServerMessage): m is Extract<ServerMessage, { type: 'show' }> =>
        m.type === 'show' && m.scene.layouts.map.id === layout;
    const all = (layout: string) => Promise.all(windows.map((window) => window.next(shows(layout))));
    const ticks = () => Promise.all(windows.map((window) => window.tick()));
    const first = await all('map');
    // Once all were greeted, all are told the same ticks.
    await ticks();
    test.time.offset += 61_000;
    const second = await all('trends');
    expect(new Set((await ticks()).map(({ at }) => at)).size).toBe(1);
    expect(second.map(({ scene }) => scene.revision)).toEqual(first.map(({ scene }) => scene.revision));
    expect(second[0]?.scene).not.toHaveProperty('turns');
    const [, live] = windows;
    if (!live) throw new Error('There is no window.');
    const at = formatInstant(began + 50_000);
    const shown = await (await admin.call('GET', `/wall/shown?at=${encodeURIComponent(at)}`)).json();
    expect(shown).toMatchObject({ shown: { layouts: { map: { id: 'map' } } } });
    await admin.call('PUT', '/clock', { mode: 'playback', interval: 'last_day' });
    await live.next(shows('map'));
    const told = () => live.heard.filter(({ type }) => type === 'show').length;
    const before = told();
    test.time.offset += 60_000;
    for (let i = 0; i < 3; i += 1) await live.tick();
    expect(told()).toBe(before);
    for (const { socket } of windows) socket.close();
  });
});
