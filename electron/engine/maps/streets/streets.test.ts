import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PMTiles, type Source } from 'pmtiles';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answers } from '../../../contract/live.ts';
import { type StreetsAnswer, streetsAnswer } from '../../../contract/streets.ts';
import {
  administrator,
  type Client,
  client,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../../fixtures/face.ts';
import { openLive } from '../../fixtures/liveClient.ts';
import { cityLayers, type Making, tilesFile } from './fixtures.ts';
import { rangeOf } from './range.ts';

const ASSETS = join(import.meta.dirname, '..', '..', '..', '..', 'assets');
const AS_WALL = { authorization: `Bearer ${WALL_TOKEN}` };

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  for (const folder of ['map', 'streets'])
    cpSync(join(ASSETS, folder), join(test.folder, 'assets', folder), { recursive: true });
  admin = await administrator(test);
});
afterEach(() => test.end());

const folder = () => join(test.folder, 'data', 'streets');
function put(name: string, bytes: Uint8Array): void {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), name), bytes);
}
const listed = async (): Promise<StreetsAnswer> =>
  streetsAnswer.parse(await (await admin.call('GET', '/maps/streets')).json());
const choose = (file: string) => admin.call('PUT', '/maps/streets', { file });
async function chosen(making?: Making): Promise<number> {
  put('tp.pmtiles', tilesFile(making));
  const answer = streetsAnswer.parse(await (await choose('tp.pmtiles')).json());
  return answer.chosen?.number ?? Number.NaN;
}
const bytes = (number: number, range: string | null, headers: Record<string, string> = AS_WALL) =>
  fetch(`${test.url}/api/v1/maps/streets/${number}/bytes`, {
    headers: { ...headers, ...(range !== null && { range }) },
  });

/** The file as windows read it: over HTTP, range by range. */
function served(number: number): PMTiles {
  const source: Source = {
    getKey: () => `${number}`,
    async getBytes(offset, length) {
      const answer = await bytes(number, `bytes=${offset}-${offset + length - 1}`);
      expect(answer.status).toBe(206);
      return { data: await answer.arrayBuffer() };
    },
  };
  return new PMTiles(source);
}

describe('streets', () => {
  it('are none until a file is chosen, then told to windows, and none again', async () => {
    const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
    live.say({ type: 'subscribe', id: 's', query: { ask: 'streets' } });
    expect(answers.streets.parse(await live.answer('s')).streets).toBeNull();
    expect(await listed()).toEqual({ folder: folder(), files: [], chosen: null });
    const number = await chosen();
    expect(answers.streets.parse(await live.answer('s')).streets).toMatchObject({
      ...{ number, scheme: 'Protomaps Basemap', minZoom: 0, maxZoom: 11 },
      bounds: [106.3, 10.4, 107.3, 11.1],
    });
    expect((await admin.call('DELETE', '/maps/streets')).status).toBe(200);
    expect(answers.streets.parse(await live.answer('s')).streets).toBeNull();
    expect((await bytes(number, 'bytes=0-9')).status).toBe(404);
    expect((await admin.call('DELETE', '/maps/streets')).status).toBe(409);
    expect((await listed()).files.map(({ file }) => file)).toEqual(['tp.pmtiles']);
    live.socket.close();
  });

  it.each(['protomaps', 'openmaptiles'] as const)('of %s are read tile by tile over HTTP', async (scheme) => {
    const archive = served(await chosen({ layers: cityLayers(scheme) }));
    expect((await archive.getHeader()).maxZoom).toBe(11);
    // The middle of the city, and a place on the other side of the earth.
    expect((await archive.getZxy(11, 1630, 961))?.data.byteLength).toBeGreaterThan(0);
    expect(await archive.getZxy(11, 10, 10)).toBeUndefined();
  });

  it.each([
    ['missing', null],
    ['not_pmtiles', Buffer.from('{"type":"FeatureCollection","features":[]}')],
    ['not_pmtiles', Buffer.alloc(0)],
    ['cut_off', tilesFile().subarray(0, 100)],
    ['cut_off', tilesFile().subarray(0, -1)],
    ['old_version', tilesFile({ header: { version: 2 } })],
    ['no_vectors', tilesFile({ header: { tileType: 2 } })],
    ['compression', tilesFile({ header: { tileCompression: 4 } })],
    ['unreadable', tilesFile({ metadata: '{"vector_layers":' })],
    ['unreadable', tilesFile({ metadata: '{"name":"no layers"}' })],
    ['unknown_layers', tilesFile({ layers: { surprises: cityLayers('protomaps')['surprises'] ?? [] } })],
    ['elsewhere', tilesFile({ bounds: [2, 48, 3, 49] })],
  ] as const)('are refused as %s, naming file and remedy; what was drawn stays', async (reason, broken) => {
    const number = await chosen();
    if (broken) put('hỏng.pmtiles', broken);
    const answer = await choose('hỏng.pmtiles');
    expect(answer.status).toBe(400);
    const problem = (await answer.json()) as { reason: string; field: string; detail: string };
    expect(problem).toMatchObject({ reason, field: 'file' });
    expect(problem.detail).toMatch(/^file: hỏng\.pmtiles .+: .+/);
    const { chosen: still, files } = await listed();
    expect(still?.number).toBe(number);
    if (broken) expect(files.find(({ file }) => file === 'hỏng.pmtiles')).toMatchObject({ fault: reason });
  });

  it('never leave their folder', async () => {
    for (const file of ['../engine.sqlite', '/etc/passwd', '..\\x.pmtiles', '../x.pmtiles', ''])
      expect((await choose(file)).status).toBe(400);
  });

  it('are no longer served once the file is another one or gone, and that is said', async () => {
    const number = await chosen();
    put('tp.pmtiles', tilesFile({ maxZoom: 9 }));
    expect((await bytes(number, 'bytes=0-9')).status).toBe(409);
    expect((await listed()).chosen?.fault).toBe('missing');
    rmSync(join(folder(), 'tp.pmtiles'));
    expect((await bytes(number, 'bytes=0-9')).status).toBe(409);
    const again = await chosen();
    expect(again).toBeGreaterThan(number);
    expect((await bytes(again, 'bytes=0-6')).status).toBe(206);
  });

  it('are served by range to the wall and to whoever may see figures', async () => {
    const number = await chosen();
    const whole = tilesFile();
    const part = await bytes(number, 'bytes=7-9');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 7-9/${whole.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(7, 10));
    for (const range of [
      null,
      'bytes=',
      'bytes=5-4',
      `bytes=${whole.length}-`,
      'bytes=0-1,4-5',
      'rows=0-1',
    ]) {
      const refused = await bytes(number, range);
      expect([refused.status, refused.headers.get('content-range')]).toEqual([
        416,
        `bytes */${whole.length}`,
      ]);
    }
    expect((await bytes(number, 'bytes=0-1', {})).status).toBe(401);
    expect((await bytes(number, 'bytes=0-1', { cookie: admin.cookie })).status).toBe(206);
    const nobody = client(test.url);
    for (const [method, body] of [['GET'], ['PUT', { file: 'tp.pmtiles' }], ['DELETE']] as const)
      expect((await nobody.call(method, '/maps/streets', body)).status).toBe(401);
  });

  it('may be read by pages of the wall, and by those of no other place', async () => {
    const number = await chosen();
    const from = async (origin: string, method: string) => {
      const headers = { ...(method === 'GET' && { ...AS_WALL, range: 'bytes=0-1' }), origin };
      const answer = await fetch(`${test.url}/api/v1/maps/streets/${number}/bytes`, { method, headers });
      return [answer.status, answer.headers.get('access-control-allow-origin')];
    };
    expect(await from('app://wall', 'OPTIONS')).toEqual([204, 'app://wall']);
    expect(await from('app://wall', 'GET')).toEqual([206, 'app://wall']);
    expect(await from('http://evil.example', 'OPTIONS')).toEqual([204, null]);
    expect((await from('http://evil.example', 'GET'))[1]).toBeNull();
  });
});

describe('a range', () => {
  it('is within the file, or none', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1200), fc.nat(1200), (size, a, b) => {
        for (const header of [`bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
          const range = rangeOf(header, size);
          if (!range) continue;
          expect(range.length).toBeGreaterThan(0);
          expect(range.offset + range.length).toBeLessThanOrEqual(size);
        }
      }),
    );
    expect(rangeOf('bytes=-3', 10)).toEqual({ offset: 7, length: 3 });
    expect(rangeOf('bytes=8-99', 10)).toEqual({ offset: 8, length: 2 });
  });
});
