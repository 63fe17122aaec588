/** What a tick of the engine costs each screen of the wall: one that says nothing new, one that says everything again, one that changes all. */
import type { CDPSession, Page } from '@playwright/test';
import { type Role, ROLES } from '../../electron/contract/live.ts';
import type { Tick } from '../../renderer/gallery/ticking/ticking.ts';
import { type Counted, watchCommits } from './drawing/commits.ts';
import { onPage } from './drawing/onPage.ts';
import { report, round } from './report.ts';

const TICKS = 20;
const SETTLED = 5;

interface Cost extends Counted {
  /** Scripts, styles, layout: what the page's main thread did, ms. */
  readonly ms: number;
}

export function tick(): Promise<void> {
  return onPage(
    ['renderer', 'gallery', 'ticking'],
    async (page) => {
      await page.waitForFunction(() => 'ticking' in window);
      const link = await page.context().newCDPSession(page);
      await link.send('Performance.enable');
      for (const role of ROLES) await ofScreen(page, link, role);
    },
    async (page) => {
      await page.addInitScript(watchCommits);
    },
  );
}

async function ofScreen(page: Page, link: CDPSession, role: Role): Promise<void> {
  const mounted = await cost(page, link, () => page.evaluate((one) => window.ticking.open(one), role));
  // What a screen goes on with once it is there, such as the map, is no part of a tick.
  for (let i = 0; i < SETTLED; i += 1) await page.evaluate(() => window.ticking.tick('same'));
  const costs = new Map<Tick, Cost>();
  for (const what of ['nothing', 'same', 'all'] as const) {
    const all = await cost(page, link, async () => {
      for (let i = 0; i < TICKS; i += 1) await page.evaluate((one) => window.ticking.tick(one), what);
    });
    costs.set(what, { ms: all.ms / TICKS, commits: all.commits / TICKS, nodes: all.nodes / TICKS });
  }
  const words: Record<Tick, string> = {
    nothing: 'that says nothing new',
    same: 'that says every answer again',
    all: 'that changes every answer',
  };
  for (const [what, { ms, commits, nodes }] of costs)
    report({
      bench: `tick ${words[what]}, screen ${role}: ${round(commits, 1)} commits, ${round(nodes, 1)} changed nodes`,
      value: round(ms, 1),
      unit: 'ms of the main thread',
      ratio: round(ms / mounted.ms, 3),
      baseline: `drawing the screen anew: ${round(mounted.ms, 0)} ms, ${mounted.commits} commits`,
    });
}

async function cost(page: Page, link: CDPSession, run: () => Promise<void>): Promise<Cost> {
  const before = await now(page, link);
  await run();
  const after = await now(page, link);
  return {
    ms: after.ms - before.ms,
    commits: after.commits - before.commits,
    nodes: after.nodes - before.nodes,
  };
}

async function now(page: Page, link: CDPSession): Promise<Cost> {
  const counted = await page.evaluate(() => ({ ...window.counted }));
  const { metrics } = await link.send('Performance.getMetrics');
  const seconds = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].map(
    (name) => metrics.find((one) => one.name === name)?.value ?? 0,
  );
  return { ...counted, ms: seconds.reduce((sum, one) => sum + one, 0) * 1000 };
}
