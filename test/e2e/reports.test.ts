/** A report through the browser, on a wall that runs: looked at, down to its cases, made, checked, signed, and as three files. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PICTURES } from '../../build/rig/pictures.ts';
import { yearOf } from '../../electron/contract/calendar.ts';
import { openBrowser } from './support/browser.ts';
import { describeOnRig } from './support/ground.ts';
import { takePicture } from './support/pictures.ts';
import { violations } from './support/violations.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
/** The statistical year that is over. */
const YEAR = yearOf(Date.now()) - 1;

describeOnRig('reports', (rig) => {
  let wall: TestWall;
  let browser: Browser;
  let page: Page;
  let url: string;
  const broken: string[] = [];

  beforeAll(async () => {
    wall = await openTestWall(rig(), { cases: 500 });
    browser = await openBrowser();
    const { url: at, person: admin } = await setUpWall(wall, { username: 'quantri', password: PASSWORD });
    url = at;
    await until('figures', async () => (await admin.call('GET', '/values?unit=HCM-KV01')).status === 200);
    const context = await browser.newContext({ viewport: DESK, locale: 'vi-VN', acceptDownloads: true });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(url);
    const { cookie } = admin;
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url }]);
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
  });

  async function pictures(name: string): Promise<void> {
    await page.evaluate(() => scrollTo(0, 0));
    await takePicture(page, `reports-${name}`);
    await page.setViewportSize(PHONE);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await takePicture(page, `reports-${name}-phone`);
    expect([name, Math.max(0, wide)]).toEqual([name, 0]);
    await page.setViewportSize(DESK);
    expect(await violations(page, name)).toEqual([]);
  }

  async function download(act: () => Promise<void>): Promise<Buffer> {
    const [file] = await Promise.all([page.waitForEvent('download'), act()]);
    return readFile(await file.path());
  }

  it('is looked at, and every figure leads to as many cases', async () => {
    const asked = new URLSearchParams({
      form: 'ket-qua-viec',
      unit: 'HCM',
      year: String(YEAR),
      months: '12',
    });
    await page.goto(`${url}/#reports/preview/${asked.toString()}`);
    await page.reload();
    await page.getByRole('table', { name: /tính bằng việc/ }).waitFor();
    await page.getByText(/phép kiểm tra đều đúng/).waitFor();
    await pictures('preview');
    const cell = page.getByRole('link', { name: /^Mở hồ sơ: Tổng số, Thi hành xong/ });
    const figure = await cell.innerText();
    await cell.click();
    await page.getByText(`Thi hành xong: ${figure} việc`, { exact: false }).waitFor();
    await pictures('cases');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('group', { name: 'Lịch sử hồ sơ' }).waitFor();
    await pictures('case');
    await page.goBack();
    await page.goBack();
  });

  it('is made, checked and signed, and what was signed is whole', async () => {
    await page.getByRole('button', { name: 'Lập báo cáo từ số liệu này' }).click();
    await page.getByRole('button', { name: 'Xác nhận đã kiểm tra' }).waitFor();
    await pictures('draft');
    await page.getByLabel('Ý kiến').fill('Đã đối chiếu với sổ thụ lý');
    await page.getByRole('button', { name: 'Xác nhận đã kiểm tra' }).click();
    await page.getByLabel('Mật khẩu').fill('không phải mật khẩu');
    await page.getByRole('button', { name: 'Ký báo cáo' }).click();
    await page.getByText('Mật khẩu không đúng.').waitFor();
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByRole('button', { name: 'Ký báo cáo' }).click();
    await page.getByText('Nội dung đúng như khi ký').waitFor();
    await page.getByRole('button', { name: 'So với số liệu bây giờ' }).click();
    await page.getByText('vẫn đúng như bản đã ký').waitFor();
    await pictures('signed');
  });

  it('is taken out as a workbook, as a document, and as PDF that the wall prints', async () => {
    const xlsx = await download(() => page.getByRole('link', { name: 'Bảng tính (XLSX)' }).click());
    const docx = await download(() => page.getByRole('link', { name: 'Văn bản (DOCX)' }).click());
    for (const file of [xlsx, docx]) expect(file.subarray(0, 2).toString()).toBe('PK');
    await page.getByRole('button', { name: 'In ra PDF' }).click();
    const fetch = page.getByRole('link', { name: 'Tải PDF' });
    await fetch.waitFor({ timeout: 60_000 });
    const pdf = await download(() => fetch.click());
    const text = pdf.toString('latin1');
    // A3, landscape, letters of its own with those of Vietnamese.
    expect(text).toMatch(/\/MediaBox\s*\[\s*0 0 119\d(\.\d+)? 84\d(\.\d+)?\s*\]/);
    expect(text).toMatch(/\/FontName\s*\/[A-Z]{6}\+Tinos/);
    const folder = process.env[PICTURES];
    if (folder !== undefined)
      for (const [name, file] of Object.entries({ pdf, xlsx, docx }))
        await writeFile(join(folder, `report.${name}`), file);
  });

  it('is found in the list; forms and schedules stand beside it', async () => {
    await page.goto(`${url}/#reports`);
    await page.getByRole('link', { name: /A-01/ }).waitFor();
    await pictures('list');
    await page.getByRole('link', { name: 'Biểu mẫu' }).click();
    await page.getByText('A-04').waitFor();
    await pictures('forms');
    await page.getByRole('link', { name: 'Tự lập theo lịch' }).click();
    await page.getByRole('button', { name: 'Thêm lịch' }).click();
    await page.getByText(/lần tới/).waitFor();
    await pictures('schedules');
    expect(broken).toEqual([]);
  });
});
