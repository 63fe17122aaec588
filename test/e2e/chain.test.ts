/**
 * The whole chain on a wall that runs: a figure falls behind, alerts on the wall, is given to somebody as a task, done and
 * confirmed, and the period's report is signed; each step leads to the next in the browser, and the trail tells all of it.
 */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { yearOf } from '../../electron/contract/calendar.ts';
import { type Client, signIn } from '../../electron/engine/fixtures/face.ts';
import { openBrowser } from './support/browser.ts';
import { describeOnRig } from './support/ground.ts';
import { takePicture } from './support/pictures.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const RULE = 'Tỷ lệ việc xong chậm so với chỉ tiêu';
const TASK = 'Đôn đốc việc thi hành chậm';
const YEAR = yearOf(Date.now()) - 1;

describeOnRig('from a falling figure to a signed report', (rig) => {
  let wall: TestWall;
  let browser: Browser;
  let page: Page;
  let operations: Page;
  let admin: Client;
  let url: string;

  beforeAll(async () => {
    wall = await openTestWall(rig(), { cases: 500 });
    browser = await openBrowser();
    const screens = await wall.untilWindows(MONITORS);
    if (!screens[3]) throw new Error('There is no window of Điều hành.');
    operations = screens[3];
    ({ url, person: admin } = await setUpWall(wall, { username: 'quantri', password: PASSWORD }));
    await until('figures', async () => (await admin.call('GET', '/values?unit=HCM-KV01')).status === 200);
    const lan = { username: 'lan', password: PASSWORD, role: 'staff', place: 'HCM' };
    expect((await admin.call('POST', '/users', lan)).status).toBe(201);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const [name = '', value = ''] = admin.cookie.split('=');
    await context.addCookies([{ name, value, url }]);
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
  });

  it('stands on the wall as soon as offices fall behind their target', async () => {
    await operations.locator('.alerts').getByText(RULE).waitFor({ timeout: 60_000 });
    await operations.getByText('Không có việc nào quá hạn').waitFor();
    await keepPicture(rig(), 'chain-alert');
  });

  it('is given as a task from the alert itself, done by one and confirmed by another', async () => {
    await page.goto(`${url}/#alerts`);
    await page
      .getByRole('link', { name: new RegExp(`^Giao việc: ${RULE}`) })
      .first()
      .click();
    const form = page.getByRole('complementary', { name: 'Giao việc' });
    const title = form.getByRole('textbox', { name: 'Việc cần làm' });
    expect(await title.inputValue()).toContain(RULE);
    await title.fill(TASK);
    await form.getByRole('textbox', { name: 'Hạn' }).fill('3');
    await takePicture(page, 'chain-task');
    await form.getByRole('button', { name: 'Giao việc' }).click();
    const open = page.getByRole('complementary', { name: TASK });
    await open.waitFor();
    await operations
      .locator('[data-widget="tasks"]')
      .getByText(/^1 việc đang làm|^Đến hạn tuần này: 1/)
      .waitFor();
    const his = await signIn(url, 'lan', PASSWORD);
    for (const [i, to] of ['in_progress', 'done'].entries())
      expect((await his.call('POST', '/tasks/1/moves', { basedOn: i + 1, to })).status).toBe(200);
    await open.getByRole('button', { name: 'Xác nhận' }).click();
    await open.getByText('Chuyển sang: Đã xác nhận').waitFor();
    // Back to where it came from.
    await open.getByRole('link', { name: /cảnh báo/i }).click();
    await page.getByText('Diễn biến').waitFor();
    await takePicture(page, 'chain-back');
    await operations
      .locator('[data-widget="tasks"]')
      .getByText(/Xong trong 7 ngày: 1|vừa xong 1/)
      .waitFor();
    await keepPicture(rig(), 'chain-done');
  });

  it('ends in a report of the same figures that is signed, and the trail tells all of it', async () => {
    const asked = new URLSearchParams({
      form: 'ket-qua-viec',
      unit: 'HCM',
      year: String(YEAR),
      months: '12',
    });
    await page.goto(`${url}/#reports/preview/${asked.toString()}`);
    await page.getByRole('button', { name: 'Lập báo cáo từ số liệu này' }).click();
    await page.getByRole('button', { name: 'Xác nhận đã kiểm tra' }).click();
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByRole('button', { name: 'Ký báo cáo' }).click();
    await page.getByText('Nội dung đúng như khi ký').waitFor();
    await takePicture(page, 'chain-signed');
    const trail = (await (await admin.call('GET', '/audit?limit=100')).json()) as {
      entries: { what: string }[];
    };
    const told = trail.entries.map(({ what }) => what);
    for (const what of ['task_made', 'task_moved', 'report_made', 'report_checked', 'report_signed'])
      expect(told).toContain(what);
  });
});
