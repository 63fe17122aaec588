/** Questions in words in a real browser, against the engine with figures: asked, asked on, chosen, declined, over a lost connection. */
import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESK, type Desk, openDesk, PHONE } from './support/desk.ts';
import { takePicture } from './support/pictures.ts';
import { violations } from './support/violations.ts';

describe.skipIf('missing' in inject('ground'))('questions in words', () => {
  let desk: Desk;
  let page: Page;

  beforeAll(async () => {
    desk = await openDesk({ cases: 500 });
    ({ page } = desk);
    await desk.open('questions');
    await page.getByRole('heading', { name: 'Hỏi đáp' }).waitFor();
  });
  afterAll(async () => {
    await desk?.close();
  });

  const turns = () => page.locator('.turn');
  const newest = () => turns().last();
  const input = () => page.getByRole('search').getByRole('textbox');
  async function ask(text: string): Promise<void> {
    const before = await turns().count();
    await input().fill(text);
    await input().press('Enter');
    await expect.poll(() => turns().count()).toBe(before + 1);
  }
  const periodOf = (turn: Locator) =>
    turn
      .locator('dl > div')
      .filter({ has: page.getByText('Thời gian', { exact: true }) })
      .locator('dd')
      .innerText();
  async function pictures(name: string): Promise<void> {
    await page.setViewportSize(DESK);
    await page.evaluate(() => scrollTo(0, 0));
    await takePicture(page, `questions-${name}`);
    await page.setViewportSize(PHONE);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await takePicture(page, `questions-${name}-phone`);
    await page.setViewportSize(DESK);
  }

  it('suggests questions, and answers one at a press', async () => {
    const suggested = page.getByRole('region', { name: 'Câu hỏi gợi ý' }).getByRole('button');
    await suggested.first().waitFor();
    await pictures('empty');
    const words = await suggested.first().innerText();
    await suggested.first().click();
    await newest().getByRole('heading', { name: words }).waitFor();
    await newest().getByText('Số liệu đến').waitFor();
    await page.getByRole('button', { name: 'Hỏi từ đầu' }).click();
    await suggested.first().waitFor();
    expect(await turns().count()).toBe(0);
  });

  it('tells a figure large with its exact value, and goes on from it', async () => {
    await ask('KV1 phải thi hành bao nhiêu tiền?');
    const [first] = await engineFigures({ text: 'KV1 phải thi hành bao nhiêu tiền?' });
    const exact = String(first?.value).replace(/\B(?=(\d{3})+$)/g, '.');
    await newest().getByText(`chính xác ${exact} đồng`).waitFor();
    await newest().getByText('Nguồn mẫu, nhận lần cuối').waitFor();
    await ask('còn năm ngoái?');
    expect(await periodOf(newest())).toMatch(/^01\/10\/\d{4} – 30\/09\/\d{4}$/);
    expect(await turns().count()).toBe(2);
    expect(await input().inputValue()).toBe('');
    await expect(newest().locator('.sentence').innerText()).resolves.toContain('khu vực 1');
    await pictures('further');
  });

  it('shows a ranking, a comparison and a course by their own means', async () => {
    await ask('5 đơn vị có tỷ lệ tiền thi hành xong thấp nhất?');
    expect(await newest().locator('tbody tr').count()).toBe(5);
    await ask('Tỷ lệ việc thi hành xong năm nay so với cùng kỳ?');
    await newest()
      .getByRole('row', { name: /Chênh lệch/ })
      .waitFor();
    await ask('Xu hướng tỷ lệ việc thi hành xong theo tháng năm ngoái?');
    await newest().locator('.course[data-as="year"] svg').waitFor();
    await ask('Đơn vị nào chưa đạt chỉ tiêu về việc?');
    await newest().locator('.answer').waitFor();
    await ask('Số việc đang thi hành theo loại việc?');
    await newest().getByRole('columnheader', { name: 'Loại việc' }).waitFor();
    await pictures('tables');
  });

  it('answers the query itself when a part of it is changed', async () => {
    await page.getByRole('button', { name: 'Hỏi từ đầu' }).click();
    await ask('Tỷ lệ việc thi hành xong của KV1?');
    await newest().getByText('Sửa cách hiểu').click();
    const shown = () => newest().locator('dd').allInnerTexts();
    const change = async (label: string, to: string) => {
      await newest().getByLabel(label).selectOption({ label: to });
      await page.locator('[aria-live][aria-busy="false"]').waitFor();
    };
    await change('Tính theo', 'Tiền');
    await expect.poll(shown).toContain('Tỷ lệ tiền thi hành xong trên số tiền có điều kiện');
    await newest().getByText('(đã sửa cách hiểu)').waitFor();
    await change('Đơn vị', 'Phòng THADS khu vực 2');
    await expect.poll(shown).toContain('Phòng Thi hành án dân sự khu vực 2');
    await change('Thời gian', 'Cả năm thống kê trước');
    await expect.poll(() => periodOf(newest())).toMatch(/^01\/10\/\d{4} – 30\/09\/\d{4}$/);
    await change('Số liệu', 'Phải thi hành (tiền)');
    await expect.poll(() => newest().locator('.lead .figure-unit').innerText()).toContain('đồng');
    // The other parts stayed as they were chosen, and a question goes on from them.
    expect(await shown()).toContain('Phòng Thi hành án dân sự khu vực 2');
    expect(await turns().count()).toBe(1);
    await pictures('edited');
    await page.context().setOffline(true);
    await newest().getByLabel('Tính theo').selectOption({ label: 'Việc' });
    await page.getByRole('alert').filter({ hasText: 'Không có gì thay đổi' }).waitFor();
    expect(await newest().getByLabel('Tính theo').inputValue()).toBe('money');
    await page.context().setOffline(false);
    await ask('còn KV3?');
    expect(await shown()).toEqual(
      expect.arrayContaining(['Phải thi hành (tiền)', 'Phòng Thi hành án dân sự khu vực 3']),
    );
    expect(await turns().first().locator('details').count()).toBe(0);
  });

  it('asks back, and answers what was chosen', async () => {
    await page.getByRole('button', { name: 'Hỏi từ đầu' }).click();
    await ask('tỷ lệ thi hành xong?');
    const choices = page.getByRole('list', { name: 'Chọn theo việc hay theo tiền' }).getByRole('button');
    await choices.first().waitFor();
    await pictures('choose');
    await choices.first().click();
    await expect.poll(() => turns().count()).toBe(2);
    expect(await newest().getAttribute('data-outcome')).toBe('answered');
  });

  it('says why there is no answer, and what is answered instead', async () => {
    await ask('Vì sao tỷ lệ tiền thi hành xong giảm?');
    expect(await newest().getAttribute('data-outcome')).toBe('cannot');
    await pictures('cannot');
    await newest().locator('.question-choices button').first().click();
    await expect.poll(() => turns().count()).toBe(4);
    expect(await newest().getAttribute('data-outcome')).toBe('answered');
  });

  it('keeps what was typed when the connection is lost, and asks it when it is back', async () => {
    await page.context().setOffline(true);
    await input().fill('Số việc hoãn thi hành?');
    await input().press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Câu bạn gõ vẫn giữ nguyên' }).waitFor();
    expect(await input().inputValue()).toBe('Số việc hoãn thi hành?');
    expect(await turns().count()).toBe(4);
    await pictures('lost');
    await page.context().setOffline(false);
    await input().press('Enter');
    await expect.poll(() => turns().count()).toBe(5);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('is open to everybody, with every kind of answer, in both languages, wide and as on a telephone', async () => {
    const faults: string[] = [];
    for (const text of [
      'Tỷ lệ tiền thi hành xong so với chỉ tiêu?',
      'Đơn vị nào chưa đạt chỉ tiêu về việc?',
      'Xếp hạng các đơn vị theo tỷ lệ việc thi hành xong?',
      'Xu hướng tỷ lệ việc thi hành xong theo tháng năm ngoái?',
      'Tỷ lệ việc thi hành xong là gì?',
      'KV3 thứ mấy về tỷ lệ việc thi hành xong xyzzy?',
    ])
      await ask(text);
    await newest().getByText('Sửa cách hiểu').click();
    for (const [language, colorScheme] of [
      ['vi', 'light'],
      ['en', 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size);
        faults.push(...(await violations(page, `${language} at ${size.width} px`)));
      }
      await pictures(`all-${language}`);
    }
    expect(faults).toEqual([]);
    expect(await newest().locator('dt').first().innerText()).toBe('Asked for');
    expect(desk.broken).toEqual([]);
  });

  it('shows the newest answer below the header on a telephone', async () => {
    await page.setViewportSize(PHONE);
    await ask('How many cases are postponed?');
    const header = await page.locator('.desk-header').boundingBox();
    const top = await newest().boundingBox();
    expect(top?.y ?? 0).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
    expect(top?.y ?? Number.POSITIVE_INFINITY).toBeLessThan(PHONE.height / 2);
  });

  async function engineFigures(request: object): Promise<{ value: string | number | null }[]> {
    const answer = await page.request.post(`${desk.engine.url}/api/v1/questions`, { data: request });
    return ((await answer.json()) as { figures: { value: string | number | null }[] }).figures;
  }
});
