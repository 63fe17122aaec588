/** Every page of the console against WCAG 2.2 A and AA, in both languages, wide and as on a telephone; and its way by keyboard. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PAGES } from '../../renderer/console/desk/page.ts';
import { openBrowser } from './support/browser.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { violations } from './support/violations.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const WIDTHS = [1280, 390];
/** Both daylights are looked at, each in one language. */
const LOCALES = [
  ['vi', 'light'],
  ['en', 'dark'],
] as const;
const UNIT = {
  ...{ id: 'u1', type: 'unit', at: '2025-01-01T00:00:00+07:00', v: 1 },
  ...{ unit: 'HCM', name: 'TP.HCM', parent: null, level: 'province' },
};

describe.skipIf('missing' in inject('ground'))('the console', () => {
  let engine: TestEngine;
  let browser: Browser;
  let page: Page;
  /** Parts of pages that an address leads to. */
  const parts: string[] = [];

  beforeAll(async () => {
    engine = await startTestEngine();
    browser = await openBrowser();
    page = await browser.newPage({ locale: 'vi-VN' });
    page.setDefaultTimeout(15_000);
    await page.goto(engine.url);
    await page.getByLabel('Mã thiết lập').waitFor();
    expect(await violations(page, 'setup')).toEqual([]);
    const person = { username: 'quantri', password: PASSWORD };
    const post = (path: string, data: object) => page.request.post(`${engine.url}/api/v1${path}`, { data });
    expect((await post('/setup', { setupCode: engine.setupCode, ...person })).status()).toBe(201);
    await page.reload();
    await page.getByLabel('Mật khẩu').waitFor();
    expect(await violations(page, 'sign-in')).toEqual([]);
    expect((await post('/session', person)).status()).toBe(200);
    await post('/sources', { id: 'thu-ly', kind: 'push', name: 'Phần mềm thụ lý' });
    await page.request.post(`${engine.url}/api/v1/sources/thu-ly/events`, {
      headers: { 'content-type': 'application/x-ndjson' },
      data: `${JSON.stringify(UNIT)}\n{"nonsense":true}`,
    });
    const brought = await page.request.post(`${engine.url}/api/v1/organisation/imports?name=a.csv`, {
      headers: { 'content-type': 'text/csv' },
      data: 'unit,name,level,parent\nKV1,Khu vực 1,region,HCM\nKV2,Khu vực 2,cấp lạ,HCM',
    });
    expect(brought.status()).toBe(201);
    parts.push('organisation/1');
    await post('/users', { username: 'lan', password: PASSWORD, role: 'viewer', place: 'HCM' });
    const made = await post('/dashboards', { from: 'template', template: 'leader', title: 'Của tôi' });
    const { id } = (await made.json()) as { id: string };
    parts.push(`dashboards/${id}`, `dashboards/${id}/edit`, `dashboards/${id}/versions`);
  });
  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
  });

  async function open(address: string): Promise<void> {
    await page.goto('about:blank');
    await page.goto(`${engine.url}/#${address}`);
    await page.locator('.desk h2').first().waitFor();
  }

  for (const [locale, colorScheme] of LOCALES)
    for (const width of WIDTHS)
      it(`is open to everybody in ${locale} at ${width} px`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate((language) => localStorage.setItem('ioc-wall-language', language), locale);
        const faults: string[] = [];
        for (const address of [...PAGES, ...parts, 'layouts/default']) {
          await open(address);
          faults.push(...(await violations(page, address)));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wide > 0) faults.push(`${address} is ${wide} px wider than the page`);
          if (!/^\S.* – IOC Wall$/.test(await page.title()))
            faults.push(`${address} has no title of its own`);
        }
        expect(faults).toEqual([]);
      });

  it('is led by keyboard alone: signed in, to a page, an act', async () => {
    await page.evaluate(() => localStorage.setItem('ioc-wall-language', 'vi'));
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.context().clearCookies();
    await page.goto('about:blank');
    await page.goto(engine.url);
    await page.getByLabel('Tên đăng nhập').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.type('quantri');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Bảng điều hành' }).waitFor();
    // The first stop leads past the header.
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Đến nội dung');
    const tabTo = async (name: string) => {
      for (let i = 0; i < 40 && !(await focused()).startsWith(name); i += 1) await page.keyboard.press('Tab');
      expect(await focused()).toContain(name);
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement as Element).outlineStyle,
      );
      expect([name, outline]).toEqual([name, 'solid']);
    };
    await tabTo('Bảng điều hành');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Bảng mẫu' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await tabTo('?');
    await page.keyboard.press('Enter');
    await page.getByRole('note').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('note').waitFor({ state: 'hidden' });
    expect(await focused()).toBe('?');
    await tabTo('Xóa');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Đã xóa “Của tôi”' }).waitFor();
  });
});
