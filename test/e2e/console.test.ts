/** The console in a real browser, from the setup code on the wall to a corrected line. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

const WALL_TOKEN = 'wall-token-of-the-console-test';
const PASSWORD = 'một mật khẩu đủ dài';
const UNIT = {
  id: 'u1',
  type: 'unit',
  at: '2025-01-01T00:00:00+07:00',
  v: 1,
  unit: 'PHONG-A',
  name: 'Phòng A',
  parent: null,
  level: 'room',
};

describe.skipIf('missing' in inject('ground'))('the console', () => {
  let engine: TestEngine;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const broken: string[] = [];
  const elsewhere: string[] = [];

  beforeAll(async () => {
    process.env['IOC_WALL_TOKEN'] = WALL_TOKEN;
    engine = await startTestEngine(['--no-demo']);
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
    page = await context.newPage();
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) broken.push(message.text());
    });
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (/^(http|ws)/.test(protocol) && host !== new URL(engine.url).host) elsewhere.push(request.url());
    });
  });
  afterAll(async () => {
    await browser.close();
    await engine.stop();
    delete process.env['IOC_WALL_TOKEN'];
  });

  function asWall(
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type: string,
  ): Promise<Response> {
    return fetch(`${engine.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': type, authorization: `Bearer ${WALL_TOKEN}` },
      body,
    });
  }

  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  const sees = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

  it('lets whoever reads the code on the wall make the first administrator', async () => {
    await page.goto(engine.url);
    await sees('Tạo người quản trị đầu tiên');
    await fill('Mã thiết lập', '2222-2222-2222');
    await fill('Tên đăng nhập', 'quantri');
    await fill('Mật khẩu', PASSWORD);
    await fill('Nhập lại mật khẩu', PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Mã này không phải mã đang hiện trên tường.').waitFor();
    expect(await page.getByLabel('Mã thiết lập').getAttribute('aria-invalid')).toBe('true');

    // As the picture code on the wall brings it.
    await page.goto('about:blank');
    await page.goto(`${engine.url}/#setup=${engine.setupCode ?? ''}`);
    await sees('Tạo người quản trị đầu tiên');
    expect(await page.getByLabel('Mã thiết lập').inputValue()).toBe(engine.setupCode);
    await fill('Tên đăng nhập', 'quantri');
    await fill('Mật khẩu', PASSWORD);
    await fill('Nhập lại mật khẩu', PASSWORD);
    await page.keyboard.press('Enter');
    await sees('Hệ thống hôm nay');
    expect(page.url()).toBe(`${engine.url}/`);
    await page.getByRole('link', { name: 'Bàn làm việc', exact: true }).click();
    await sees('Trên tường');
    await page.getByText('Đã kết nối máy dữ liệu').waitFor();
  });

  it('shows what hangs on the wall, with fresh pictures', async () => {
    const monitor = {
      id: 'm1',
      label: 'DELL 1',
      x: 0,
      y: 0,
      width: 1920,
      height: 1080,
      scale: 1,
      position: { place: 1, row: 1, rows: 1, column: 1, columns: 1 },
      roles: ['map'],
      extra: null,
    };
    const report = () =>
      asWall('POST', '/wall/report', JSON.stringify({ monitors: [monitor] }), 'application/json');
    await expect
      .poll(async () => (await report()).json() as Promise<unknown>)
      .toMatchObject({ thumbnailsWanted: true });
    await page.getByText('DELL 1, 1920 × 1080').waitFor();

    const jpeg = new Uint8Array(await page.screenshot({ type: 'jpeg' }));
    expect((await asWall('PUT', '/wall/thumbnails/map', jpeg, 'image/jpeg')).status).toBe(204);
    const picture = page.getByRole('img', { name: 'Màn hình Bản đồ lúc này' });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1440);
  });

  it('switches the scene of the wall', async () => {
    const scenes = page.getByRole('group', { name: 'Cảnh' });
    const other = scenes.getByRole('button', { pressed: false }).first();
    const name = (await other.textContent()) ?? '';
    await other.focus();
    await page.keyboard.press('Enter');
    await scenes.getByRole('button', { name, pressed: true }).waitFor();
    await page.getByText(/^Đang chiếu từ .*do quantri chọn/).waitFor();
  });

  it('lists lines that could not be taken in, and takes a corrected one', async () => {
    const source = { id: 'test', kind: 'push', name: 'Hệ thống thử' };
    expect((await page.request.post(`${engine.url}/api/v1/sources`, { data: source })).status()).toBe(201);
    const pushed = await page.request.post(`${engine.url}/api/v1/sources/test/events`, {
      headers: { 'content-type': 'application/x-ndjson' },
      data: `${JSON.stringify({ ...UNIT, level: 'street' })}\n`,
    });
    expect(await pushed.json()).toMatchObject({ quarantined: 1 });

    await page.getByRole('button', { name: '1 dòng cần xem lại của Hệ thống thử' }).click();
    await page.getByText('Trường không hợp lệ').waitFor();
    await page.getByRole('button', { name: 'Sửa lại' }).click();
    await page.getByLabel('Dòng đã sửa').fill(JSON.stringify({ ...UNIT, level: 'ward' }));
    await page.getByRole('button', { name: 'Nhận dòng này' }).click();
    await page.getByText('Dòng này vẫn chưa nhận được.').waitFor();
    await page.getByLabel('Dòng đã sửa').fill(JSON.stringify(UNIT));
    await page.getByRole('button', { name: 'Nhận dòng này' }).click();
    await page.getByText(/^đã nhận ·/).waitFor();
    const units: unknown = await (await page.request.get(`${engine.url}/api/v1/units`)).json();
    expect(JSON.stringify(units)).toContain('Phòng A');
  });

  it('speaks English when asked to, and remembers', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await sees('On the wall');
    await page.reload();
    await sees('On the wall');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await sees('Trên tường');
  });

  it('signs out and in again, with the keyboard alone', async () => {
    await page.getByRole('button', { name: 'Đăng xuất' }).focus();
    await page.keyboard.press('Enter');
    await sees('Đăng nhập');
    // The form comes when the ways to sign in are known.
    await page.getByLabel('Tên đăng nhập').waitFor();
    await page.keyboard.type('quantri');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong password');
    await page.keyboard.press('Enter');
    await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor();
    await fill('Mật khẩu', PASSWORD);
    await page.keyboard.press('Enter');
    await sees('Trên tường');
  });

  it('goes to the sign-in by itself when the session has ended', async () => {
    await page.request.delete(`${engine.url}/api/v1/session`);
    await sees('Đăng nhập');
  });

  it('asks nobody else for anything, and breaks no rule of its own policy', () => {
    expect(elsewhere).toEqual([]);
    expect(broken).toEqual([]);
  });
});
