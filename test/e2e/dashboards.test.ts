/** People's own dashboards, in a real browser and on the wall: made, shared, read within one's own place, sent to a monitor. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, PICTURES } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { openBrowser } from './support/browser.ts';
import { describeOnRig } from './support/ground.ts';
import { makeOwnClock } from './support/ownClock.ts';
import { eachPage, settled } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của mọi người';
const PLACE = 'HCM-KV01';
const TITLE = 'Bảng của Lan';

const layoutOf = (page: Page) =>
  page.evaluate(
    () => document.querySelector('.grid:not([data-phase="leaving"])')?.getAttribute('data-layout') ?? null,
  );

/** Sizes of the pages of a PDF, mm, each once. */
function sheetsOf(pdf: Buffer): string[] {
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g);
  const mm = (points: string | undefined) => Math.round((Number(points) / 72) * 25.4);
  return [...new Set([...boxes].map(([, width, height]) => `${mm(width)} × ${mm(height)}`))];
}

describeOnRig('dashboards of people', (rig) => {
  const clock = makeOwnClock();
  let wall: TestWall;
  let browser: Browser;
  let screens: Page[];
  let url: string;
  let admin: Client;
  const broken: string[] = [];

  beforeAll(async () => {
    wall = await openTestWall(rig(), { cases: 500, ...(clock && { env: { IOC_WALL_NODE: clock.node } }) });
    browser = await openBrowser();
    screens = await wall.untilWindows(MONITORS);
    ({ url, person: admin } = await setUpWall(wall, { username: 'quantri', password: PASSWORD }));
    for (const [username, role, place] of [
      ['truc', 'operator', null],
      ['lan', 'viewer', PLACE],
    ])
      expect((await admin.call('POST', '/users', { username, password: PASSWORD, role, place })).status).toBe(
        201,
      );
    await until('the units', async () => (await admin.call('GET', `/values?unit=${PLACE}`)).status === 200);
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
    clock?.remove();
  });

  async function sitDown(username: string, width = 1440, height = 1000): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'vi-VN' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) broken.push(message.text());
    });
    await page.goto(`${url}/#dashboards`);
    await page.getByLabel('Tên đăng nhập', { exact: true }).fill(username);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Bảng điều hành', exact: true }).waitFor();
    return page;
  }
  const leave = (page: Page) => page.context().close();
  async function photograph(page: Page, name: string): Promise<void> {
    const folder = process.env[PICTURES];
    if (!folder) return;
    await drawn(page);
    await page.screenshot({ path: join(folder, `dashboards-${name}.png`), fullPage: true });
  }
  /** Every widget has its figures, or says why it has none. */
  const drawn = (page: Page) =>
    until('the widgets with their figures', async () =>
      page.evaluate(() => document.querySelector('.board .notice[data-busy]') === null),
    );
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  it('are made from a template, changed, saved and shared', async () => {
    const role = { id: 'van-thu', name: 'Văn thư', permissions: ['figures.read'] };
    expect((await admin.call('POST', '/roles', role)).status).toBe(201);
    const page = await sitDown('quantri');
    await photograph(page, 'list-empty');
    await press(page, /^Chép thành bảng của tôi Lãnh đạo/);
    await page.getByRole('heading', { name: /^Sửa/ }).waitFor();
    const title = page.getByLabel('Tên bảng');
    await title.fill(TITLE);
    await press(page, '+ Một chỉ số');
    await page.getByText('Không còn chỗ cho ô này').waitFor();
    await page
      .getByRole('group', { name: 'Các ô trên lưới' })
      .getByRole('button', { name: 'Diễn biến' })
      .click();
    await page.keyboard.press('Shift+ArrowUp');
    await page.getByText('rộng 5, cao 6').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByText('hàng 7').waitFor();
    await photograph(page, 'edit');
    await press(page, 'Lưu');
    await page.getByText('Đã lưu.').waitFor();
    await page.getByRole('link', { name: 'Về bảng' }).click();
    await page.getByRole('heading', { name: TITLE, exact: true }).waitFor();
    await photograph(page, 'view');

    await press(page, 'Chia sẻ');
    const others = page.getByLabel('Chia sẻ thêm với');
    await others.getByRole('option', { name: /Văn thư/ }).waitFor({ state: 'attached' });
    await others.selectOption({ label: 'mọi người' });
    await photograph(page, 'share');
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu việc chia sẻ.').waitFor();
    await page.getByRole('link', { name: 'Các bản đã lưu' }).click();
    await page.getByText('Bản 2').waitFor();
    await press(page, /^Xem 1/);
    await page.getByText('Bản 1 trông như sau').waitFor();
    await press(page, /^Lấy lại 1/);
    await page.getByRole('heading', { name: /^Lãnh đạo/ }).waitFor();
    await leave(page);
  });

  it('show somebody with a place what is theirs, and say so of the rest', async () => {
    const page = await sitDown('lan');
    await page.getByRole('link', { name: /^Lãnh đạo/ }).click();
    await page.getByText('Không xem được đơn vị này').first().waitFor();
    await photograph(page, 'narrowed');
    await page.goto(`${url}/#dashboards`);
    await press(page, /^Chép thành bảng của tôi Cán bộ/);
    await page.getByRole('heading', { name: /^Sửa/ }).waitFor();
    await page.getByRole('link', { name: 'Về bảng' }).click();
    await until('figures of the place', async () => (await page.locator('.board .figure').count()) > 3);
    await photograph(page, 'own-place');
    expect(await page.getByRole('button', { name: 'Đưa lên tường', exact: true }).count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await photograph(page, 'phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.goto(`${url}/#dashboards`);
    await page.getByRole('heading', { name: 'Bảng mẫu' }).waitFor();
    await photograph(page, 'phone-list');
    await leave(page);
  });

  it('leave the house as a picture and as a document, with the rights of whoever asks', async () => {
    const page = await sitDown('lan');
    for (const title of [/^Lãnh đạo/, /^Cán bộ/]) {
      await page.goto(`${url}/#dashboards`);
      await page.getByRole('link', { name: title }).first().click();
      await press(page, 'Xuất tệp');
      for (const [kind, ending, sheet] of [
        ['PDF khổ A4 ngang', 'pdf', '297 × 210'],
        ['PDF khổ A3 ngang', 'pdf', '420 × 297'],
        ['Hình PNG', 'png', null],
      ] as const) {
        await page.getByLabel(kind).check();
        await page.getByRole('button', { name: 'Xuất', exact: true }).click();
        const link = page.getByRole('link', { name: 'Tải về' });
        await link.waitFor({ timeout: 60_000 });
        const coming = page.waitForEvent('download');
        await link.click();
        const file = await coming;
        expect(file.suggestedFilename()).toMatch(new RegExp(`^[a-z0-9-]+-\\d{8}-\\d{4}\\.${ending}$`));
        const content = await readFile(await file.path());
        expect(content.subarray(1, 4).toString()).toBe(ending.toUpperCase());
        expect(sheetsOf(content)).toEqual(sheet === null ? [] : [sheet]);
        const folder = process.env[PICTURES];
        if (folder) await file.saveAs(join(folder, `export-${file.suggestedFilename()}`));
      }
    }
    await photograph(page, 'export');
    await leave(page);
  });

  it('lose nothing without a connection, and never write over what somebody else saved', async () => {
    const made = await admin.call('POST', '/dashboards', { from: 'nothing', title: 'Chung' });
    const { id } = (await made.json()) as { id: string };
    await admin.call('PUT', `/dashboards/${id}/shares`, { shares: [{ with: 'everyone', may: 'edit' }] });
    const page = await sitDown('truc');
    await page.goto(`${url}/#dashboards/${id}/edit`);
    await page.getByLabel('Tên bảng').fill('Chung, sửa khi mất mạng');
    await page.context().setOffline(true);
    await press(page, 'Lưu');
    await page.getByText('Máy dữ liệu không trả lời; thay đổi').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Đã lưu.').waitFor();

    const document = { schema: 1, title: 'Của quản trị', widgets: [] };
    expect((await admin.call('PUT', `/dashboards/${id}`, { basedOn: 2, document })).status).toBe(200);
    await page.getByLabel('Tên bảng').fill('Của trực');
    await press(page, 'Lưu');
    await page.getByText(/quantri đã lưu bản 3/).waitFor();
    await photograph(page, 'stale');
    // The changes outlive the page itself.
    await page.reload();
    await page.getByText(/quantri đã lưu bản 3/).waitFor();
    expect(await page.getByLabel('Tên bảng').inputValue()).toBe('Của trực');
    await press(page, 'Lưu bản của tôi thành bản mới nhất');
    await page.getByText('Đã lưu.').waitFor();
    await leave(page);
  });

  it('keep what is typed while a save is under way, and a save asked for meanwhile', async () => {
    const made = await admin.call('POST', '/dashboards', { from: 'nothing', title: 'Đang gõ' });
    const { id } = (await made.json()) as { id: string };
    const page = await sitDown('quantri');
    await page.goto(`${url}/#dashboards/${id}/edit`);
    const title = page.getByLabel('Tên bảng');
    /** The next save reaches the engine when it is let go. */
    async function held(): Promise<{ begun: Promise<void>; letGo: () => void }> {
      const [begun, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      await page.route(
        `**/api/v1/dashboards/${id}`,
        async (route) => {
          begun.resolve();
          await free.promise;
          await route.continue();
        },
        { times: 1 },
      );
      return { begun: begun.promise, letGo: () => free.resolve() };
    }
    await title.fill('Lần một');
    const first = await held();
    await press(page, 'Lưu');
    await first.begun;
    await title.fill('Lần hai');
    first.letGo();
    await until('the first save', async () => (await versionOf(id)) === 2);
    await page.getByText('Chưa lưu; thay đổi được giữ').waitFor();
    await page.reload();
    expect(await title.inputValue()).toBe('Lần hai');

    const second = await held();
    await press(page, 'Lưu');
    await second.begun;
    await title.fill('Lần ba');
    await press(page, 'Lưu');
    second.letGo();
    await page.getByText('Đã lưu.').waitFor();
    expect(await versionOf(id)).toBe(4);
    await page.reload();
    await until('the last save', async () => (await title.inputValue()) === 'Lần ba');
    await leave(page);
  });
  const versionOf = async (id: string) =>
    ((await (await admin.call('GET', `/dashboards/${id}`)).json()) as { version: number }).version;

  it('are sent to a monitor, say who sent them, and end by themselves', async () => {
    const page = await sitDown('truc');
    await page.getByRole('link', { name: /^Lãnh đạo/ }).click();
    await press(page, 'Đưa lên tường');
    await page.getByLabel('Màn hình').selectOption('map');
    await page.getByLabel('Trong bao nhiêu phút').fill('45');
    await photograph(page, 'send');
    await page.getByRole('dialog').getByRole('button', { name: 'Đưa lên', exact: true }).click();
    await page.getByText(/đang ở màn hình .* đến/).waitFor();
    const sentOn = () =>
      eachPage(screens, layoutOf).then((all) => all.filter((one) => one === 'sent-dashboard').length);
    await until('the dashboard on one monitor', async () => (await sentOn()) === 1);
    expect(await screens[1]?.textContent('.sent-note')).toMatch(/Bảng do truc đưa lên, đến \d\d:\d\d/);
    await eachPage(screens, settled);
    await keepPicture(rig(), 'dashboard-sent');

    await page.goto(`${url}/#dashboards`);
    await page.getByRole('heading', { name: 'Bảng đang ở trên tường' }).waitFor();
    await photograph(page, 'list');
    expect((await admin.call('PUT', '/wall/scene', { scene: 'briefing' })).status).toBe(200);
    await until('another scene around it', async () =>
      (await eachPage(screens, layoutOf)).includes('briefing-trends'),
    );
    expect(await sentOn()).toBe(1);
    if (clock) clock.set('+46m');
    else expect((await admin.call('DELETE', '/wall/dashboards/map')).status).toBe(204);
    await until('the scene on all monitors', async () => (await sentOn()) === 0);
    clock?.set('+0');
    await leave(page);
  });

  it('break nothing on the way', () => {
    expect(broken).toEqual([]);
  });
});
