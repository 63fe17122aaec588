/** One canvas over several monitors: what stands on both sides of a seam is one picture, less what the bezels hide. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture } from '../../build/rig/pictures.ts';
import type { Laid } from '../../build/rig/rig.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { finish } from '../../build/runtime/command.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { describeOnRig } from './support/ground.ts';
import { settled } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của ca trực';
/** What the bezels hide between two monitors side by side, px. */
const HIDDEN = 80;
/** Below the header, above the rim where a window moves its mark of painting, px. */
const [FROM, TO] = [110, 1060];

const title = { vi: 'Liền mạch', en: 'Seamless' };
const record = (year: number) => ({ unit: 'CB-VN', year, name: { vi: 'Cả nước', en: 'Nationwide' } });
/** Figures that do not change, right across the middle. */
const layout = {
  schema: 1,
  id: 'seamless',
  title,
  widgets: [
    {
      ...{ id: 'words', type: 'message', x: 3, y: 0, w: 9, h: 4 },
      config: { title: { vi: 'Một dòng chữ dài nằm vắt ngang qua hai màn hình', en: 'Across' } },
    },
    {
      ...{ id: 'record', type: 'published', x: 3, y: 4, w: 6, h: 8 },
      config: {
        indicators: ['case_completion_rate', 'money_recovery_rate'],
        records: [record(2025), record(2024), record(2023)],
      },
    },
  ],
};
const layouts = { statistics: 'statistics', map: 'seamless', trends: 'trends', operations: 'operations' };
const bezel = { unit: 'px', left: HIDDEN / 2, right: HIDDEN / 2, top: 0, bottom: 0 };
const scenes = {
  seamless: { span: { layout: 'seamless', roles: ['map', 'trends'], bezel } },
  whole: {},
};
const inRow = (...widths: number[]): Laid[] =>
  widths.map((width, i) => ({
    width,
    height: 1080,
    x: widths.slice(0, i).reduce((a, b) => a + b, 0),
    y: 0,
  }));

describeOnRig('a canvas over two monitors', (rig) => {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-wall-span-'));
  const dataDir = join(folder, 'data');
  let wall: TestWall;
  let operator: Client;

  beforeAll(async () => {
    for (const kind of ['layouts', 'scenes']) mkdirSync(join(dataDir, kind), { recursive: true });
    writeFileSync(join(dataDir, 'layouts', 'seamless.json'), JSON.stringify(layout));
    for (const [id, more] of Object.entries(scenes))
      writeFileSync(
        join(dataDir, 'scenes', `${id}.json`),
        JSON.stringify({ schema: 1, id, title, layouts, ...more }),
      );
    const still = { orbit: { pixels: 0 }, dimming: { on: false }, renewal: { on: false } };
    writeFileSync(join(dataDir, 'screens.json'), JSON.stringify(still));
    wall = await openTestWall(rig(), { dataDir, cases: 0 });
    ({ person: operator } = await setUpWall(wall, { username: 'truc', password: PASSWORD }));
  });
  afterAll(async () => {
    await wall?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const show = async (scene: string) =>
    expect((await operator.call('PUT', '/wall/scene', { scene })).status).toBe(200);
  /** Waits until exactly so many windows show the layout, and until they are drawn. */
  const untilDrawn = (count: number): Promise<Page[]> =>
    until(`${count} windows that show it`, async () => {
      const pages = await wall.untilWindows(MONITORS);
      const showing = await Promise.all(
        pages.map((page) => page.$('[data-layout="seamless"][data-phase="resting"]').catch(() => null)),
      );
      const found = pages.filter((_, i) => showing[i]);
      if (found.length !== count) return null;
      await Promise.all(found.map(settled));
      return found;
    });
  /** A part of the wall as a picture of its own. */
  async function cut(name: string, x: number, width: number): Promise<string> {
    const [whole, part] = [join(folder, 'wall.png'), join(folder, `${name}.png`)];
    await rig().photograph(whole);
    const crop = `${width}x${TO - FROM}+${x}+${FROM}`;
    expect((await finish('convert', [whole, '-crop', crop, '+repage', part])).code).toBe(0);
    return part;
  }
  /** A monitor's picture once it is another than `before` and stays: a page is drawn some frames before it is seen. */
  function cutOf(name: string, x: number, before = ''): Promise<string> {
    return until(`another picture, ${name}`, async () => {
      const [first, again] = [await cut(name, x, 1920), await cut(`${name}-again`, x, 1920)];
      if ((await difference(first, again)) > 0) return null;
      return (await difference(first, before)) > (1920 * (TO - FROM)) / 200 ? first : null;
    });
  }
  /** Pixels in which two pictures of one size differ. */
  async function difference(a: string, b: string): Promise<number> {
    const { output } = await finish('compare', ['-metric', 'AE', a, b, 'null:']);
    return Number.parseFloat(output.trim().split(/\s/)[0] ?? 'NaN');
  }

  it('is the picture of one wide monitor, pixel by pixel, less what lies behind the bezels', async () => {
    const before = [await cut('before-left', 1920, 1920), await cut('before-right', 3840, 1920)];
    await show('seamless');
    const [left, right] = await untilDrawn(2);
    const placeOf = (page: Page | undefined) =>
      page?.evaluate(
        () => document.querySelector('.span-canvas')?.getBoundingClientRect().toJSON() as unknown,
      );
    const offsets = [await placeOf(left), await placeOf(right)];
    expect(offsets).toMatchObject([
      { x: 0, y: 0, width: 3840 + HIDDEN, height: 1080 },
      { x: -1920 - HIDDEN, y: 0, width: 3840 + HIDDEN, height: 1080 },
    ]);
    await keepPicture(rig(), 'span-seam');
    const seen = [await cutOf('left', 1920, before[0]), await cutOf('right', 3840, before[1])];

    await rig().lay(inRow(1280, 3840 + HIDDEN, 1280, 1200));
    await show('whole');
    await until('the wide monitor', async () =>
      (await wall.places()).some(({ bounds }) => bounds.width === 3840 + HIDDEN),
    );
    await untilDrawn(1);
    const pixels = 1920 * (TO - FROM);
    const [l = '', r = ''] = seen;
    // What a page says it drew reaches the monitor a few frames later.
    const differing = await until('the wide monitor to show the same', async () => {
      const [wl, wr] = [
        await cut('wide-left', 1280, 1920),
        await cut('wide-right', 1280 + 1920 + HIDDEN, 1920),
      ];
      const found = [await difference(l, wl), await difference(r, wr)];
      return found.every((count) => count < pixels / 2000) && found;
    });
    expect(Math.max(...differing)).toBeLessThan(pixels / 2000);
    await keepPicture(rig(), 'span-wide');
    const off = await cut('wide-off', 1280 + 1920 + HIDDEN - 1, 1920);
    // One pixel beside it, the same pictures differ in every letter.
    expect(await difference(r, off)).toBeGreaterThan(pixels / 200);
  });

  it('gives way to the layouts of the roles where they share monitors with others', async () => {
    await rig().lay(inRow(1920, 1920, 1920, 1920));
    await show('seamless');
    await untilDrawn(2);
    await rig().unplug(3);
    await rig().unplug(0);
    await until('layouts of their own', async () => {
      const pages = await wall.untilWindows(2);
      const canvases = await Promise.all(pages.map((page) => page.$$('.span-canvas')));
      return canvases.every((found) => found.length === 0);
    });
  });
});
