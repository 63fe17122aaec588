/** Every widget is mounted, fed and taken away again and again in a real browser: nothing of it may stay behind. */
import type { Browser, CDPSession, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mounting } from '../../renderer/widgets/fixtures/mounting/mounting.ts';
import { type BuiltPage, buildPage, openBrowser } from './support/builtPage.ts';
import { describeWithRuntime } from './support/ground.ts';

type MountingWindow = typeof globalThis & { mounting: Mounting };

/** Mounts before the first look, so that what is made once is made, and between two looks. */
const WARM = 4;
const MOUNTS = 6;
/** One that draws in 3D by the processor takes a second each time. */
const MOUNTS_3D = 4;
/** Times that mounts and a look follow each other. A leak is there in each of them; what the browser notes for itself is not. */
const SPELLS = 3;
/** Answers that each mount is fed with. */
const ROUNDS = 3;
/** What one mount may leave in the heap, bytes: the browser's own notes, far less than any widget. */
const LEFT_PER_MOUNT = 4_000;

/** Code that is compiled again as it grows hot would be most of what the heap gains. */
const STEADY_CODE = '--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode';

describeWithRuntime('widgets that come and go', () => {
  let built: BuiltPage;
  let browser: Browser;
  let page: Page;
  let cdp: CDPSession;
  let names: readonly string[] = [];

  beforeAll(async () => {
    built = await buildPage('renderer', 'widgets', 'fixtures', 'mounting');
    browser = await openBrowser([STEADY_CODE]);
    page = await browser.newPage();
    await page.goto(built.url);
    cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    names = await page.evaluate(() => (globalThis as MountingWindow).mounting.names);
  });
  afterAll(async () => {
    await browser?.close();
    built?.close();
  });

  const mount = (name: string, times: number) =>
    page.evaluate(
      async ([widget, count, rounds]) => {
        const { mounting } = globalThis as MountingWindow;
        let open = await mounting.cycle(widget, rounds);
        for (let i = 1; i < count; i += 1) open = await mounting.cycle(widget, rounds);
        return open;
      },
      [name, times, ROUNDS] as const,
    );
  const look = async () => {
    // What only finalizers hold goes with the second collection.
    for (let i = 0; i < 3; i += 1) await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
  };

  it('leave nothing behind', { timeout: 400_000 }, async () => {
    expect(names.length).toBeGreaterThanOrEqual(11);
    const left: Record<string, unknown> = {};
    for (const name of names) {
      const times = name === 'map' ? MOUNTS_3D : MOUNTS;
      await mount(name, WARM);
      const before = await look();
      let after = before;
      let open: unknown;
      let grown = Number.POSITIVE_INFINITY;
      for (let spell = 0; spell < SPELLS; spell += 1) {
        const last = after;
        open = await mount(name, times);
        after = await look();
        grown = Math.min(grown, after.heap - last.heap);
      }
      const perMount = Math.round(grown / times);
      left[name] = {
        nodes: after.nodes - before.nodes,
        listeners: after.listeners - before.listeners,
        heap: perMount > LEFT_PER_MOUNT ? perMount : 'little',
        open,
      };
    }
    const nothing = { nodes: 0, listeners: 0, heap: 'little', open: { timers: 0, frames: 0, contexts: 0 } };
    expect(left).toEqual(Object.fromEntries(names.map((name) => [name, nothing])));
  });
});
