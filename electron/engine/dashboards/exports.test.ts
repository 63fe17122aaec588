import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BoardExport, boardExport } from '../../contract/boardExports.ts';
import { dashboard } from '../../contract/dashboards.ts';
import { wallOrders } from '../../contract/wall.ts';
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

const PDF = Buffer.from('%PDF-1.7 a sheet');
let test: TestFace;
let lan: Client;
let wall: Client;
let id: string;
beforeEach(async () => {
  test = await startFace();
  for (const unit of ['HCM', 'HCM-KV01', 'HCM-KV02']) test.measures.set(unit, 10);
  const admin = await administrator(test);
  await admin.call('POST', '/users', {
    username: 'lan',
    password: PASSWORD,
    role: 'viewer',
    place: 'HCM-KV01',
  });
  lan = await signIn(test.url, 'lan');
  wall = client(test.url, { token: WALL_TOKEN });
  const made = await lan.call('POST', '/dashboards', { from: 'nothing', title: 'Bảng của Lan' });
  id = dashboard.parse(await made.json()).id;
});
afterEach(() => test.end());

const report = async () =>
  wallOrders.parse(await (await wall.call('POST', '/wall/report', { monitors: [] })).json()).board;
const ask = (by = lan, asked: object = { format: 'pdf' }) =>
  by.call('POST', `/dashboards/${id}/exports`, asked);
const asked = async (): Promise<BoardExport> => boardExport.parse(await (await ask()).json());
const stateOf = async (one: BoardExport) =>
  boardExport.parse(await (await lan.call('GET', `/dashboards/exports/${one.id}`)).json());
const send = (one: BoardExport, file: Buffer) =>
  fetch(`${test.url}/api/v1/wall/board-exports/${one.id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${WALL_TOKEN}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(file),
  });

describe('a dashboard as a file', () => {
  it('is refused while no wall runs that could draw it', async () => {
    expect((await ask()).status).toBe(503);
  });

  it('is drawn by the wall with the rights of its asker, and is theirs alone', async () => {
    await report();
    const one = await asked();
    expect(one).toMatchObject({ state: 'waiting', ahead: 0, title: 'Bảng của Lan' });
    const order = await report();
    expect(order).toMatchObject({
      id: one.id,
      format: 'pdf',
      paper: 'a4',
      sheet: { by: 'lan', width: 1123 },
    });
    expect((await report())?.token).toBe(order?.token);
    expect((await stateOf(one)).state).toBe('drawing');

    const live = await openLive(test.url, `?token=${order?.token ?? ''}`);
    const figures = (unit: string) => ({ ask: 'figures', unit, indicators: ['cases_to_enforce'] });
    live.say({ type: 'subscribe', id: 'other', query: figures('HCM-KV02') });
    live.say({ type: 'subscribe', id: 'own', query: figures('HCM-KV01') });
    expect(await live.answer('own')).toMatchObject({ unit: 'HCM-KV01' });
    expect(live.heard.find((m) => m.type === 'refused')).toMatchObject({ id: 'other', field: 'unit' });
    live.socket.close();
    // It opens a live connection and nothing else.
    const lent = client(test.url, { token: order?.token ?? '' });
    expect((await lent.call('GET', '/dashboards')).status).toBe(401);

    expect((await send(one, Buffer.from('no document'))).status).toBe(422);
    expect((await send(one, PDF)).status).toBe(204);
    expect(await stateOf(one)).toMatchObject({ state: 'done', bytes: PDF.length });
    const file = await lan.call('GET', `/dashboards/exports/${one.id}/file`);
    expect(file.headers.get('content-disposition')).toMatch(/filename="bang-cua-lan-\d{8}-\d{4}\.pdf"/);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(PDF);
    const after = await openLive(test.url, `?token=${order?.token ?? ''}`);
    expect(await after.closed).toBe(4401);
    const admin = await signIn(test.url, 'quantri');
    expect((await admin.call('GET', `/dashboards/exports/${one.id}/file`)).status).toBe(404);
    expect((await ask(admin)).status).toBe(404);
  });

  it('waits its turn, three of one person at most', async () => {
    await report();
    const all = [await asked(), await asked(), await asked()];
    expect(all.map(({ ahead }) => ahead)).toEqual([0, 1, 2]);
    expect((await ask()).status).toBe(429);
    const [first, second] = all as [BoardExport, BoardExport];
    await report();
    await wall.call('POST', `/wall/board-exports/${first.id}/failure`, { why: 'the map broke' });
    expect(await stateOf(first)).toMatchObject({ state: 'failed', why: 'the map broke' });
    expect((await report())?.id).toBe(second.id);
    test.time.offset = 121_000;
    await report();
    expect(await stateOf(second)).toMatchObject({ state: 'failed', why: 'the wall sent nothing in time' });
  });

  it.each([
    [{ format: 'gif' }, 'format'],
    [{ format: 'pdf', paper: 'a5' }, 'paper'],
  ])('is refused with %j', async (request, field) => {
    await report();
    const answer = await ask(lan, request);
    expect([answer.status, ((await answer.json()) as { field: string }).field]).toEqual([400, field]);
  });
});
