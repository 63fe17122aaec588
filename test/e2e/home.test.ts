/** The first page after signing in, for each kind of work: what it answers, and that no way from it is a dead end. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESK, type Desk, openDesk, PASSWORD } from './support/desk.ts';
import { PICTURES } from '../../build/rig/pictures.ts';

describe.skipIf('missing' in inject('ground'))('the first page', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk({ cases: 500 });
    for (const [username, role, place] of [
      ['truc', 'operator', null],
      ['lanhdao', 'viewer', null],
      ['lan', 'viewer', 'HCM-KV01'],
    ])
      await desk.post('/users', { username, password: PASSWORD, role, place });
  });
  afterAll(async () => {
    await desk?.close();
  });

  async function photograph(page: Page, name: string): Promise<void> {
    const folder = process.env[PICTURES];
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `home-${name}.png`), fullPage: true });
  }

  it.each([
    ['quantri', 'Hệ thống hôm nay', 'Chưa có bản sao lưu nào'],
    ['truc', 'Ca trực', 'Ứng dụng tường chưa kết nối'],
    ['lanhdao', 'Kết quả và chỉ tiêu', 'Tỷ lệ việc xong'],
    ['lan', 'Đơn vị của tôi', 'Vừa diễn ra'],
  ])('of %s answers what they ask, and leads on', async (username, title, answer) => {
    const context = await desk.browser.newContext({ viewport: DESK, locale: 'vi-VN' });
    const page = await context.newPage();
    const broken: string[] = [];
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(desk.engine.url);
    await page.getByLabel('Tên đăng nhập', { exact: true }).fill(username);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    await page.getByText(answer).first().waitFor();
    await photograph(page, username);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await photograph(page, `${username}-phone`);
    const ways = await page
      .locator('.home-more a')
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).hash));
    expect(ways.length).toBeGreaterThan(0);
    for (const way of ways) {
      await page.goto(`${desk.engine.url}/${way}`);
      await page.locator('.desk h2').first().waitFor();
      expect(await page.locator('.desk-pages a[aria-current]').getAttribute('href')).toBe(way);
    }
    expect(broken).toEqual([]);
    await context.close();
  });
});
