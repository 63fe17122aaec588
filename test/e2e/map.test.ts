/** The map on the wall: it outlives the loss of its drawing context, and asks nothing of any network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONITORS } from '../../build/rig/sizes.ts';
import type { WallBridge } from '../../electron/contract/bridge.ts';
import { describeOnRig } from './support/ground.ts';
import { settled } from './support/screens.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

/** Share of the map's pixels that may differ between its two drawings: soft edges are drawn in two ways. */
const EDGES = 0.03;

describeOnRig('the map on the wall', (rig) => {
  let wall: TestWall;
  let map: Page;
  /** Everything that any window asked for, from the first on. */
  const asked = new Set<string>();

  beforeAll(async () => {
    wall = await openTestWall(rig(), { rate: 0 });
    const context = wall.app.context();
    context.on('request', (request) => asked.add(request.url()));
    for (const page of context.pages()) page.on('websocket', (socket) => asked.add(socket.url()));
    context.on('page', (page) => page.on('websocket', (socket) => asked.add(socket.url())));
    await wall.app.evaluate(({ session }) => {
      const sent: string[] = [];
      (globalThis as unknown as { sent: string[] }).sent = sent;
      session.defaultSession.webRequest.onSendHeaders(({ url }) => void sent.push(url));
    });
    const pages = await wall.untilWindows(MONITORS);
    map = pages[1] ?? fail();
    await untilDrawn();
  });
  afterAll(() => wall.close());

  const fail = (): never => {
    throw new Error('There is no window for the map.');
  };
  const rung = () => map.getAttribute('.region-map', 'data-rung');
  const untilDrawn = () => until('the map drawn by WebGL', async () => (await rung()) === 'drawn');
  /** A picture of the map as the window shows it, PNG in base 64. */
  const picture = async (): Promise<string> => {
    await settled(map);
    return (await map.locator('.region-map').screenshot()).toString('base64');
  };
  /** Share of the pixels that are plainly of another colour. */
  const difference = (one: string, other: string): Promise<number> =>
    wall.app.evaluate(
      ({ nativeImage }, pictures) => {
        const [a, b] = pictures.map((png) =>
          nativeImage.createFromBuffer(Buffer.from(png, 'base64')).toBitmap(),
        );
        if (!a || !b || a.length !== b.length) return 1;
        let different = 0;
        for (let pixel = 0; pixel < a.length; pixel += 4)
          if ([0, 1, 2].some((part) => Math.abs((a[pixel + part] ?? 0) - (b[pixel + part] ?? 0)) > 48))
            different += 1;
        return different / (a.length / 4);
      },
      [one, other],
    );

  it.each(['regions', 'symbols'])(
    'keeps its drawing when the context of its %s is lost, and comes back',
    async (layer) => {
      const before = await picture();
      await map.evaluate((which) => {
        const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.drawn-map canvas')];
        const canvas = canvases[which === 'regions' ? 0 : canvases.length - 1];
        const lose = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
        if (!lose || canvases.length !== 2) throw new Error(`There is no context of the ${which} to lose.`);
        lose.loseContext();
      }, layer);
      await until('the map to notice', async () => (await rung()) !== 'drawn');
      expect(await difference(before, await picture())).toBeLessThan(EDGES);
      await untilDrawn();
      expect(await difference(before, await picture())).toBeLessThan(EDGES);
    },
  );

  it('has asked nothing of anything but its own files and the engine', async () => {
    const setting = await map.evaluate(() => (globalThis as unknown as { wall: WallBridge }).wall.setting());
    const engine = new URL(setting.engineUrl).host;
    const sent = await wall.app.evaluate(() => (globalThis as unknown as { sent: string[] }).sent);
    const places = new Set(
      [...asked, ...sent].map((address) => {
        const { protocol, host } = new URL(address);
        return ['blob:', 'data:', 'devtools:'].includes(protocol) ? protocol : `${protocol}//${host}`;
      }),
    );
    for (const inside of ['blob:', 'data:', 'app://wall', 'app://shell', `ws://${engine}`])
      places.delete(inside);
    expect([...places]).toEqual([]);
    expect(sent).toContainEqual(expect.stringMatching(`^ws://${engine}/api/v1/live`));
    const faults = readFileSync(join(wall.dataDir, 'faults.ndjson'), { encoding: 'utf8', flag: 'a+' });
    expect(faults).not.toContain('request_refused');
  });
});
