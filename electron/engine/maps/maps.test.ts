import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answers } from '../../contract/live.ts';
import {
  mapDrawing,
  type MapPreview,
  mapPreview,
  mapRegionsAnswer,
  mapsAnswer,
} from '../../contract/maps.ts';
import {
  administrator,
  type Client,
  client,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';
import { fileOf, polygon, ROW, square } from './fixtures.ts';

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  test.measures.set('HCM-KV02', 1);
  admin = await administrator(test);
});
afterEach(() => test.end());

const TABLE = 'Mã;Mã đơn vị\n00000;HCM-KV01\n00001;HCM-KV01\n00002;HCM-KV02\n00003;HCM-KV02\n';
const HOUR_MS = 3_600_000;

function send(method: string, path: string, body: Buffer | string): Promise<Response> {
  return fetch(`${test.url}/api/v1${path}`, {
    method,
    headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(body)),
  });
}
const bring = (bytes: Buffer | string, root = 'HCM') =>
  send('POST', `/maps?name=dia-gioi.geojson&root=${root}`, bytes);
const previewOf = async (answer: Response): Promise<MapPreview> => mapPreview.parse(await answer.json());
/** A draft with its table, ready to be published. */
async function draft(bytes = fileOf(ROW)): Promise<MapPreview> {
  const { number } = await previewOf(await bring(bytes));
  return previewOf(await send('PUT', `/maps/${number}/table?name=phan-cong.csv`, TABLE));
}
const publish = ({ number, seen }: Pick<MapPreview, 'number' | 'seen'>) =>
  admin.call('POST', `/maps/${number}/publication`, { seen });
const states = async () =>
  mapsAnswer
    .parse(await (await admin.call('GET', '/maps')).json())
    .maps.map(({ number, state }) => `${number} ${state}`);

describe('a map', () => {
  it('is brought, given its table, looked at, published, and told to windows without a restart', async () => {
    const first = await previewOf(await bring(fileOf(ROW)));
    expect(first.report.faultCount).toMatchObject({ refusing: 4 });
    expect(first.report.faults[0]).toMatchObject({ code: 'unassigned', name: 'Phường 0' });
    const ready = await previewOf(await send('PUT', `/maps/${first.number}/table?name=phan-cong.csv`, TABLE));
    expect(ready).toMatchObject({
      options: { assignment: 'table' },
      table: { file: 'phan-cong.csv', rows: 4 },
      report: { faultCount: { refusing: 0, remarks: 0 } },
    });
    const { pack } = mapDrawing.parse(
      await (await admin.call('GET', `/maps/${first.number}/drawing`)).json(),
    );
    expect(pack.regions.map(({ unit }) => unit)).toEqual(['HCM-KV01', 'HCM-KV02']);

    const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
    live.say({ type: 'subscribe', id: 'm', query: { ask: 'map', unit: 'HCM' } });
    expect(answers.map.parse(await live.answer('m')).pack).toBeNull();
    expect((await publish(ready)).status).toBe(200);
    expect(answers.map.parse(await live.answer('m')).pack).toEqual(pack);
    expect((await admin.call('DELETE', `/maps/${first.number}/publication`)).status).toBe(200);
    expect(answers.map.parse(await live.answer('m')).pack).toBeNull();
    live.socket.close();
  });

  it('gives way to a newer one, and comes back when that is taken back', async () => {
    const [one, two] = [await draft(), await draft()];
    await publish(one);
    test.time.offset = 1000;
    await publish(two);
    expect(await states()).toEqual(['2 in_force', '1 replaced']);
    await admin.call('DELETE', '/maps/2/publication');
    expect(await states()).toEqual(['2 withdrawn', '1 in_force']);
    test.time.offset = 2000;
    expect((await publish(two)).status).toBe(200);
    expect(await states()).toEqual(['2 in_force', '1 replaced']);
  });

  it('is still drawn after a restart', async () => {
    await publish(await draft());
    await test.stop();
    test = await startFace({ folder: test.folder });
    admin = client(test.url, { cookie: admin.cookie });
    const { map, regions } = mapRegionsAnswer.parse(
      await (await admin.call('GET', '/wall/map-regions?root=HCM')).json(),
    );
    expect(map).toBe(1);
    expect(regions[0]).toMatchObject({ unit: 'HCM-KV01', parts: [{ code: '00000' }, { code: '00001' }] });
  });

  it('is not published with faults, nor otherwise than it was looked at', async () => {
    const broken = await draft(fileOf([{ ...ROW[0], geometry: null }, ...ROW.slice(1)]));
    const refused = await publish(broken);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ field: 'file', reason: 'faults_left' });
    const seen = await draft();
    const options = { ...seen.options, detailM: 500, title: 'Khác' };
    await admin.call('PUT', `/maps/${seen.number}/options`, options);
    expect(await (await publish(seen)).json()).toMatchObject({ reason: 'stale' });
    expect(await states()).toEqual(['2 draft', '1 draft']);
  });

  it('finds code and name under the properties that are chosen', async () => {
    const shapes = JSON.parse(fileOf(ROW).toString().replaceAll('"ma"', '"khoa"')) as object;
    const { number, options, report } = await previewOf(await bring(JSON.stringify(shapes)));
    expect(report.found.code).toBeNull();
    expect(report.properties).toEqual(['khoa', 'ten']);
    await send('PUT', `/maps/${number}/table?name=b.csv`, TABLE);
    const chosen = { ...options, assignment: 'table', codeProperty: 'khoa' };
    const found = await previewOf(await admin.call('PUT', `/maps/${number}/options`, chosen));
    expect(found.report.faultCount.refusing).toBe(0);
  });

  it.each([
    ['not_json', 'a shapefile?', 'HCM'],
    ['empty', '', 'HCM'],
  ])('of a file that cannot be read is refused: %s', async (reason, text, root) => {
    const answer = await bring(text, root);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field: 'file', reason });
  });

  it('is of a unit that is there', async () => {
    expect(await (await bring(fileOf(ROW), 'XYZ')).json()).toMatchObject({ status: 400, field: 'root' });
  });

  it.each([
    ['table_columns', 'Phường,Phòng nào\n1,2\n'],
    ['table_rows', 'Mã,Mã đơn vị\n00000,A\n00000,B\n'],
    ['table_rows', 'Mã,Mã đơn vị\n00000,\n'],
    ['empty', ''],
  ])('with a table that says nothing sure is refused: %s', async (reason, text) => {
    const { number } = await previewOf(await bring(fileOf(ROW)));
    const answer = await send('PUT', `/maps/${number}/table?name=x.csv`, text);
    expect(await answer.json()).toMatchObject({ status: 400, reason });
  });

  it('that was dropped is gone, and one that was published stays', async () => {
    const one = await draft();
    expect((await admin.call('DELETE', `/maps/${one.number}`)).status).toBe(204);
    expect((await admin.call('GET', `/maps/${one.number}`)).status).toBe(404);
    const two = await draft();
    await publish(two);
    expect((await admin.call('DELETE', `/maps/${two.number}`)).status).toBe(409);
    expect((await send('PUT', `/maps/${two.number}/table?name=x.csv`, TABLE)).status).toBe(409);
  });

  it('leaves its coming and going in the trail', async () => {
    const one = await draft();
    await publish(one);
    await admin.call('DELETE', `/maps/${one.number}/publication`);
    const { entries } = (await (await admin.call('GET', '/audit')).json()) as {
      entries: { what: string; before: object; after: object }[];
    };
    expect(entries.slice(0, 2).map(({ what, before, after }) => [what, before, after])).toEqual([
      ['map_withdrawn', { map: one.number }, { map: null }],
      ['map_published', { map: null }, { map: one.number }],
    ]);
  });
});

describe('what the room looks at', () => {
  const look = (body: object) => admin.call('PUT', '/wall/map-focus', { root: 'HCM', ...body });

  it('is told to every window, goes when it is ended, and by itself at its time', async () => {
    await publish(await draft());
    const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
    live.say({ type: 'subscribe', id: 'f', query: { ask: 'focus', unit: 'HCM' } });
    const told = async () => answers.focus.parse(await live.answer('f')).focus;
    expect(await told()).toBeNull();
    expect((await look({ region: 'HCM-KV01', part: '00001', minutes: 60 })).status).toBe(200);
    expect(await told()).toMatchObject({ region: 'HCM-KV01', part: '00001', by: 'quantri' });
    await admin.call('DELETE', '/wall/map-focus?root=HCM');
    expect(await told()).toBeNull();
    await look({ region: 'HCM-KV02', minutes: 60 });
    expect(await told()).toMatchObject({ region: 'HCM-KV02', part: null });
    test.time.offset = HOUR_MS + 1000;
    expect(await told()).toBeNull();
    live.socket.close();
  });

  it.each([
    ['root', { root: 'XYZ', region: 'HCM-KV01' }],
    ['region', { region: 'HCM-KV09' }],
    ['part', { region: 'HCM-KV01', part: '00003' }],
  ])('is on the map: %s', async (field, body) => {
    await publish(await draft());
    expect(await (await look(body)).json()).toMatchObject({ status: 400, field });
  });
});

it('ticks go on while a large file is read', async () => {
  const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
  await live.tick();
  const many = Array.from({ length: 1200 }, (_, i) => ({
    ma: String(i),
    ten: `Phường ${i}`,
    geometry: polygon(square(i % 30, Math.floor(i / 30), bent)),
  }));
  let read = false;
  const reading = bring(fileOf(many)).then((answer) => {
    read = true;
    return answer.status;
  });
  let heard = 0;
  while (!read) {
    await Promise.race([live.tick(), reading]);
    heard += 1;
  }
  expect(await reading).toBe(201);
  expect(heard).toBeGreaterThan(0);
  live.socket.close();
}, 60_000);

/** With a hundred corners more on each side. */
function bent(ring: number[][]): number[][] {
  return ring
    .slice(1)
    .flatMap((to, i) => {
      const from = ring[i] as number[];
      return Array.from({ length: 100 }, (_, k) =>
        [0, 1].map((axis) => (from[axis] ?? 0) + (((to[axis] ?? 0) - (from[axis] ?? 0)) * k) / 100),
      );
    })
    .concat([ring[0] as number[]]);
}
