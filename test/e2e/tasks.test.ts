/** Tasks in a real browser: given from a figure, worked on by somebody else by keyboard, confirmed, moved by the mouse, seen on a board of figures. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESK, type Desk, openDesk, PASSWORD, PHONE } from './support/desk.ts';
import { takePicture } from './support/pictures.ts';
import { violations } from './support/violations.ts';

describe.skipIf('missing' in inject('ground'))('tasks', () => {
  let desk: Desk;
  let page: Page;
  let his: Page;
  let dashboard: string;

  const column = (of: Page, state: string) => of.getByRole('region', { name: state, exact: true });

  beforeAll(async () => {
    desk = await openDesk({ cases: 500 });
    ({ page } = desk);
    const lan = { username: 'lan', password: PASSWORD, role: 'staff', place: 'HCM-KV01' };
    expect((await desk.post('/users', lan)).status()).toBe(201);
    const made = (await (await desk.post('/dashboards', { from: 'nothing', title: 'Điều hành' })).json()) as {
      id: string;
      version: number;
    };
    dashboard = made.id;
    const widgets = [
      {
        ...{ id: 'rate', type: 'figure', x: 0, y: 0, w: 4, h: 4 },
        config: { unit: 'HCM-KV01', indicator: 'cases_to_enforce' },
      },
      { ...{ id: 'tasks', type: 'tasks', x: 4, y: 0, w: 8, h: 8 }, config: { unit: 'HCM' } },
    ];
    const saved = await page.request.put(`${desk.engine.url}/api/v1/dashboards/${dashboard}`, {
      data: { basedOn: made.version, document: { schema: 1, title: 'Điều hành', widgets } },
    });
    expect(saved.status()).toBe(200);
    his = await desk.signedIn('lan');
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('is given from a figure of a dashboard, with the figure as it was', async () => {
    await page.goto(`${desk.engine.url}/#dashboards/${dashboard}`);
    await page.getByText('Không có việc nào quá hạn').waitFor();
    await page.getByText('Giao việc từ số liệu').click();
    await page.getByRole('link', { name: /khu vực 1$/ }).click();
    const form = page.getByRole('complementary', { name: 'Giao việc' });
    await form.getByText('Từ số liệu:').waitFor();
    const title = form.getByRole('textbox', { name: 'Việc cần làm' });
    expect(await title.inputValue()).toContain('khu vực 1');
    await title.fill('Rà soát việc tồn của khu vực 1');
    await form.getByLabel('Giao cho').selectOption({ label: '\u2003\u2003— lan' });
    await form.getByRole('textbox', { name: 'Hạn' }).fill('mai');
    await form.getByText('Viết như 31/03/2026').waitFor();
    await form.getByRole('textbox', { name: 'Hạn' }).fill('3');
    await form.getByLabel('Mức độ').selectOption('high');
    await takePicture(page, 'tasks-new');
    await form.getByRole('button', { name: 'Giao việc' }).click();
    const open = page.getByRole('complementary', { name: 'Rà soát việc tồn của khu vực 1' });
    await open.getByText('Từ số liệu:').waitFor();
    expect(page.url()).toMatch(/#tasks\/1$/);
  });

  it('is begun and done by keyboard by whom it was given to', async () => {
    await his.goto(`${desk.engine.url}/#tasks?view=mine`);
    const card = his.getByRole('link', { name: /Rà soát việc tồn/ });
    await card.focus();
    await his.keyboard.press('Shift+ArrowRight');
    await column(his, 'Đang làm').getByText('Rà soát việc tồn').waitFor();
    await his.getByRole('status').getByText('Việc số 1: Đang làm.').waitFor();
    await card.focus();
    await his.keyboard.press('Shift+ArrowDown');
    const why = his.getByRole('dialog');
    await why.getByLabel('Vì sao?').fill('Chờ hồ sơ của Toà án');
    await why.getByRole('button', { name: 'Báo vướng mắc' }).click();
    await column(his, 'Vướng mắc').getByText('Rà soát việc tồn').waitFor();
    await card.focus();
    await his.keyboard.press('Shift+ArrowLeft');
    await column(his, 'Đang làm').getByText('Rà soát việc tồn').waitFor();
    await card.click();
    const open = his.getByRole('complementary');
    await open.getByLabel('Ý kiến').fill('Đã có hồ sơ, xong 12 việc.');
    await open.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await open.locator('[data-what="comment"]').waitFor();
    await open
      .getByLabel('Đính kèm')
      .setInputFiles({ name: 'Biên bản.txt', mimeType: 'text/plain', buffer: Buffer.from('Đã rà soát') });
    await open.getByRole('link', { name: 'Biên bản.txt' }).waitFor();
    await open.getByRole('button', { name: 'Đã làm xong' }).click();
    await column(his, 'Chờ xác nhận').getByText('Rà soát việc tồn').waitFor();
    await open.getByText('Chuyển sang: Chờ xác nhận').waitFor();
    expect(await open.getByRole('button', { name: 'Xác nhận' }).count()).toBe(0);
    await his.evaluate(() => scrollTo(0, 0));
    await takePicture(his, 'tasks-open');
    await his.setViewportSize(PHONE);
    expect(await his.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await takePicture(his, 'tasks-phone');
    await his.setViewportSize(DESK);
  });

  it('is confirmed by whoever gave it, and told to both', async () => {
    await page.goto(`${desk.engine.url}/#tasks/notices`);
    await page.getByText('lan đã làm xong').waitFor();
    await page.getByRole('link', { name: 'Rà soát việc tồn của khu vực 1' }).first().click();
    const open = page.getByRole('complementary');
    await open.getByRole('button', { name: 'Xác nhận' }).click();
    await open.getByText('Chuyển sang: Đã xác nhận').waitFor();
    await his.goto(`${desk.engine.url}/#tasks/notices`);
    await his.getByText('quantri xác nhận').waitFor();
    await his.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    const address = await his.locator('.task-address').innerText();
    expect((await fetch(address)).headers.get('content-type')).toMatch(/^text\/calendar/);
    await takePicture(his, 'tasks-notices');
    expect(await violations(his, 'tasks')).toEqual([]);
  });

  it('goes by the mouse where it may, is filtered by address, and stands on the board of figures', async () => {
    const given: [string, string, object | null, string[]][] = [
      ['Đối chiếu biên lai quý I', 'HCM-KV02', { workingDays: 1 }, []],
      ['Kiểm tra kho vật chứng', 'HCM-KV02', null, []],
      ['Rà soát việc hoãn quá 90 ngày', 'HCM-KV05', { workingDays: 4 }, ['in_progress']],
      ['Đôn đốc hồ sơ có giá trị lớn', 'HCM-KV07', { workingDays: 7 }, ['in_progress', 'blocked']],
      ['Báo cáo kết quả xử lý tang vật', 'HCM-KV03', { workingDays: 2 }, ['in_progress', 'done']],
    ];
    for (const [title, unit, due, steps] of given) {
      const made = await desk.post('/tasks', { title, assignee: { unit, person: null }, due });
      expect(made.status()).toBe(201);
      const { number } = (await made.json()) as { number: number };
      for (const [i, to] of steps.entries())
        expect(
          (await desk.post(`/tasks/${number}/moves`, { basedOn: i + 1, to, note: 'Chờ hồ sơ' })).status(),
        ).toBe(200);
    }
    await page.goto(`${desk.engine.url}/#tasks`);
    await page
      .getByRole('link', { name: /Kiểm tra kho/ })
      .dragTo(column(page, 'Đang làm'), { targetPosition: { x: 40, y: 60 } });
    await column(page, 'Đang làm').getByText('Kiểm tra kho').waitFor();
    await takePicture(page, 'tasks-board');
    expect(await violations(page, 'tasks')).toEqual([]);
    await page.getByRole('searchbox').fill('doi chieu');
    await page.getByText('Kiểm tra kho').waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).toBe('#tasks?q=doi+chieu');
    await page.goto(`${desk.engine.url}/#tasks?as=list&closed=true`);
    await page.getByRole('row', { name: /Rà soát việc tồn.*Đã xác nhận/ }).waitFor();
    await takePicture(page, 'tasks-list');
    expect(await violations(page, 'tasks')).toEqual([]);
    await page.goto(`${desk.engine.url}/#dashboards/${dashboard}`);
    await page.locator('.tasks-widget').getByText('Xong trong 7 ngày: 2').waitFor();
    await takePicture(page, 'tasks-dashboard');
    expect(desk.broken).toEqual([]);
  });

  it('comes again by a rule', async () => {
    await page.goto(`${desk.engine.url}/#tasks/rules`);
    await page.getByRole('button', { name: 'Thêm việc định kỳ' }).click();
    await page.getByRole('textbox', { name: 'Việc cần làm' }).fill('Báo cáo tuần');
    await page.getByLabel('Giao cho').selectOption('HCM-KV02');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Hằng tuần, thứ Hai, 07:30').waitFor();
    await takePicture(page, 'tasks-rules');
    expect(await violations(page, 'tasks')).toEqual([]);
  });
});
