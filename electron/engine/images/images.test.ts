import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dashboard } from '../../contract/dashboards.ts';
import {
  IMAGE_BYTES_MAX,
  type ImageListed,
  imageListed,
  imageProblem,
  imagesAnswer,
} from '../../contract/images.ts';
import type { PlacedWidget } from '../../contract/layouts.ts';
import { answers } from '../../contract/live.ts';
import { importAnswer, type SceneFile, sceneDraft, sceneFile } from '../../contract/sceneEditing.ts';
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
import {
  claiming,
  GIF,
  JPEG,
  PNG_MOVING,
  pngOf,
  PROGRESSIVE,
  WEBP,
  WEBP_LOSSLESS,
  WEBP_MOVING,
} from './fixtures.ts';
import { readImageFile } from './imageFile.ts';

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
});
afterEach(() => test.end());

const WORDS = 'Sơ đồ tầng 2';
const RED = pngOf(12, 8, [200, 30, 30]);

function bring(bytes: Buffer, { vi = WORDS, en = '', by = admin, of = test } = {}): Promise<Response> {
  const query = new URLSearchParams({ vi, ...(en !== '' && { en }) });
  return fetch(`${of.url}/api/v1/images?${query}`, {
    method: 'POST',
    headers: { cookie: by.cookie, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
}
async function brought(bytes: Buffer, options?: Parameters<typeof bring>[1]): Promise<ImageListed> {
  const answer = await bring(bytes, options);
  expect(answer.status).toBe(201);
  return imageListed.parse(await answer.json());
}
const list = async (by = admin) => imagesAnswer.parse(await (await by.call('GET', '/images')).json());
async function refusalOf(answer: Response) {
  const said = (await answer.json()) as { detail: string; field?: string };
  return { status: answer.status, detail: said.detail, field: said.field, ...imageProblem.parse(said) };
}

function picture(image: string | undefined, id = 'anh'): PlacedWidget {
  const config = image === undefined ? {} : { image };
  return { id, type: 'image', x: 6, y: 0, w: 6, h: 6, config };
}
/** Keeps a draft of a scene whose first layout has that picture. */
async function draft(scene: string, image: string | undefined) {
  const { version, bundle } = sceneDraft.parse(
    await (await admin.call('GET', `/scenes/${scene}/draft`)).json(),
  );
  const layouts = bundle.layouts.map((one, i) => (i === 0 ? { ...one, widgets: [picture(image)] } : one));
  const answer = await admin.call('PUT', `/scenes/${scene}/draft`, {
    basedOn: version,
    bundle: { ...bundle, layouts },
  });
  return sceneDraft.parse(await answer.json());
}
const publish = (scene: string, version: number) =>
  admin.call('POST', `/scenes/${scene}/publish`, { version, note: null });
/** A dashboard of the administrator with these widgets. */
async function board(widgets: readonly PlacedWidget[]) {
  const begun = dashboard.parse(
    await (await admin.call('POST', '/dashboards', { from: 'nothing', title: 'Của tôi' })).json(),
  );
  const document = { ...begun.document, widgets };
  expect((await admin.call('PUT', `/dashboards/${begun.id}`, { basedOn: 1, document })).status).toBe(200);
  return begun.id;
}

describe('a picture', () => {
  it.each([
    ['image/png', RED],
    ['image/jpeg', JPEG],
    ['image/jpeg', PROGRESSIVE],
    ['image/webp', WEBP],
    ['image/webp', WEBP_LOSSLESS],
  ])('of kind %s is told by its content, kept once, and served as what it is', async (type, bytes) => {
    const first = await brought(bytes);
    expect(first).toMatchObject({ type, width: 12, height: 8, bytes: bytes.length, by: 'quantri' });
    expect(first.words).toEqual({ vi: WORDS });
    expect((await brought(bytes, { vi: 'Tên khác' })).words).toEqual({ vi: WORDS });
    expect((await list()).images).toHaveLength(1);

    const served = await admin.call('GET', `/images/${first.id}/content`);
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('is kept without what lies behind its end', async () => {
    const { id } = await brought(RED);
    const tail = Buffer.from('<script>alert(1)</script>');
    for (const [plain, type] of [
      [RED, 'image/png'],
      [JPEG, 'image/jpeg'],
      [WEBP, 'image/webp'],
    ] as const) {
      const read = await readImageFile(Buffer.concat([plain, tail]));
      expect([read.type, read.content.equals(plain)]).toEqual([type, true]);
    }
    expect((await brought(Buffer.concat([RED, tail]))).id).toBe(id);
  });

  it.each<[string, Buffer, number, string]>([
    ['nothing', Buffer.alloc(0), 415, 'empty'],
    ['a text that is called a picture', Buffer.from('xin chào'), 415, 'other_kind'],
    ['a picture of another kind', GIF, 415, 'other_kind'],
    ['a program', Buffer.from('7f454c46020101', 'hex'), 415, 'other_kind'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'), 415, 'drawing'],
    [
      'SVG with a script behind a declaration',
      Buffer.from('<?xml version="1.0"?><!-- x --><svg><script>alert(1)</script></svg>'),
      415,
      'drawing',
    ],
    ['a PNG that moves', PNG_MOVING, 415, 'animated'],
    ['a WebP that moves', WEBP_MOVING, 415, 'animated'],
    ['half a PNG', RED.subarray(0, RED.length - 20), 415, 'truncated'],
    ['half a JPEG', JPEG.subarray(0, JPEG.length - 10), 415, 'truncated'],
    ['half a WebP', WEBP.subarray(0, WEBP.length - 10), 415, 'truncated'],
    ['a header of 40,000 × 40,000', claiming(40_000, 40_000), 413, 'too_many_pixels'],
    ['many pixels on short sides', claiming(8_000, 8_000), 413, 'too_many_pixels'],
    ['a PNG without a size', claiming(0, 5), 415, 'damaged'],
    [
      'a PNG of which a bit turned over',
      Buffer.concat([RED.subarray(0, 45), Buffer.from([(RED[45] ?? 0) ^ 1]), RED.subarray(46)]),
      415,
      'damaged',
    ],
    ['a file of 100 MB', Buffer.alloc(100_000_000, 0xff), 413, 'too_large'],
    ['a file of one byte too many', Buffer.alloc(IMAGE_BYTES_MAX + 1, 0xff), 413, 'too_large'],
  ])('is not %s: refused with the reason, and nothing is kept', async (_what, bytes, status, reason) => {
    const refused = await refusalOf(await bring(bytes));
    expect(refused).toMatchObject({ status, reason, field: 'file' });
    expect(refused.detail).toMatch(/[.]$/);
    expect((await list()).images).toEqual([]);
  });

  it('needs words for those who cannot see it', async () => {
    const refused = await bring(RED, { vi: '   ' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ field: 'vi' });
    const { id } = await brought(RED, { en: 'Floor plan' });
    const words = { vi: 'Sơ đồ tầng 3' };
    expect((await admin.call('PUT', `/images/${id}`, { words })).status).toBe(200);
    expect((await list()).images[0]).toMatchObject({ words });
    expect((await admin.call('PUT', `/images/${id}`, { words: { en: 'Only English' } })).status).toBe(400);
  });

  it('whatever the bytes: it is a picture, or refused with a reason', async () => {
    const spoilt = fc
      .tuple(
        fc.constantFrom(RED, JPEG, PROGRESSIVE, WEBP, WEBP_LOSSLESS, WEBP_MOVING, PNG_MOVING),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
        fc.nat(),
      )
      .map(([file, changes, cut]) => {
        const bytes = Buffer.from(file);
        for (const [at, to] of changes) bytes[at % bytes.length] = to;
        return bytes.subarray(0, cut % 3 === 0 ? cut % bytes.length : bytes.length);
      });
    await fc.assert(
      fc.asyncProperty(spoilt, async (bytes) => {
        try {
          const { width, height, content } = await readImageFile(bytes);
          expect(width * height).toBeGreaterThan(0);
          expect(content.length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(imageProblem.parse((error as { more?: unknown }).more).reason).not.toBe('in_use');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('who may what with pictures', () => {
  it('is: editors of layouts bring and take away, whoever sees figures sees them, the wall as well', async () => {
    const { id } = await brought(RED);
    await draft('meeting', id);
    const person = { username: 'lan', password: PASSWORD, role: 'staff', place: null };
    expect((await admin.call('POST', '/users', person)).status).toBe(201);
    const lan = await signIn(test.url, 'lan');
    expect((await bring(JPEG, { by: lan })).status).toBe(403);
    expect((await lan.call('DELETE', `/images/${id}`)).status).toBe(403);
    expect((await lan.call('GET', `/images/${id}/content`)).status).toBe(200);
    const seen = (await list(lan)).images;
    expect(seen.map(({ uses }) => uses)).toEqual([[]]);
    const wall = client(test.url, { token: WALL_TOKEN });
    expect((await wall.call('GET', `/images/${id}/content`)).status).toBe(200);
    expect((await client(test.url).call('GET', `/images/${id}/content`)).status).toBe(401);
  });
});

describe('a picture that is used', () => {
  it('is not taken away, and where it is used is said', async () => {
    const { id } = await brought(RED);
    const { version } = await draft('meeting', id);
    await board([picture(id)]);
    const refused = await refusalOf(await admin.call('DELETE', `/images/${id}`));
    expect(refused).toMatchObject({
      status: 409,
      reason: 'in_use',
      uses: [
        { where: 'draft', name: 'meeting' },
        { where: 'dashboard', name: 'quantri' },
      ],
    });
    expect(refused.detail).toContain('the draft of the scene "meeting", a dashboard of quantri');
    expect((await publish('meeting', version)).status).toBe(200);
    expect((await list()).images[0]?.uses).toEqual([
      { where: 'scene', name: 'meeting' },
      { where: 'dashboard', name: 'quantri' },
    ]);
  });

  it('may go once nothing uses it, and windows are told', async () => {
    const { id } = await brought(RED);
    const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
    live.say({ type: 'subscribe', id: 'p', query: { ask: 'image', image: id } });
    const told = answers.image.parse(await live.answer('p'));
    expect(told.picture).toMatchObject({ words: { vi: WORDS }, type: 'image/png', width: 12, height: 8 });
    expect(Buffer.from(told.picture?.content ?? '', 'base64').equals(RED)).toBe(true);
    const words = { vi: 'Ảnh khác', en: 'Another' };
    await admin.call('PUT', `/images/${id}`, { words });
    expect(answers.image.parse(await live.answer('p')).picture?.words).toEqual(words);
    expect((await admin.call('DELETE', `/images/${id}`)).status).toBe(204);
    expect(answers.image.parse(await live.answer('p'))).toEqual({ image: id, picture: null });
    expect((await admin.call('GET', `/images/${id}/content`)).status).toBe(404);
    live.socket.close();
  });
});

describe('a scene with pictures', () => {
  it('is not published while one is missing or was not chosen, and the field is named', async () => {
    const gone = 'a'.repeat(64);
    for (const [image, says] of [
      [gone, 'not on this machine'],
      [undefined, 'choose a picture'],
    ] as const) {
      const { version } = await draft('meeting', image);
      const refused = await publish('meeting', version);
      expect(refused.status).toBe(409);
      const problem = (await refused.json()) as { detail: string; field: string; widget: string };
      expect(problem.field).toBe('layouts.0.widgets.0.config.image');
      expect(problem.detail).toContain(says);
      expect(problem.widget).toBe('anh');
    }
  });

  it('takes them along in its file, to another machine', async () => {
    const { id } = await brought(RED, { en: 'Floor plan' });
    await draft('meeting', id);
    const file = sceneFile.parse(await (await admin.call('GET', '/scenes/meeting/file')).json());
    expect(file.images?.map((one) => one.id)).toEqual([id]);

    const other = await startFace();
    const there = await administrator(other);
    const brings = (document: unknown) => there.call('POST', '/scenes/import?replace=true', document);
    const { images: _, ...bare } = file;
    const lacking = importAnswer.parse(await (await brings(bare)).json());
    expect(lacking.missingImages).toEqual([id]);

    const carried = file.images?.at(0);
    if (!carried) throw new Error('The file has no picture.');
    const wrong: SceneFile = { ...file, images: [{ ...carried, content: JPEG.toString('base64') }] };
    const refused = await brings(wrong);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ field: 'images.0.id' });
    const text: SceneFile = { ...file, images: [{ ...carried, content: 'eGluIGNow6Bv' }] };
    expect(await (await brings(text)).json()).toMatchObject({ field: 'images.0.content', status: 415 });

    const whole = importAnswer.parse(await (await brings(file)).json());
    expect(whole.missingImages).toEqual([]);
    const images = await there.call('GET', '/images');
    expect(imagesAnswer.parse(await images.json()).images[0]).toMatchObject({
      id,
      words: { vi: WORDS, en: 'Floor plan' },
      uses: [{ where: 'draft', name: 'meeting' }],
    });
    await other.end();
  });
});
