import { crc32, deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceHealth } from '../../contract/answers.ts';
import { DAY_MS, formatInstant } from '../../contract/calendar.ts';
import type { ServerMessage } from '../../contract/live.ts';
import { pastExport, type PastExport } from '../../contract/past.ts';
import { wallOrders } from '../../contract/wall.ts';
import {
  administrator,
  type Client,
  client,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';
import { createSourceHistory } from './sourceHistory.ts';

let test: TestFace;
let admin: Client;
let shell: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
  shell = client(test.url, { token: WALL_TOKEN });
});
afterEach(() => test.end());

const isShow = (m: ServerMessage): m is Extract<ServerMessage, { type: 'show' }> => m.type === 'show';
const png = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const chunks = [
    ['IHDR', head],
    ['IDAT', deflateSync(Buffer.alloc((width + 1) * height))],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks.map(([n, d]) => chunk(n, d))]);
};
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

async function report() {
  const answer = await shell.call('POST', '/wall/report', { monitors: [] });
  return wallOrders.parse(await answer.json());
}
const ask = (body: object) => admin.call('POST', '/wall/past-pictures', body);
const send = (id: string, role: string, bytes: Buffer) =>
  fetch(`${test.url}/api/v1/wall/past-pictures/${id}/${role}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${WALL_TOKEN}`, 'content-type': 'image/png' },
    body: new Uint8Array(bytes),
  });
const told = async (id: string): Promise<PastExport> =>
  pastExport.parse(await (await admin.call('GET', `/wall/past-pictures/${id}`)).json());
const past = () => formatInstant(Date.now() - DAY_MS);

describe('pictures of a past minute', () => {
  it('need a wall that runs, and say so', async () => {
    const answer = await ask({ at: past() });
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(/start it/);
    await report();
    expect((await ask({ at: past() })).status).toBe(202);
    test.time.offset += 60_000;
    expect((await ask({ at: past() })).status).toBe(409);
  });

  it('are refused of what has not been, naming the field', async () => {
    await report();
    for (const at of [formatInstant(Date.now() + DAY_MS), 'gestern', '2026-01-15']) {
      const answer = await ask({ at });
      expect([answer.status, ((await answer.json()) as { field: string }).field]).toEqual([400, 'at']);
    }
  });

  it('are ordered of the shell, handed in, and fetched with what they are written inside', async () => {
    await report();
    const at = past();
    const made = pastExport.parse(await (await ask({ at, roles: ['map', 'statistics'] })).json());
    expect(made).toMatchObject({ at, by: 'quantri', state: 'waiting', roles: ['statistics', 'map'] });
    expect((await report()).past).toMatchObject({ id: made.id, at, roles: ['statistics', 'map'] });
    expect((await told(made.id)).state).toBe('taking');
    expect((await admin.call('GET', `/wall/past-pictures/${made.id}/archive`)).status).toBe(409);
    expect((await send(made.id, 'map', Buffer.from('no picture'))).status).toBe(422);
    expect((await send(made.id, 'trends', png(2, 2))).status).toBe(422);
    expect((await send(made.id, 'statistics', png(4, 3))).status).toBe(204);
    // A shell that was started anew goes on with what is missing.
    expect((await report()).past).toMatchObject({ roles: ['map'] });
    expect((await send(made.id, 'map', png(8, 6))).status).toBe(204);
    expect((await report()).past).toBeUndefined();
    expect(await told(made.id)).toMatchObject({
      state: 'done',
      pictures: [
        { role: 'statistics', width: 4, height: 3 },
        { role: 'map', width: 8, height: 6 },
      ],
    });
    const answer = await admin.call('GET', `/wall/past-pictures/${made.id}/map`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.includes(`IOC Wall map ${at}`)).toBe(true);
    // Still a picture: its chunks follow one another with their check sums, to the end.
    expect(chunkNames(bytes)).toEqual(['IHDR', 'iTXt', 'iTXt', 'iTXt', 'iTXt', 'IDAT', 'IEND']);
    const audit = (await (await admin.call('GET', '/audit')).json()) as { entries: { what: string }[] };
    expect(audit.entries[0]?.what).toBe('past_pictures_asked');
  });

  it('that could not be taken say why; a shell that falls silent is not waited for', async () => {
    await report();
    const [first, second] = [
      pastExport.parse(await (await ask({ at: past() })).json()),
      pastExport.parse(await (await ask({ at: past() })).json()),
    ];
    expect((await report()).past?.id).toBe(first.id);
    await shell.call('POST', `/wall/past-pictures/${first.id}/failure`, { why: 'the map was not drawn' });
    expect(await told(first.id)).toMatchObject({ state: 'failed', why: 'the map was not drawn' });
    expect((await report()).past?.id).toBe(second.id);
    test.time.offset += 200_000;
    expect((await told(second.id)).state).toBe('failed');
  });

  it('are kept for half an hour', async () => {
    await report();
    const { id } = pastExport.parse(await (await ask({ at: past(), roles: ['map'] })).json());
    await report();
    await send(id, 'map', png(2, 2));
    test.time.offset += 31 * 60_000;
    expect((await admin.call('GET', `/wall/past-pictures/${id}`)).status).toBe(404);
  });
});

function chunkNames(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    names.push(body.toString('latin1', 0, 4));
    at += 12 + length;
  }
  return names;
}

describe('a connection as of a past instant', () => {
  it('is told the figures, the scene and the sources of then, whatever the wall shows', async () => {
    const then = formatInstant(Date.now());
    const query = { ask: 'values', units: ['HCM'], indicators: ['cases_to_enforce'] };
    test.time.offset += 3_600_000;
    await admin.call('PUT', '/wall/scene', { scene: 'briefing' });
    await admin.call('PUT', '/clock', { mode: 'playback', interval: 'last_day' });
    const live = await openLive(test.url, `?token=${WALL_TOKEN}&asOf=${encodeURIComponent(then)}`);
    live.say({ type: 'window', role: 'map' });
    live.say({ type: 'subscribe', id: 'q', query });
    const show = await live.next(isShow);
    expect([show.scene.id, show.setup]).toEqual(['default', null]);
    expect(await live.answer('q')).toMatchObject({ at: then });
    const tick = await live.tick();
    expect(tick).toMatchObject({ at: then, clock: { mode: 'live', at: then }, notices: [] });
    expect(tick.sources.map(({ id }) => id)).toEqual(['demo', 'second']);
    const wall = (await (await admin.call('GET', '/wall')).json()) as { windows: string[] };
    expect(wall.windows).toEqual([]);
    live.socket.close();
  });

  it('is closed where the instant is none, or has not been', async () => {
    for (const asOf of ['soon', formatInstant(Date.now() + DAY_MS)]) {
      const live = await openLive(test.url, `?token=${WALL_TOKEN}&asOf=${encodeURIComponent(asOf)}`);
      expect(await live.closed).toBe(4400);
    }
  });
});

describe('how the sources stood', () => {
  const at = Date.parse('2026-01-15T09:00:00+07:00');
  const source = (over: Partial<SourceHealth>): SourceHealth => ({
    ...{ id: 's', kind: 'pull', name: 'S', nature: 'sample', state: 'on_time', heardAt: formatInstant(at) },
    ...{ ageS: 0, lastEventAt: null, lastSeq: 0, behind: 0, lastError: null },
    counts: { accepted: 0, duplicates: 0, held: 0, quarantined: 0, conflicts: 0 },
    ...over,
  });

  it('is known for every instant, with the age it had then', () => {
    let now = at;
    let list = [source({})];
    const { db } = test.store;
    db.prepare('DELETE FROM source_history').run();
    const history = createSourceHistory({ db, now: () => now, sources: () => list, failed: () => undefined });
    history.look();
    now += 60_000;
    list = [source({ lastSeq: 5 })];
    history.look();
    now += 60_000;
    list = [source({ state: 'late', lastSeq: 5, heardAt: formatInstant(at + 110_000) })];
    history.look();
    expect(history.at(at - 1)).toBeNull();
    expect(history.at(at + 90_000)).toMatchObject([{ state: 'on_time', ageS: 0 }]);
    expect(history.at(at + 150_000)).toMatchObject([{ state: 'late', lastSeq: 5, ageS: 40 }]);
    // Counts alone are written down once an hour.
    expect(db.prepare('SELECT COUNT(*) FROM source_history').pluck().get()).toBe(2);
  });

  it('that cannot be written down stops nothing', () => {
    const failures: unknown[] = [];
    const history = createSourceHistory({
      db: test.store.db,
      now: () => at,
      sources: () => {
        throw new Error('unreadable');
      },
      failed: (error) => failures.push(error),
    });
    history.look();
    expect(failures).toHaveLength(1);
  });
});
