/** The console's pages about the data core in a real browser: closing a year, people and their places, care of the store. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { formatInstant, yearStart } from '../../electron/contract/calendar.ts';
import { closePreview } from '../../electron/contract/years.ts';
import { openBrowser } from './support/browser.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const YEAR = 2024;
const at = (days: number) => formatInstant(yearStart(YEAR) + days * 86_400_000);
const TREE = [
  { id: 'u1', unit: 'HCM', name: 'TP.HCM', parent: null, level: 'province' },
  { id: 'u2', unit: 'KV1', name: 'Khu vực 1', parent: 'HCM', level: 'region' },
  { id: 'u3', unit: 'KV2', name: 'Khu vực 2', parent: 'HCM', level: 'region' },
].map((unit) => ({ ...unit, type: 'unit', v: 1, at: at(-400) }));

function enforcementCase(key: string, unit: string, v: number, done: number): object {
  const accepted_on = at(10).slice(0, 10);
  const fixed = { officer: null, initiation: 'ex_officio', category: 'civil', due: 1_500_000 };
  const state = done > 0 ? 'completed' : 'in_progress';
  return {
    id: `${key}-${v}`,
    type: 'case',
    case: key,
    unit,
    v,
    at: at(10 + v),
    accepted_on,
    ...fixed,
    done,
    state,
  };
}

describe.skipIf('missing' in inject('ground'))('the console’s pages', () => {
  let engine: TestEngine;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const broken: string[] = [];

  beforeAll(async () => {
    engine = await startTestEngine();
    browser = await openBrowser();
    // An English browser: nothing of it may show in how dates are written.
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(engine.url);
    const account = { setupCode: engine.setupCode, username: 'quantri', password: PASSWORD };
    expect((await page.request.post(`${engine.url}/api/v1/setup`, { data: account })).status()).toBe(201);
    const { setupCode: _, ...person } = account;
    expect((await page.request.post(`${engine.url}/api/v1/session`, { data: person })).status()).toBe(200);
    const source = { id: 'thu-ly', kind: 'push', name: 'Phần mềm thụ lý' };
    await page.request.post(`${engine.url}/api/v1/sources`, { data: source });
    await push([...TREE, enforcementCase('V1', 'KV1', 1, 0), enforcementCase('V2', 'KV2', 1, 0)]);
    await push([{ nonsense: true }]);
    await page.reload();
  });
  afterAll(async () => {
    await browser.close();
    await engine.stop();
  });

  async function push(lines: readonly object[]): Promise<void> {
    const answer = await page.request.post(`${engine.url}/api/v1/sources/thu-ly/events`, {
      headers: { 'content-type': 'application/x-ndjson' },
      data: lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    expect(answer.status()).toBe(200);
  }

  const open = async (name: string, of: Page = page) => {
    await of.goto(`${engine.url}/#${name}`);
    await of.locator('.desk h2').first().waitFor();
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();

  it('closes a year: looks, signs with the password, and says what differs after a correction', async () => {
    await open('years');
    await press(/Năm 2024/);
    await press('Xem trước khi ký');
    await sees('1 dòng chờ sửa');
    await sees('Bản 1: 5 đơn vị, số liệu đến 23:59 30/09/2024.');
    await page.getByLabel('Ghi chú').fill('Đã đối chiếu');
    await page.getByLabel('Mật khẩu').fill('wrong password');
    await press('Ký bản 1 của năm 2024');
    await sees('Mật khẩu không đúng.');

    // The figures move while the person looks at them: nothing is signed unseen.
    await push([enforcementCase('V3', 'KV1', 1, 0)]);
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await press('Ký bản 1 của năm 2024');
    await expect.poll(() => page.getByRole('cell', { name: '3', exact: true }).count()).toBe(1);
    await page.getByLabel('Ghi chú').fill('Đã đối chiếu');
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await press('Ký bản 1 của năm 2024');
    await page.getByRole('cell', { name: 'Đã đối chiếu' }).waitFor();
    await sees('Không có: số liệu sống vẫn đúng như bản ký 1.');

    await push([enforcementCase('V3', 'KV1', 2, 1_500_000)]);
    await press('So lại');
    const row = page.getByRole('row', {
      name: /Khu vực 1 KV1 Thi hành xong đồng 0 1\.500\.000 \+1\.500\.000/,
    });
    await row.waitFor();
    await press('Kiểm tra mọi bản ký');
    await sees('1 bản ký còn nguyên vẹn.');

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Bảng tính (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe('year-2024-edition-1.csv');

    await press('Xem trước khi ký');
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await press('Ký bản 2 của năm 2024');
    await sees('Không có: số liệu sống vẫn đúng như bản ký 2.');
    const preview = await page.request.get(`${engine.url}/api/v1/years/${YEAR}/close/preview`);
    expect(closePreview.parse(await preview.json()).obstacle).toBe('nothing_new');
  });

  it('gives people their part of the organisation, and shows them no more', async () => {
    await open('people');
    await press('Thêm người dùng');
    await page.getByLabel('Tên đăng nhập').fill('lan.kv1');
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByLabel('Phần tổ chức', { exact: true }).selectOption('KV1');
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByRole('row', { name: /lan\.kv1 người xem Khu vực 1/ }).waitFor();

    const other = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const hers = await other.newPage();
    await hers.goto(`${engine.url}/#desk`);
    await hers.getByLabel('Tên đăng nhập').fill('lan.kv1');
    await hers.getByLabel('Mật khẩu').fill(PASSWORD);
    await hers.keyboard.press('Enter');
    await hers.getByText('người xem · KV1').waitFor();
    expect(await hers.getByRole('heading', { name: 'Trên tường' }).count()).toBe(0);
    expect(await hers.getByRole('link', { name: 'Người dùng' }).count()).toBe(0);
    expect(await hers.getByRole('button', { name: /dòng cần xem lại của Phần mềm/ }).isDisabled()).toBe(true);
    await open('years', hers);
    await hers.getByRole('button', { name: /Năm 2024/ }).click();
    await hers.getByRole('cell', { name: 'Đã đối chiếu' }).waitFor();
    expect(await hers.getByRole('link', { name: 'Bảng tính (CSV)' }).count()).toBe(0);

    await page
      .getByRole('row', { name: /lan\.kv1/ })
      .getByRole('button', { name: 'Sửa' })
      .click();
    await page.getByLabel('Phần tổ chức', { exact: true }).selectOption('');
    await press('Lưu');
    await page.getByRole('row', { name: /lan\.kv1 người xem Toàn bộ/ }).waitFor();
    await hers.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    await other.close();

    await press('Xoá lan.kv1');
    await page
      .getByRole('row', { name: /lan\.kv1/ })
      .getByRole('button', { name: 'Xoá' })
      .click();
    await expect.poll(() => page.getByRole('row', { name: /lan\.kv1/ }).count()).toBe(0);
  });

  it('hands out a token for reading once, and ends it', async () => {
    await page.getByText('Tạo mã mới').click();
    await page.getByLabel('Tên mã').fill('Bảng tin');
    await page.getByLabel('Phần tổ chức', { exact: true }).selectOption('KV2');
    await press('Tạo mã');
    const token = (await page.locator('code.token').textContent()) ?? '';
    const read = (unit: string) =>
      fetch(`${engine.url}/api/v1/measures?unit=${unit}`, { headers: { authorization: `Bearer ${token}` } });
    expect([(await read('KV2')).status, (await read('KV1')).status]).toEqual([200, 403]);
    await page
      .getByRole('row', { name: /Bảng tin quantri số liệu Khu vực 2/ })
      .getByRole('button')
      .click();
    await expect.poll(async () => (await read('KV2')).status).toBe(401);
  });

  it('keeps settings of the store, backs up, verifies and checks', async () => {
    await open('system');
    await page.getByLabel('Lịch sao lưu').selectOption('own');
    await page.getByLabel('Biểu thức cron').fill('every now and then');
    await press('Lưu cài đặt');
    await sees('Không phải biểu thức cron; ví dụ 0 */6 * * *.');
    await page.getByLabel('Lịch sao lưu').selectOption({ label: '02:00 mỗi ngày' });
    await page.getByLabel('Số bản giữ lại').fill('7');
    await page.getByLabel('Giữ nguyên dòng gốc số năm thống kê trước').fill('2');
    await press('Lưu cài đặt');
    await sees(/Lần tới 02:00/);
    const { settings } = z
      .object({ settings: z.unknown() })
      .parse(await (await page.request.get(`${engine.url}/api/v1/system`)).json());
    expect(settings).toEqual({
      backupSchedule: '0 2 * * *',
      backupsKept: 7,
      backupDays: 30,
      reserveMib: 256,
      keepLinesYears: 2,
    });
    await press('Sao lưu ngay');
    await press(/Kiểm tra bản sao lưu engine-/);
    await page
      .getByRole('row', { name: /theo yêu cầu engine-/ })
      .getByText('Tốt')
      .waitFor();
    await press('Kiểm tra toàn bộ tệp số liệu');
    await page.locator('section', { hasText: 'Kiểm tra ngay' }).getByText('Tốt').waitFor();
    await press('Cất dòng gốc của các năm cũ');
    await sees('Đã cất 0 dòng, 0 B.');
  });

  it('takes a moment as it is written here, and says when it is none', async () => {
    await open('desk');
    const moment = page.getByLabel('Thời điểm', { exact: true });
    await moment.fill('01/15/2026 09:41');
    expect(await moment.getAttribute('aria-invalid')).toBe('true');
    await press('Xem tường lúc ấy');
    expect(await page.locator('.playback-state').textContent()).toContain('Trực tiếp');
    await moment.fill('15/01/2026 09:41');
    await press('Xem tường lúc ấy');
    const state = page.locator('.playback-state', { hasText: 'PHÁT LẠI' });
    expect(await state.textContent()).toContain('15/01/2026 09:41:00');
    await press('Về trực tiếp');
  });

  it.each([
    [1440, 900],
    [390, 844],
  ])('fits a window of %i × %i', async (width, height) => {
    await page.setViewportSize({ width, height });
    for (const name of ['desk', 'sources', 'years', 'people', 'system', 'monitors', 'faults', 'schedule']) {
      await open(name);
      const beyond = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return [];
        return [...document.querySelectorAll('body *')]
          .filter((element) => element.getBoundingClientRect().right > clientWidth)
          .map(({ tagName, className }) => `${tagName} ${String(className)}`);
      });
      expect([name, beyond]).toEqual([name, []]);
    }
    expect(broken).toEqual([]);
  });
});
