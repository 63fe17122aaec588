/** The product as a whole when a monitor goes and comes. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, it } from 'vitest';
import { MONITORS } from '../../build/rig/sizes.ts';
import { describeOnRig } from './support/ground.ts';
import { type TestWall, openTestWall, until } from './support/wall.ts';

describeOnRig('the whole wall', (rig) => {
  let wall: TestWall;
  /** Waits until the windows, left to right, show exactly these roles. A window that closes while it is asked counts as not there yet. */
  const untilRoles = (wanted: readonly (readonly string[])[]) =>
    until(`windows showing ${wanted.map((roles) => roles.join(' + ')).join(' | ')}`, async () => {
      const pages = await wall.windows();
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

  it('shows every role on three monitors, and each on its own again', async () => {
    await untilFresh(await wall.untilWindows(MONITORS));
    await rig().unplug(3);
    await untilRoles([['statistics'], ['map'], ['trends', 'operations']]);
    await rig().plug(3);
    await untilFresh(await untilRoles([['statistics'], ['map'], ['trends'], ['operations']]));
  });
});
