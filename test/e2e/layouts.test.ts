/** Scenes laid out by mouse in a real browser and published to the real wall: all four windows change, or none does. */
import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, PICTURES } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { publishedAnswer, sceneDraft } from '../../electron/contract/sceneEditing.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { openBrowser } from './support/browser.ts';
import { describeOnRig } from './support/ground.ts';
import { settled } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của quản trị';
const SCREENS = ['Thống kê thời gian thực', 'Bản đồ', 'Xu hướng', 'Điều hành'];
/** What is dragged onto each of them, and the type it is of. */
const WIDGETS = [
  ['Chỉ số lớn', 'hero'],
  ['Một chỉ số', 'figure'],
  ['Diễn biến trong năm', 'trend'],
  ['Xếp hạng đơn vị', 'ranking'],
] as const;

describeOnRig('layouts in the console', (rig) => {
  let wall: TestWall;
  let browser: Browser;
  let screens: Page[];
  let admin: Client;
  let page: Page;
  let url: string;
  const broken: string[] = [];

  beforeAll(async () => {
    wall = await openTestWall(rig(), { cases: 500 });
    browser = await openBrowser();
    screens = await wall.untilWindows(MONITORS);
    ({ url, person: admin } = await setUpWall(wall, { username: 'quantri', password: PASSWORD }));
    await until('the units', async () => (await admin.call('GET', '/values?unit=HCM')).status === 200);
    page = await sitDown();
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
  });

  async function sitDown(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1500, height: 1000 }, locale: 'vi-VN' });
    const [name, value] = admin.cookie.split('=', 2);
    await context.addCookies([{ name: name ?? '', value: value ?? '', url }]);
    const opened = await context.newPage();
    opened.setDefaultTimeout(30_000);
    opened.on('pageerror', (error) => broken.push(error.message));
    opened.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) broken.push(message.text());
    });
    await opened.goto(`${url}/#layouts`);
    await opened.getByRole('heading', { name: 'Bố cục', exact: true }).waitFor();
    return opened;
  }

  async function photograph(name: string, of = page): Promise<void> {
    const folder = process.env[PICTURES];
    if (!folder) return;
    await until('the widgets with their figures', () =>
      of.evaluate(() => document.querySelector('.board [aria-busy="true"]') === null),
    );
    await of.screenshot({ path: join(folder, `layouts-${name}.png`), fullPage: true });
  }
  const press = (name: string | RegExp, of = page) => of.getByRole('button', { name, exact: true }).click();
  const grid = (of = page) => of.getByRole('group', { name: 'Các ô trên màn' });
  const isSaved = (of = page) => of.getByText('Đã lưu bản nháp.').waitFor();
  const draft = async (id: string) =>
    sceneDraft.parse(await (await admin.call('GET', `/scenes/${id}/draft`)).json());
  /** Types of the widgets that each window shows, left to right. */
  const shownTypes = () =>
    Promise.all(
      screens.map((screen) =>
        screen.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('.grid[data-phase="resting"] .frame')].map(
            (frame) => frame.dataset['widget'],
          ),
        ),
      ),
    );
  const untilShown = (types: (string | undefined)[][]) =>
    until(
      `the windows with ${JSON.stringify(types)}`,
      async () => JSON.stringify(await shownTypes()) === JSON.stringify(types),
    );

  /** Middle of a cell of the grid, on the page. */
  async function middleOf(column: number, row: number): Promise<{ x: number; y: number }> {
    const box = await grid().boundingBox();
    if (!box) throw new Error('There is no grid.');
    return {
      x: box.x + ((column - 0.5) * box.width) / 12,
      y: box.y + ((row - 0.5) * box.height) / 12,
    };
  }
  /** Pulls with the mouse from the middle of something by so many cells. */
  async function pull(from: Locator, columns: number, rows: number): Promise<void> {
    const [box, whole] = [await from.boundingBox(), await grid().boundingBox()];
    if (!box || !whole) throw new Error('There is nothing to pull.');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const part of [0.5, 1])
      await page.mouse.move(x + (part * columns * whole.width) / 12, y + (part * rows * whole.height) / 12);
    await page.mouse.up();
  }

  it('are laid out on four screens by mouse, and save themselves', async () => {
    await photograph('list');
    await page.getByLabel('Tên cảnh').fill('Họp giao ban');
    await page.getByLabel('Bắt đầu từ').selectOption('');
    await press('Tạo bản nháp');
    await page.getByRole('heading', { name: 'Sửa “Họp giao ban”' }).waitFor();
    for (const [i, screen] of SCREENS.entries()) {
      await press(screen);
      const [name] = WIDGETS[i] ?? [''];
      const cell = await middleOf(1, 1);
      const box = await grid().boundingBox();
      await page
        .getByRole('button', { name: `+ ${name}`, exact: true })
        .dragTo(grid(), { targetPosition: { x: cell.x - (box?.x ?? 0), y: cell.y - (box?.y ?? 0) } });
      const placed = grid().getByRole('button', { name });
      await placed.waitFor();
      await pull(placed, 2, 1);
      await page.getByText('Cột 3, hàng 2').waitFor();
      const edge = placed.locator('[data-edge="se"]');
      await pull(edge, 2, 1);
      await page.getByText('Cột 3, hàng 2, rộng').waitFor();
    }
    await isSaved();
    await photograph('editor');
    const { bundle, version } = await draft('hop-giao-ban');
    expect(version).toBeGreaterThan(0);
    expect(bundle.layouts.map(({ widgets }) => widgets.map(({ type, x, y }) => [type, x, y]))).toEqual(
      WIDGETS.map(([, type]) => [[type, 2, 1]]),
    );
  });

  it('are changed by keys, refuse what cannot stand there, and every step is undone', async () => {
    await press(SCREENS[1] ?? '');
    const placed = grid().getByRole('button', { name: 'Một chỉ số' });
    await placed.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Cột 4, hàng 2').waitFor();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await page.getByText('Đã thêm Một chỉ số.').waitFor();
    expect(await grid().getByRole('button', { name: 'Một chỉ số' }).count()).toBe(2);
    for (let i = 0; i < 12; i += 1)
      await grid().getByRole('button', { name: 'Một chỉ số' }).first().press('ArrowUp');
    await page.getByText('Ô vượt ra ngoài màn.').waitFor();
    await press('Hoàn tác');
    await press('Hoàn tác');
    await press('Hoàn tác');
    await until(
      'one widget',
      async () => (await grid().getByRole('button', { name: 'Một chỉ số' }).count()) === 1,
    );
    await isSaved();
    expect((await draft('hop-giao-ban')).bundle.layouts[1]?.widgets.map(({ x, y }) => [x, y])).toEqual([
      [2, 1],
    ]);
  });

  it('of two editors at once are not written over unseen', async () => {
    const other = await sitDown();
    await other.getByRole('link', { name: 'Sửa Họp giao ban' }).click();
    await grid(other).getByRole('button', { name: 'Chỉ số lớn' }).press('ArrowLeft');
    await isSaved(other);
    await press(SCREENS[0] ?? '');
    await grid().getByRole('button', { name: 'Chỉ số lớn' }).press('ArrowDown');
    await page.getByText(/^quantri đã lưu bản nháp/).waitFor();
    await page.getByText('Chuyển hoặc đổi cỡ ô “hero”').waitFor();
    await photograph('conflict');
    await press('Lấy bản của họ');
    await page.getByText(/^quantri đã lưu bản nháp/).waitFor({ state: 'detached' });
    expect((await draft('hop-giao-ban')).bundle.layouts[0]?.widgets[0]).toMatchObject({ x: 1, y: 1 });
    await other.context().close();
  });

  it('are published to all windows in one step, which keep what they drew beforehand', async () => {
    await press('Xuất bản…');
    await press('Xuất bản');
    await page.getByText(/^Đã xuất bản thành bản 1, 4 màn/).waitFor();
    await admin.call('PUT', '/wall/scene', { scene: 'hop-giao-ban' });
    await untilShown([['hero'], ['figure'], ['trend'], ['ranking']]);
    await Promise.all(screens.map(settled));
    await keepPicture(rig(), 'layouts-on-the-wall');

    await press(SCREENS[0] ?? '');
    await press('+ Một chỉ số');
    await isSaved();
    // What waits out of sight is marked; the mark must still be there when it is shown.
    await screens[0]?.evaluate(() => {
      new MutationObserver(() => {
        document.querySelector('.grid[data-phase="waiting"]')?.setAttribute('data-marked', '');
      }).observe(document.body, { subtree: true, childList: true });
    });
    await press('Xuất bản…');
    await page.getByText('Thêm ô “figure”').waitFor();
    await page.getByLabel('Ghi chú').fill('Thêm một chỉ số');
    await photograph('publish');
    await press('Xuất bản');
    await page.getByText(/^Đã xuất bản thành bản 2/).waitFor();
    await untilShown([['hero', 'figure'], ['figure'], ['trend'], ['ranking']]);
    expect(await screens[0]?.locator('.grid[data-phase="resting"]').getAttribute('data-marked')).toBe('');
  });

  it('that a window cannot draw are refused as a whole, and the wall stays', async () => {
    const { bundle, version } = await draft('hop-giao-ban');
    const spoiled = bundle.layouts.map((one, i) =>
      i === 2 ? { ...one, widgets: one.widgets.map((placed) => ({ ...placed, config: { unit: 7 } })) } : one,
    );
    const saved = await admin.call('PUT', '/scenes/hop-giao-ban/draft', {
      basedOn: version,
      bundle: { ...bundle, layouts: spoiled },
    });
    expect(saved.status).toBe(200);
    await page.reload();
    await press('Xuất bản…');
    await press('Xuất bản');
    await page.getByText('Chưa xuất bản: có màn chưa sẵn sàng. Tường vẫn như cũ.').waitFor();
    await page
      .getByText(/^Ô “trend” ở “trends”/)
      .first()
      .waitFor();
    await photograph('refused');
    await press('Thôi');
    expect(await shownTypes()).toEqual([['hero', 'figure'], ['figure'], ['trend'], ['ranking']]);
  });

  it('go back to an earlier publication in one click', async () => {
    await page.getByRole('link', { name: 'Lịch sử' }).click();
    await page.getByText('Thêm một chỉ số').waitFor();
    await page.getByText('Thay đổi so với bản trước').first().click();
    await page.getByText('Thêm ô “figure”').waitFor();
    await photograph('history');
    const { version } = await draft('hop-giao-ban');
    await admin.call('POST', '/scenes/hop-giao-ban/draft/drop', { basedOn: version });
    await press('Lấy lại bản 1');
    await page.getByText('Đã lấy lại bản 1 thành bản 3.').waitFor();
    await untilShown([['hero'], ['figure'], ['trend'], ['ranking']]);
    expect(broken).toEqual([]);
  });

  it('are published although a monitor is switched off: its window waits for nobody', async () => {
    // What a switched-off monitor does to a page: no frame is made any more.
    await screens[1]?.evaluate(() => {
      globalThis.requestAnimationFrame = () => 0;
    });
    const { bundle, version } = await draft('hop-giao-ban');
    const emptied = bundle.layouts.map((one, i) => (i === 3 ? { ...one, widgets: [] } : one));
    const body = { basedOn: version, bundle: { ...bundle, layouts: emptied } };
    expect((await admin.call('PUT', '/scenes/hop-giao-ban/draft', body)).status).toBe(200);
    const published = await admin.call('POST', '/scenes/hop-giao-ban/publish', { version: version + 1 });
    const { windows } = publishedAnswer.parse(await published.json());
    expect(windows.map(({ role, state }) => [role, state]).sort()).toEqual([
      ['map', 'ready'],
      ['operations', 'ready'],
      ['statistics', 'ready'],
      ['trends', 'ready'],
    ]);
    const lit = screens.filter((_, i) => i !== 1);
    for (const screen of lit)
      await until('the new scene', async () =>
        screen.evaluate(() => document.querySelector('.grid[data-phase="waiting"]') === null),
      );
    await until('the emptied screen', async () => (await shownTypes())[3]?.length === 0);
  });
});
