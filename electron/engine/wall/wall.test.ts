import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  administrator,
  type Client,
  client,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';

let test: TestFace;
let shell: Client;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  shell = client(test.url, { token: WALL_TOKEN });
  admin = await administrator(test);
});
afterEach(() => test.end());

const monitor = {
  id: 'edid-1',
  label: 'Màn 1',
  x: 0,
  y: 0,
  width: 1920,
  height: 1080,
  scale: 1,
  position: { place: 1, row: 1, rows: 1, column: 1, columns: 1 },
  roles: ['map'],
  extra: null,
};
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

function picture(body: Buffer, type = 'image/jpeg', role = 'map'): Promise<Response> {
  return fetch(`${test.url}/api/v1/wall/thumbnails/${role}`, {
    method: 'PUT',
    body: new Uint8Array(body),
    headers: { 'content-type': type, authorization: `Bearer ${WALL_TOKEN}` },
  });
}

it('tells the console what hangs where', async () => {
  expect(await (await admin.call('GET', '/wall')).json()).toMatchObject({ monitors: [], reportedAt: null });
  expect(await (await shell.call('POST', '/wall/report', { monitors: [monitor] })).json()).toMatchObject({
    thumbnailsWanted: false,
  });
  expect(await (await admin.call('GET', '/wall')).json()).toMatchObject({
    monitors: [monitor],
    reportedAt: expect.any(String) as unknown,
    shown: { scene: 'default' },
    thumbnails: { map: null },
    binding: null,
  });
  const wrong = await shell.call('POST', '/wall/report', { monitors: [{ ...monitor, roles: ['clock'] }] });
  expect(await wrong.json()).toMatchObject({ status: 400, field: 'monitors.0.roles.0' });
});

it('passes pictures on, and asks for them for half a minute after somebody looked', async () => {
  expect((await admin.call('GET', '/wall/thumbnails/map')).status).toBe(404);
  const wanted = async () => {
    const answer = await shell.call('POST', '/wall/report', { monitors: [] });
    return ((await answer.json()) as { thumbnailsWanted: boolean }).thumbnailsWanted;
  };
  expect(await wanted()).toBe(true);
  expect((await picture(JPEG)).status).toBe(204);
  const answer = await admin.call('GET', '/wall/thumbnails/map');
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(JPEG);
  test.time.offset = 30_001;
  expect(await wanted()).toBe(false);
});

it('takes JPEG pictures of known roles up to a mebibyte only', async () => {
  expect((await picture(Buffer.from('GIF89a'))).status).toBe(422);
  expect((await picture(JPEG, 'image/png')).status).toBe(415);
  expect((await picture(JPEG, 'image/jpeg', 'clock')).status).toBe(400);
  expect((await picture(Buffer.concat([JPEG, Buffer.alloc(900_000)]))).status).toBe(204);
  expect((await picture(Buffer.concat([JPEG, Buffer.alloc(1_100_000)]))).status).toBe(413);
});
