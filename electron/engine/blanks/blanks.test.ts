import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ServerMessage } from '../../contract/live.ts';
import { blankAnswer } from '../../contract/blank.ts';
import { problem } from '../../contract/problems.ts';
import { administrator, type Client, startFace, type TestFace, WALL_TOKEN } from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';
import { createBlanks } from './index.ts';

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
});
afterEach(() => test.end());

type Tick = Extract<ServerMessage, { type: 'tick' }>;
const dark = async () => blankAnswer.parse(await (await admin.call('GET', '/wall/blank')).json()).blank;

it('darkens the screens that are asked for, tells every window, and lights them all again', async () => {
  const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
  live.say({ type: 'window', role: 'map' });
  expect((await live.tick()).blank).toBeNull();
  expect((await admin.call('PUT', '/wall/blank', { roles: ['trends', 'map'] })).status).toBe(200);
  const told = await live.next((m): m is Tick => m.type === 'tick' && m.blank !== null);
  expect(told.blank).toMatchObject({ roles: ['map', 'trends'], by: 'quantri' });
  expect((await admin.call('DELETE', '/wall/blank')).status).toBe(204);
  await live.next((m): m is Tick => m.type === 'tick' && m.blank === null);
  // While none is dark nothing happens.
  expect((await admin.call('DELETE', '/wall/blank')).status).toBe(204);
  live.socket.close();
});

it('darkens all of them when none is named, and is the last word of whoever spoke last', async () => {
  await admin.call('PUT', '/wall/blank', { roles: ['map'] });
  await admin.call('PUT', '/wall/blank', {});
  expect((await dark())?.roles).toEqual(['statistics', 'map', 'trends', 'operations']);
});

it('outlasts a restart, with who and since when', async () => {
  await admin.call('PUT', '/wall/blank', { roles: ['map'] });
  const before = await dark();
  expect(createBlanks(test.store.db, Date.now).standing()).toEqual(before);
  await admin.call('DELETE', '/wall/blank');
  expect(createBlanks(test.store.db, Date.now).standing()).toBeNull();
});

it('refuses screens there are not, and none at all, by the field', async () => {
  for (const roles of [['cellar'], []]) {
    const answer = await admin.call('PUT', '/wall/blank', { roles });
    expect(answer.status).toBe(400);
    expect(problem.parse(await answer.json()).field).toMatch(/^roles/);
  }
  expect(await dark()).toBeNull();
});
