/** Forecasts in a real browser, against the engine with two years of figures: told, checked, tried out; a question put on the wall. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESK, type Desk, openDesk, PHONE } from './support/desk.ts';
import { takePicture } from './support/pictures.ts';
import { violations } from './support/violations.ts';
import { until } from './support/wall.ts';

describe.skipIf('missing' in inject('ground'))('forecasts', () => {
  let desk: Desk;
  let page: Page;

  beforeAll(async () => {
    desk = await openDesk({ cases: 2000 });
    ({ page } = desk);
    await until('a forecast', async () => {
      const asked = 'unit=HCM&indicator=case_completion_rate';
      const answer = await desk.get(`/forecasts?${asked}`);
      return answer.ok() && ((await answer.json()) as { outcome: string }).outcome === 'forecast';
    });
    await desk.open('forecasts');
    await page.getByRole('heading', { name: 'Dự báo', exact: true }).waitFor();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('tell where the year lands, in words and as a band, with their past error', async () => {
    await page.getByText(/^Dự báo tỷ lệ việc thi hành xong/).waitFor();
    await page.locator('.year-chart-band80').waitFor();
    const landing = page.getByRole('region', { name: /^Đến hết/ });
    await landing.getByText('Khả năng đạt chỉ tiêu').waitFor();
    expect(
      await page
        .getByRole('region', { name: /lệch bao nhiêu/ })
        .getByRole('row')
        .count(),
    ).toBeGreaterThan(2);
    expect(await violations(page, 'forecasts')).toEqual([]);
    await takePicture(page, 'forecasts');
  });

  it('show the figures behind each sentence of advice, and say what was looked at for what is unusual', async () => {
    const advice = page.getByRole('region', { name: 'Cân nhắc khi quyết định' });
    await advice.getByText('Số liệu').first().click();
    await advice.locator('.lead-figure').first().waitFor();
    const unusual = page.getByRole('region', { name: 'Lệch hẳn mức chờ đợi' });
    await unusual.getByRole('heading', { name: /^Theo ngày/ }).waitFor();
    await unusual.getByRole('heading', { name: /^Theo tuần/ }).waitFor();
    await unusual.getByText('không báo nhầm quá 2 lần mỗi tháng').waitFor();
    expect(await violations(page, 'forecasts with figures')).toEqual([]);
  });

  it('say what becomes of the year with more a week', async () => {
    await page.getByRole('textbox').fill('40');
    await page.getByRole('button', { name: 'Tính' }).click();
    await page.getByText(/^Cuối năm: .* %/).waitFor();
  });

  it('are had of every unit and indicator, or said not to be', async () => {
    await page.getByLabel('Chỉ số').selectOption('money_completed');
    await page.getByText(/^Dự báo .*tiền/).waitFor();
    await page.getByLabel('Bước thời gian').selectOption('month');
    await page.getByText(/^Chưa dự báo được .* tháng số liệu, cần ít nhất/).waitFor();
    await page.getByLabel('Bước thời gian').selectOption('week');
    await page.getByLabel('Đơn vị').selectOption('HCM-KV05');
    await page.locator('.year-chart-band80').waitFor();
  });

  it('fit a telephone', async () => {
    await page.setViewportSize(PHONE);
    await page.locator('.year-chart-band80').waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await takePicture(page, 'forecasts-phone');
    await page.setViewportSize(DESK);
  });

  it('a question is kept and put on a monitor', async () => {
    await page.goto(`${desk.engine.url}/#questions`);
    await page.getByRole('search').getByRole('textbox').fill('Đơn vị nào có tỷ lệ việc xong thấp nhất?');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Đưa lên tường' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Đưa|^Gửi|^Chiếu/ }).click();
    await until('a dashboard on the wall', async () => {
      const answer = await page.request.get(`${desk.engine.url}/api/v1/wall/dashboards`);
      const { sent } = (await answer.json()) as { sent: { title: string }[] };
      return sent[0]?.title === 'Đơn vị nào có tỷ lệ việc xong thấp nhất?';
    });
    expect(desk.broken).toEqual([]);
  });
});
