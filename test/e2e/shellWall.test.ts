/** The product as a whole through what happens to a wall: its engine dies, a monitor goes and comes. */
import { readFileSync, readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONITORS } from '../../build/rig/sizes.ts';
import { describeOnRig } from './support/ground.ts';
import { type TestWall, openTestWall, until } from './support/wall.ts';

/** What a watched page has been through since it was first looked at; lost when it is loaded anew. */
interface Watched {
  kinds: string[];
  emptied: boolean;
}
const watched = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { watched?: Watched }).watched ?? null);

/** Notes every change of a page's freshness, and whether it ever showed nothing. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const now = () => document.querySelector('.header-freshness')?.getAttribute('data-kind') ?? 'none';
    const seen: Watched = { kinds: [now()], emptied: false };
    (globalThis as unknown as { watched: Watched }).watched = seen;
    new MutationObserver(() => {
      if (seen.kinds.at(-1) !== now()) seen.kinds.push(now());
      if (document.querySelectorAll('.screen').length === 0) seen.emptied = true;
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

/** Process of the engine that works on this data folder. */
function engineOf(dataDir: string): number | null {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (words.some((word) => word.endsWith('engine/main.mjs')) && words.includes(dataDir))
        return Number(name);
    } catch {
      // That process has ended meanwhile.
    }
  }
  return null;
}

describeOnRig('the whole wall', (rig) => {
  let wall: TestWall;
  /** Waits until the windows, left to right, show exactly these roles. A window that closes while it is asked counts as not there yet. */
  const untilRoles = (wanted: readonly (readonly string[])[]) =>
    until(`windows showing ${wanted.map((roles) => roles.join(' + ')).join(' | ')}`, async () => {
      const pages = await wall.windows().catch(() => []);
      const roles = (page: Page) =>
        page.$$eval('.screen', (all) => all.map((screen) => screen.getAttribute('data-role')));
      const shown = await Promise.all(pages.map((page) => roles(page).catch(() => [])));
      return JSON.stringify(shown) === JSON.stringify(wanted) && pages;
    });
  const untilFresh = (pages: readonly Page[]) =>
    until('live figures on every window', async () => {
      const kinds = await Promise.all(
        pages.map((page) => page.getAttribute('.header-freshness', 'data-kind')),
      );
      return kinds.every((kind) => kind === 'fresh');
    });

  beforeAll(async () => {
    wall = await openTestWall(rig());
  });
  afterAll(() => wall.close());

  it('keeps its figures while the engine is dead, and is live again when a new one answers', async () => {
    const pages = await wall.untilWindows(MONITORS);
    await untilFresh(pages);
    for (const page of pages) await watch(page);
    const pid = engineOf(wall.dataDir);
    if (pid === null) throw new Error('There is no engine to kill.');
    process.kill(pid, 'SIGKILL');
    await until('another engine', async () => {
      const now = engineOf(wall.dataDir);
      return now !== null && now !== pid;
    });
    await until('every window to have been cut off and live again', async () => {
      const seen = await Promise.all(pages.map(watched));
      return seen.every((one) => one?.kinds.includes('cut') && one.kinds.at(-1) === 'fresh');
    });
    for (const page of pages) expect((await watched(page))?.emptied).toBe(false);
  });

  it('shows every role on three monitors, and each on its own again', async () => {
    await rig().unplug(3);
    await untilRoles([['statistics'], ['map'], ['trends', 'operations']]);
    await rig().plug(3);
    await untilFresh(await untilRoles([['statistics'], ['map'], ['trends'], ['operations']]));
  });
});
