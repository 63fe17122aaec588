/** Alerts in a real browser, against the engine with figures: a rule is made and tried, fires, is answered, leaves by mail. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESK, type Desk, openDesk, PHONE } from './support/desk.ts';
import { type MailServer, serveMail } from '../../electron/engine/deliveries/fixtures.ts';
import { takePicture } from './support/pictures.ts';
import { violations } from './support/violations.ts';
import { until } from './support/wall.ts';

describe.skipIf('missing' in inject('ground'))('alerts', () => {
  let mail: MailServer;
  let desk: Desk;
  let page: Page;

  beforeAll(async () => {
    [desk, mail] = await Promise.all([openDesk(), serveMail()]);
    page = desk.page;
    // The rules that a room begins with give way to this room's own.
    const begun = await desk.get('/alerts/rules');
    const { rules } = (await begun.json()) as { rules: { number: number }[] };
    expect(rules.length).toBeGreaterThan(0);
    for (const { number } of rules)
      expect((await page.request.delete(`${desk.engine.url}/api/v1/alerts/rules/${number}`)).ok()).toBe(true);
    await desk.feed(500);
    await desk.open('alerts');
    await page.getByText('Không có gì cần xử lý').waitFor();
  });
  afterAll(async () => {
    await desk?.close();
    await mail?.close();
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  async function looked(name: string): Promise<void> {
    await takePicture(page, name);
    expect(await violations(page, name)).toEqual([]);
    await page.setViewportSize(PHONE);
    const overflows = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(overflows, name).toBe(false);
    await takePicture(page, `${name}-phone`);
    await page.setViewportSize(DESK);
  }

  it('sets the mail server, and sends a trial', async () => {
    await page.goto(`${desk.engine.url}/#deliveries`);
    await press('Đặt máy chủ thư');
    await page.getByLabel('Máy chủ', { exact: true }).fill('127.0.0.1');
    await page.getByLabel('Mã hóa đường truyền').selectOption('none');
    await page.getByRole('spinbutton', { name: 'Cổng' }).fill(String(mail.port));
    await page.getByLabel('Địa chỉ người gửi').fill('ioc@thads.local');
    await page.getByLabel('Tên người gửi').fill('Trung tâm điều hành');
    await press('Lưu');
    await page.getByLabel('Đến địa chỉ').fill('an@thads.local');
    await press('Gửi thư thử');
    await page.getByText('Máy chủ đã nhận thư thử').waitFor();
    expect(mail.taken).toHaveLength(1);
    await press('Thêm nơi nhận');
    await page.getByLabel('Tên', { exact: true }).fill('Trục liên thông');
    await page.getByLabel('Địa chỉ', { exact: true }).fill('http://127.0.0.1:9/');
    await press('Lưu');
    await page.getByText('Phải là địa chỉ https').waitFor();
    await page.getByLabel('Máy này nằm trong mạng nội bộ').check();
    await press('Lưu');
    await page.getByText('chỉ hiện một lần').waitFor();
    await press('Gửi thử đến Trục liên thông');
    await page.getByText('Không gửi được: không kết nối được').waitFor();
    await looked('deliveries');
  });

  it('makes a rule, and says when it would have fired', async () => {
    await page.goto(`${desk.engine.url}/#alerts/rules`);
    await press('Lập luật mới');
    await page.getByLabel('Tên luật').fill('Tỷ lệ thi hành xong còn thấp');
    await page.getByLabel('Mức độ').selectOption('critical');
    await page.getByLabel('Loại điều kiện').selectOption('fixed');
    await page.getByLabel('Mức', { exact: true }).fill('99,5');
    await page.getByLabel('Gửi thư đến').first().fill('an@thads.local');
    await press('Chạy thử năm qua');
    await page.getByText('Mỗi ngày nhiều nhất').waitFor({ timeout: 30_000 });
    await looked('alert-rule');
    await press('Lưu');
    await page.getByText('dưới 99,50 %').waitFor();
    await looked('alert-rules');
  });

  it('lists what fires, tells of it, and lets somebody answer', async () => {
    await page.goto(`${desk.engine.url}/#alerts`);
    await page
      .getByRole('row', { name: /Tỷ lệ thi hành xong còn thấp/ })
      .first()
      .waitFor();
    await looked('alerts');
    await until('a mail of all of them together', async () => mail.taken.length === 2);
    expect(mail.taken[1]?.raw).toContain('Subject: =?UTF-8?');
    const row = page.getByRole('row', { name: /khu vực 1\b/ }).first();
    await row.getByRole('checkbox').check();
    await page.getByLabel('Ghi chú').fill('đã gọi Trưởng phòng');
    await press('Nhận xử lý');
    await page.getByText(/quantri nhận lúc .*: đã gọi Trưởng phòng/).waitFor();
    await page
      .getByRole('link', { name: /Chi tiết/ })
      .first()
      .click();
    await page.getByText('Diễn biến').waitFor();
    await looked('alert-detail');
  });

  it('splits a target, and proposes it for somebody else to approve', async () => {
    await page.goto(`${desk.engine.url}/#targets`);
    await page.getByText('Tỷ lệ không cộng lại được.').waitFor();
    await page.getByLabel('Chỉ số', { exact: true }).selectOption('cases_completed');
    await page.getByLabel(/^Chỉ tiêu năm, Thi hành án dân sự TP/).fill('400');
    await press('Chia');
    await page.getByText('Đã chia, cộng lại đúng bằng chỉ tiêu chung.').waitFor();
    const typed = await page
      .locator('.target-input')
      .evaluateAll((all) => all.map((one) => Number((one as HTMLInputElement).value)));
    expect(typed.slice(1).reduce((a, b) => a + b)).toBe(400);
    await page.getByRole('textbox', { name: 'Lý do' }).fill('giao chỉ tiêu đầu năm');
    await looked('targets');
    await press('Đề xuất');
    await page.getByText('chờ duyệt').waitFor();
    await page.getByText('Người đề xuất không tự phê duyệt được.').waitFor();
  });

  it('stays quiet about what is silenced', async () => {
    await page.goto(`${desk.engine.url}/#alerts/silences`);
    await page.getByLabel('Lý do').fill('chuyển dữ liệu cuối tuần');
    await press(/^Tắt tiếng$/);
    await page.getByRole('cell', { name: 'chuyển dữ liệu cuối tuần' }).waitFor();
    await looked('alert-silences');
    await press(/Kết thúc ngay/);
    await page.getByText('Không có mục nào đang tắt tiếng.').waitFor();
    expect(desk.broken).toEqual([]);
  });
});
