/** The product on monitors of every kind: moved from the console, upright, mixed, more and fewer, one canvas over several. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, PICTURES } from '../../build/rig/pictures.ts';
import type { Laid } from '../../build/rig/rig.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { ROLES } from '../../electron/contract/live.ts';
import { type WallState, wallState } from '../../electron/contract/wall.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { remsHigh, USUAL_VIEWING } from '../../renderer/ui/legibility.ts';
import { openBrowser } from './support/browser.ts';
import { describeOnRig } from './support/ground.ts';
import { settled } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của ca trực';
const row = (count: number, width: number, height: number): Laid[] =>
  Array.from({ length: count }, (_, i) => ({ width, height, x: width * i, y: 0 }));

/** Pixels of one rem, on the page itself. */
const remOf = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

describeOnRig('the product on monitors of every kind', (rig) => {
  let wall: TestWall;
  let browser: Browser;
  let desk: Page;
  let operator: Client;

  beforeAll(async () => {
    wall = await openTestWall(rig(), { cases: 2000 });
    browser = await openBrowser();
    await untilFresh(MONITORS);
    const person = { username: 'truc', password: PASSWORD };
    const { url, person: made } = await setUpWall(wall, person);
    operator = made;
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
    desk = await context.newPage();
    await desk.goto(`${url}/#monitors`);
    await desk.getByLabel('Tên đăng nhập', { exact: true }).fill(person.username);
    await desk.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await desk.keyboard.press('Enter');
    await desk.getByRole('heading', { name: 'Màn hình trong phòng' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
  });

  /** Waits for so many windows with live figures, all drawn, and returns them. */
  const untilFresh = (count: number): Promise<Page[]> =>
    until(`${count} windows with live figures`, async () => {
      const pages = await wall.untilWindows(count).catch(() => null);
      if (!pages) return null;
      const kinds = await Promise.all(
        pages.map((page) => page.getAttribute('.header-freshness', 'data-kind').catch(() => null)),
      );
      if (!kinds.every((kind) => kind === 'fresh')) return null;
      await Promise.all(pages.map((page) => page.waitForSelector('.grid[data-phase="resting"] .frame')));
      await Promise.all(pages.map(settled));
      return pages;
    });
  /** The windows exactly cover these monitors. */
  const untilCovered = (monitors: readonly Laid[]) =>
    until('windows over their monitors', async () => {
      const text = (list: readonly Laid[]) =>
        list
          .map(({ x, y, width, height }) => `${width}x${height}+${x}+${y}`)
          .sort()
          .join();
      // A window that closes while it is asked spoils the answer.
      const places = await wall.places().catch(() => []);
      return text(places.map(({ bounds }) => bounds)) === text(monitors);
    });
  const lay = async (monitors: readonly Laid[], windows = monitors.length) => {
    await rig().lay(monitors);
    if (windows === monitors.length) await untilCovered(monitors);
    return untilFresh(windows);
  };
  const state = async (): Promise<WallState> =>
    wallState.parse(await (await operator.call('GET', '/wall?pictures=true')).json());
  const shownRoles = (pages: readonly Page[]) =>
    Promise.all(
      pages.map((page) =>
        page.$$eval('.screen', (all) => all.map((one) => one.getAttribute('data-role') ?? '').join(' + ')),
      ),
    );
  const keepDesk = async (name: string) => {
    const folder = process.env[PICTURES];
    if (folder) await desk.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };
  /** Texts that run out of the widget that holds them, or are cut through. */
  const overflowing = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('.frame')].flatMap((frame) => {
        const out: string[] = [];
        const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const range = document.createRange();
          range.selectNodeContents(node);
          const { left, right, top, bottom, width, height } = range.getBoundingClientRect();
          // Letters are lower than the line they stand in.
          const slack = 4 + height * 0.22;
          if (width === 0 || !node.textContent?.trim()) continue;
          for (let box: Element | null = node.parentElement; box; box = box.parentElement) {
            const clips = box === frame || getComputedStyle(box).overflow === 'hidden';
            const edge = box.getBoundingClientRect();
            // A line that is left out as a whole is no fault.
            if (clips && top >= edge.bottom - slack) break;
            if (clips && (left < edge.left - 4 || right > edge.right + 4 || bottom > edge.bottom + slack)) {
              out.push(`${frame.getAttribute('data-widget') ?? ''}: ${node.textContent}`);
              break;
            }
            if (box === frame) break;
          }
        }
        return out;
      }),
    );

  it('is moved and confirmed from the console, and shown there to scale with pictures', async () => {
    await desk.getByText('Hệ thống nhận ra từng màn hình. Chưa có ai xác nhận.').waitFor();
    await until('pictures', async () => Object.values((await state()).thumbnails).every((at) => at !== null));
    await desk.locator('.arranged img').nth(3).waitFor();
    const map = desk.getByLabel(/^Bản đồ/);
    expect(await map.locator('option:checked').textContent()).toBe('Màn hình 2 – thứ 2 từ trái');
    await keepDesk('desk-monitors');
    await map.selectOption({ label: 'Màn hình 4 – phải ngoài cùng' });
    expect(await shownRoles(await wall.windows())).toEqual([...ROLES]);
    await desk.getByRole('button', { name: 'Lưu và xác nhận' }).click();
    await desk.getByText(/^Đã xác nhận lúc/).waitFor();
    const moved = ['statistics', 'operations', 'trends', 'map'];
    await until('the exchange on the wall', async () => {
      const roles = await shownRoles(await wall.windows());
      return roles.join() === moved.join();
    });

    await desk.locator('.arranged').nth(3).dragTo(desk.locator('.arranged').nth(1));
    await desk.getByRole('button', { name: 'Lưu và xác nhận' }).click();
    await until(
      'all as it was',
      async () => (await shownRoles(await wall.windows())).join() === ROLES.join(),
    );
    expect((await state()).binding).toMatchObject({ state: 'confirmed' });
    const audit = (await (await operator.call('GET', '/audit')).json()) as { entries: { subject: string }[] };
    expect(audit.entries[0]).toMatchObject({
      what: 'monitors_bound',
      subject: 'statistics 1, map 2, trends 3, operations 4',
    });
  });

  it('shows which monitor is which when the console asks', async () => {
    await untilFresh(MONITORS);
    await desk.getByRole('button', { name: 'Hiện số trên các màn hình' }).click();
    const signs = () => wall.app.windows().filter((page) => page.url().startsWith('app://shell/sign'));
    await until('a sign on each monitor', async () => signs().length === MONITORS);
    await Promise.all(signs().map((page) => page.waitForSelector('.sign')));
    await keepPicture(rig(), 'whole-identify');
    await desk.getByRole('button', { name: 'Hiện số trên các màn hình' }).click();
    await until('no signs', async () => signs().length === 0);
  });

  it('stands upright on upright monitors, legibly and within its boxes', async () => {
    const pages = await lay(row(4, 1080, 1920));
    await keepPicture(rig(), 'whole-upright');
    for (const page of pages) {
      expect(await page.evaluate(() => document.documentElement.hasAttribute('data-upright'))).toBe(true);
      // As large as on a monitor that lies.
      expect(await page.evaluate(remOf)).toBeCloseTo(1080 / remsHigh(USUAL_VIEWING), 1);
    }
    expect((await Promise.all(pages.map(overflowing))).flat()).toEqual([]);
  });

  it('hangs on mixed monitors, each as large as it can be', async () => {
    const pages = await lay([
      { width: 3840, height: 2160, x: 0, y: 0 },
      { width: 1280, height: 720, x: 3840, y: 0 },
      { width: 1080, height: 1920, x: 5120, y: 0 },
      { width: 1280, height: 1024, x: 3840, y: 720 },
    ]);
    await keepPicture(rig(), 'whole-mixed');
    expect((await Promise.all(pages.map(overflowing))).flat()).toEqual([]);
  });

  it('repeats a role, shows a further part of the scene, or leaves alone, on monitors beyond four', async () => {
    await rig().lay(row(6, 1280, 720));
    await until('six monitors in the console', async () => (await desk.locator('.arranged').count()) === 6);
    await desk.getByLabel(/^Màn hình 5/).selectOption({ label: 'Lặp lại: Bản đồ' });
    await desk.getByLabel(/^Màn hình 6/).selectOption({ label: 'Phần thêm 2 của cảnh' });
    await desk.getByRole('button', { name: 'Lưu và xác nhận' }).click();
    const pages = await untilFresh(6);
    expect(await Promise.all(pages.map((page) => page.textContent('.header-role')))).toEqual([
      'Thống kê',
      'Bản đồ',
      'Xu hướng',
      'Điều hành',
      'Bản đồ',
      'Thống kê',
    ]);
    await keepPicture(rig(), 'whole-six');
    await keepDesk('desk-six');
    await desk.getByLabel(/^Màn hình 6/).selectOption({ label: 'Không dùng cho tường' });
    await desk.getByRole('button', { name: 'Lưu và xác nhận' }).click();
    await untilFresh(5);
  });

  it('tiles an upright monitor, and two of different kinds', async () => {
    await lay([{ width: 1080, height: 1920, x: 0, y: 0 }]);
    await keepPicture(rig(), 'whole-one-upright');
    await lay([
      { width: 1920, height: 1080, x: 0, y: 0 },
      { width: 1080, height: 1920, x: 1920, y: 0 },
    ]);
    await keepPicture(rig(), 'whole-two-kinds');
  });

  it('lies as one canvas over two monitors, and four', async () => {
    await lay(row(4, 1920, 1080));
    expect((await operator.call('PUT', '/wall/scene', { scene: 'panorama' })).status).toBe(200);
    const pages = await until('the canvas', async () => {
      const found = await untilFresh(MONITORS);
      const canvases = await Promise.all(found.map(async (page) => (await page.$$('.span-canvas')).length));
      return canvases.join() === '0,1,1,0' && found;
    });
    await Promise.all(
      pages.slice(1, 3).map((page) =>
        page.waitForSelector('.region-map[data-rung="drawn"], .region-map[data-rung="plain"]', {
          state: 'attached',
          timeout: 100_000,
        }),
      ),
    );
    await Promise.all(pages.map(settled));
    await keepPicture(rig(), 'whole-panorama');
    expect((await operator.call('PUT', '/wall/scene', { scene: 'default' })).status).toBe(200);
    await until('the usual scene', async () => {
      const canvases = await Promise.all(pages.map(async (page) => (await page.$$('.span-canvas')).length));
      return canvases.join() === '0,0,0,0';
    });
    expect(await pages[1]?.evaluate(remOf)).toBeCloseTo(1080 / remsHigh(USUAL_VIEWING), 1);
  }, 240_000);
});
