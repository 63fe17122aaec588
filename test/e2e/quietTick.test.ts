/** A tick of the engine that changes nothing draws nothing: counted in a real browser, on every screen of the wall. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROLES } from '../../electron/contract/live.ts';
import '../../renderer/gallery/ticking/ticking.ts';
import { watchCommits } from '../bench/drawing/commits.ts';
import { type BuiltPage, buildPage, openBrowser } from './support/builtPage.ts';
import { describeWithRuntime } from './support/ground.ts';

const TICKS = 5;

type Counting = typeof globalThis & { drawings: number };

/** Before the page's own scripts: counts what any canvas is told to draw. */
function watchDrawings(): void {
  const counting = globalThis as Counting;
  counting.drawings = 0;
  for (const name of [
    'drawArrays',
    'drawElements',
    'drawArraysInstanced',
    'drawElementsInstanced',
  ] as const) {
    const draw = WebGL2RenderingContext.prototype[name] as (...given: unknown[]) => void;
    Reflect.set(WebGL2RenderingContext.prototype, name, function (this: unknown, ...given: unknown[]) {
      counting.drawings += 1;
      draw.apply(this, given);
    });
  }
}

describeWithRuntime('a tick that changes nothing', () => {
  let built: BuiltPage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    built = await buildPage('renderer', 'gallery', 'ticking');
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.addInitScript(watchCommits);
    await page.addInitScript(watchDrawings);
    await page.goto(built.url);
    await page.waitForFunction(() => 'ticking' in window);
  });
  afterAll(async () => {
    await browser?.close();
    built?.close();
  });

  const counted = () =>
    page.evaluate(() => ({ ...window.counted, drawings: (globalThis as Counting).drawings }));

  it.each(ROLES)('draws nothing on the screen %s', async (role) => {
    await page.evaluate((one) => window.ticking.open(one), role);
    const before = await counted();
    for (const what of ['nothing', 'same'] as const)
      for (let i = 0; i < TICKS; i += 1) await page.evaluate((one) => window.ticking.tick(one), what);
    expect(await counted()).toEqual(before);
    await page.evaluate(() => window.ticking.tick('all'));
    expect((await counted()).commits).toBeGreaterThan(before.commits);
  });
});
