import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant, HOUR_MS } from '../../contract/calendar.ts';
import { dashboard, sentAnswer } from '../../contract/dashboards.ts';
import type { ServerMessage } from '../../contract/live.ts';
import { shownAnswer } from '../../contract/schedules.ts';
import {
  administrator,
  type Client,
  PASSWORD,
  signIn,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';

type Show = Extract<ServerMessage, { type: 'show' }>;
const MINUTE_MS = 60_000;
const TITLE = 'Việc lớn trong tuần';
let test: TestFace;
let admin: Client;
let id: string;
beforeEach(async () => {
  test = await startFace();
  test.measures.set('HCM', 10);
  admin = await administrator(test);
  const made = await admin.call('POST', '/dashboards', { from: 'nothing', title: TITLE });
  id = dashboard.parse(await made.json()).id;
  const widgets = [{ id: 'one', type: 'figure', x: 0, y: 0, w: 4, h: 3, config: {} }];
  await admin.call('PUT', `/dashboards/${id}`, {
    basedOn: 1,
    document: { schema: 1, title: TITLE, widgets },
  });
});
afterEach(() => test.end());

const send = (change: object = {}, by = admin) =>
  by.call('POST', '/wall/dashboards', { dashboard: id, role: 'map', ...change });
const standing = async () =>
  sentAnswer.parse(await (await admin.call('GET', '/wall/dashboards')).json()).sent;
const isShow = (m: ServerMessage): m is Show => m.type === 'show';
async function window(query = `?token=${WALL_TOKEN}`) {
  const live = await openLive(test.url, query);
  live.say({ type: 'window', role: 'map' });
  return live;
}

describe('a dashboard on a monitor', () => {
  it('takes the place of the scene’s layout on that monitor, says who sent it, and goes by hand', async () => {
    const live = await window();
    await live.next(isShow);
    expect((await send()).status).toBe(201);
    const { scene } = await live.next(isShow);
    expect(scene.layouts.map.title.vi).toBe(TITLE);
    expect(scene.layouts.trends.title.vi).toBe('Bố cục trends');
    expect(scene.sent).toMatchObject({ map: { title: TITLE, by: 'quantri' } });
    expect((await admin.call('DELETE', '/wall/dashboards/map')).status).toBe(204);
    expect((await live.next(isShow)).scene.layouts.map.id).toBe('map');
    expect((await admin.call('DELETE', '/wall/dashboards/map')).status).toBe(404);
    live.socket.close();
  });

  it('goes by itself after thirty minutes, told to the windows without anybody’s act', async () => {
    const live = await window();
    await send();
    await live.next((m): m is Show => isShow(m) && m.scene.sent !== undefined);
    test.time.offset = 29 * MINUTE_MS;
    expect(await standing()).toMatchObject([{ role: 'map', title: TITLE, dashboard: id }]);
    test.time.offset = 30 * MINUTE_MS + 1000;
    const back = await live.next((m): m is Show => isShow(m) && m.scene.sent === undefined);
    expect(back.scene.layouts.map.id).toBe('map');
    expect(await standing()).toEqual([]);
    live.socket.close();
  });

  it('stands after a restart, through a change of scene, and as it was sent', async () => {
    await send({ minutes: 480 });
    await test.stop();
    test = await startFace({ folder: test.folder, offset: HOUR_MS });
    admin = await signIn(test.url, 'quantri');
    await admin.call('PUT', '/wall/scene', { scene: 'meeting' });
    await admin.call('DELETE', `/dashboards/${id}`);
    const live = await window();
    const { scene } = await live.next(isShow);
    expect([scene.id, scene.layouts.map.title.vi]).toEqual(['meeting', TITLE]);
    live.socket.close();
  });

  it('gives way to the next one on the same monitor, and to none on another', async () => {
    await send();
    await send({ role: 'trends', minutes: 5 });
    await send({ minutes: 60 });
    expect((await standing()).map(({ role }) => role).sort()).toEqual(['map', 'trends']);
    const { entries } = (await (await admin.call('GET', '/audit')).json()) as { entries: { what: string }[] };
    expect(entries.filter(({ what }) => what === 'dashboard_sent')).toHaveLength(3);
  });

  it('is in the record: what the wall showed then, and a window as of then', async () => {
    await send();
    const then = Date.now() + test.time.offset;
    test.time.offset = 2 * HOUR_MS;
    const at = encodeURIComponent(formatInstant(then));
    const told = shownAnswer.parse(await (await admin.call('GET', `/wall/shown?at=${at}`)).json());
    expect(told.sent).toMatchObject([{ role: 'map', title: TITLE, by: 'quantri' }]);
    const live = await window(`?token=${WALL_TOKEN}&asOf=${at}`);
    expect((await live.next(isShow)).scene.layouts.map.title.vi).toBe(TITLE);
    live.socket.close();
  });

  it('is told to windows in the room only', async () => {
    await admin.call('POST', '/users', { username: 'lan', password: PASSWORD, role: 'viewer' });
    const lan = await signIn(test.url, 'lan');
    await send();
    for (const query of ['', `?asOf=${encodeURIComponent(formatInstant(Date.now()))}`]) {
      const live = await openLive(test.url, query, { headers: { cookie: lan.cookie, origin: test.url } });
      live.say({ type: 'window', role: 'map' });
      const { scene } = await live.next(isShow);
      expect(JSON.stringify(scene)).not.toContain(TITLE);
      live.socket.close();
    }
  });

  it('is sent by operators who see the whole organisation and may read it', async () => {
    for (const [username, role, place] of [
      ['truc', 'operator', null],
      ['vung', 'operator', 'HCM'],
      ['xem', 'viewer', null],
    ])
      await admin.call('POST', '/users', { username, password: PASSWORD, role, place });
    const truc = await signIn(test.url, 'truc');
    expect((await send({}, truc)).status).toBe(404);
    await admin.call('PUT', `/dashboards/${id}/shares`, { shares: [{ with: 'everyone', may: 'read' }] });
    expect((await send({}, truc)).status).toBe(201);
    expect((await send({}, await signIn(test.url, 'vung'))).status).toBe(403);
    expect((await send({}, await signIn(test.url, 'xem'))).status).toBe(403);
  });

  it.each<[object, number, string]>([
    [{ minutes: 4 }, 400, 'minutes'],
    [{ minutes: 481 }, 400, 'minutes'],
    [{ role: 'door' }, 400, 'role'],
    [{ dashboard: 'no' }, 400, 'dashboard'],
    [{ colour: 'red' }, 400, 'colour'],
  ])('is refused with %j', async (change, status, field) => {
    const answer = await send(change);
    expect([answer.status, ((await answer.json()) as { field: string }).field]).toEqual([status, field]);
  });
});
