import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant, HOUR_MS } from '../../contract/calendar.ts';
import { interruptAnswer } from '../../contract/interrupts.ts';
import type { ServerMessage } from '../../contract/live.ts';
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

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
});
afterEach(() => test.end());

type Tick = Extract<ServerMessage, { type: 'tick' }>;
const inHours = (hours: number) => formatInstant(Date.now() + test.time.offset + hours * HOUR_MS);
const show = (change: object = {}, by = admin) =>
  by.call('POST', '/wall/interrupt', {
    text: 'Họp khẩn tại phòng 201',
    level: 'urgent',
    until: inHours(1),
    ...change,
  });
const standing = async () =>
  interruptAnswer.parse(await (await admin.call('GET', '/wall/interrupt')).json()).interrupt;

describe('a message over all screens', () => {
  it('is told to every window in the next tick, and goes when somebody ends it', async () => {
    const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
    live.say({ type: 'window', role: 'map' });
    await live.tick();
    expect((await show()).status).toBe(201);
    const told = await live.next((m): m is Tick => m.type === 'tick' && m.interrupt !== null);
    expect(told.interrupt).toMatchObject({ text: 'Họp khẩn tại phòng 201', level: 'urgent', by: 'quantri' });
    expect((await admin.call('DELETE', '/wall/interrupt')).status).toBe(204);
    await live.next((m): m is Tick => m.type === 'tick' && m.interrupt === null);
    expect((await admin.call('DELETE', '/wall/interrupt')).status).toBe(204);
    live.socket.close();
  });

  it('goes by itself at its time', async () => {
    await show();
    test.time.offset = 0.9 * HOUR_MS;
    expect(await standing()).not.toBeNull();
    test.time.offset = HOUR_MS + 1000;
    expect(await standing()).toBeNull();
  });

  it('stands after a restart of the engine, and one that was ended does not', async () => {
    await show();
    const restart = async () => {
      await test.stop();
      test = await startFace({ folder: test.folder });
      admin = client(test.url, { cookie: admin.cookie });
    };
    await restart();
    expect(await standing()).toMatchObject({ text: 'Họp khẩn tại phòng 201' });
    await admin.call('DELETE', '/wall/interrupt');
    await restart();
    expect(await standing()).toBeNull();
  });

  it('gives way to the next one; both are written down', async () => {
    await show();
    await show({ text: 'Kết thúc họp', level: 'calm' });
    expect(await standing()).toMatchObject({ text: 'Kết thúc họp', level: 'calm' });
    await admin.call('DELETE', '/wall/interrupt');
    expect(await standing()).toBeNull();
    const { entries } = (await (await admin.call('GET', '/audit')).json()) as {
      entries: { what: string; subject: string }[];
    };
    expect(entries.slice(0, 3).map(({ what }) => what)).toEqual([
      'interrupt_ended',
      'interrupt_shown',
      'interrupt_shown',
    ]);
    expect(entries[2]?.subject).toContain('Họp khẩn tại phòng 201');
  });

  it('is shown by operators', async () => {
    for (const role of ['operator', 'viewer'])
      await admin.call('POST', '/users', { username: role, password: PASSWORD, role });
    expect((await show({}, await signIn(test.url, 'operator'))).status).toBe(201);
    expect((await show({}, await signIn(test.url, 'viewer'))).status).toBe(403);
  });

  it('has at most 300 letters, counted as people count them', async () => {
    const longest = 'Ộ'.normalize('NFD').repeat(300);
    expect((await show({ text: longest })).status).toBe(201);
    expect((await standing())?.text).toBe('Ộ'.normalize('NFC').repeat(300));
  });

  it.each<[object, string]>([
    [{ text: '   ' }, 'text'],
    [{ text: 'a'.repeat(301) }, 'text'],
    [{ level: 'alarm' }, 'level'],
    [{ until: undefined }, 'until'],
    [{ until: 'mai' }, 'until'],
    [{ until: '2020-01-01T00:00:00Z' }, 'until'],
    [{ until: '2199-01-01T00:00:00Z' }, 'until'],
    [{ colour: 'red' }, 'colour'],
  ])('is refused with %j, naming %s', async (change, field) => {
    const answer = await show(change);
    expect([answer.status, ((await answer.json()) as { field: string }).field]).toEqual([400, field]);
  });
});
