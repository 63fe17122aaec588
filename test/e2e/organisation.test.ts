/** The organisation from and as files in a real browser: by button and by drag, refused by row, over a lost connection. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DESK, type Desk, openDesk, PHONE } from './support/desk.ts';
import { takePicture } from './support/pictures.ts';

const HEAD = 'Mã đơn vị;Tên đơn vị;Cấp;Mã đơn vị cấp trên;Từ ngày;Đến hết ngày\n';
const TREE = `${HEAD}HCM;Thi hành án dân sự TP. Hồ Chí Minh;Tỉnh, thành phố;;;
HCM-KV1;Phòng THADS khu vực 1;Khu vực;HCM;1/7/2025;
HCM-KV2;Phòng THADS khu vực 2;Khu vực;HCM;1/7/2025;
HCM-KV3;Phòng THADS khu vực 3;Khu vực;HCM;1/7/2025;
HCM-KV1-P1;Phòng Nghiệp vụ 1;Phòng;HCM-KV1;;
`;

describe.skipIf('missing' in inject('ground'))('the organisation', () => {
  let desk: Desk;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ioc-organisation-'));
    desk = await openDesk();
    ({ page } = desk);
    await desk.open('organisation');
    await page.getByRole('heading', { name: 'Xuất và nhập bằng tệp' }).waitFor();
  });
  afterAll(async () => {
    await desk?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const overflows = () =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  async function choose(name: string, text: string): Promise<void> {
    const path = join(folder, name);
    writeFileSync(path, text);
    await page.getByLabel('Chọn tệp…').setInputFiles(path);
  }
  async function drag(name: string, text: string): Promise<void> {
    const files = await page.evaluateHandle(
      ([called, content]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([content ?? ''], called ?? ''));
        return carried;
      },
      [name, text],
    );
    await page.locator('.drop').dispatchEvent('dragover', { dataTransfer: files });
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: files });
  }
  async function phone(name: string): Promise<void> {
    await page.setViewportSize(PHONE);
    expect(await overflows()).toBe(false);
    await takePicture(page, name);
    await page.setViewportSize(DESK);
  }

  it('says of a file that cannot be read what to do', async () => {
    await choose('thieu-cot.csv', 'Mã đơn vị;Tên đơn vị;Mã đơn vị cấp trên\nHCM;TP.HCM;');
    await page.getByText('Tệp thiếu cột “Cấp”').waitFor();
    await choose('hong.csv', `${HEAD}"HCM;TP.HCM;tỉnh;;;`);
    await page.getByText('Không đọc được dòng 2').waitFor();
    await takePicture(page, 'organisation-empty');
  });

  it('takes a first file in by button, from a past day', async () => {
    await choose('to-chuc.csv', TREE);
    await page.getByRole('heading', { name: /Xem trước to-chuc\.csv/ }).waitFor();
    await page.getByRole('button', { name: 'Thêm 5' }).waitFor();
    await page.getByLabel('Từ đầu một ngày đã qua hoặc hôm nay').check();
    await page.getByLabel('Từ ngày').fill('1/7/2025');
    expect(await page.getByRole('button', { name: 'Áp dụng 5 thay đổi' }).isDisabled()).toBe(true);
    await press('Cập nhật bản xem trước');
    await takePicture(page, 'organisation-first');
    await press('Áp dụng 5 thay đổi');
    await page.getByText(/Đã áp dụng lúc .*thêm 5, sửa 0, kết thúc 0/).waitFor();
    await press('Xem cây tổ chức');
    await page.getByRole('row', { name: /Phòng THADS khu vực 2/ }).waitFor();
    await page.getByLabel('Tìm').fill('nghiep vu');
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
    await page.getByLabel('Tìm').fill('');
    await page.getByLabel('Xem vào ngày').fill('30/06/2025');
    await page.getByText('Chưa có đơn vị nào.').waitFor();
    await page.getByLabel('Xem vào ngày').fill('01/07/2025');
    await page.getByText('Bắt đầu hoặc kết thúc trong 30 ngày').waitFor();
    await takePicture(page, 'organisation-tree');
    await phone('organisation-tree-phone');
    await page.getByLabel('Xem vào ngày').fill('');
  });

  it('shows by row and column what is wrong with a dragged file, and applies none of it', async () => {
    await drag(
      'sai.csv',
      `${TREE.replace('HCM-KV2;Phòng THADS khu vực 2;Khu vực;HCM;1/7/2025;', 'HCM-KV2;Phòng THADS khu vực 2;Khu vực;HCM-KV9;31/02/2026;')}HCM-KV1;Trùng;Khu vực;HCM;;\n;Không mã;Phòng;HCM;;\n`,
    );
    const kv2 = page.getByRole('row', { name: /HCM-KV2/ });
    await kv2.getByText('không có đơn vị “HCM-KV9”').waitFor();
    await kv2.getByText('“31/02/2026” không phải ngày').waitFor();
    await page.getByText('“HCM-KV1” đã có ở dòng 3').waitFor();
    await page
      .getByRole('row', { name: /8, đơn vị/ })
      .getByText('còn trống')
      .waitFor();
    expect(await page.getByRole('button', { name: /^Áp dụng/ }).isDisabled()).toBe(true);
    await page.getByText('3 dòng không nhận được nên chưa áp dụng được dòng nào').waitFor();
    await takePicture(page, 'organisation-refused');
    await phone('organisation-refused-phone');
    await press('Bỏ tệp này');
    await page.getByRole('heading', { name: 'Xuất và nhập bằng tệp' }).waitFor();
  });

  it('keeps the preview over a lost connection, ends only what is chosen, and applies once', async () => {
    const name = `Phòng <b>khu vực 1</b> \u202Eđảo ${'rất dài '.repeat(1000)}`;
    const changed = TREE.replace('Phòng THADS khu vực 1', name)
      .replace(/HCM-KV3.*\n/, '')
      .replace(/HCM-KV2;Phòng THADS khu vực 2/, 'HCM-KV2;Phòng THADS KV 2');
    await drag('sua.csv', `${changed}HCM-P9;Phòng Tổng hợp;Phòng;HCM;15/07/2025;\n`);
    await page.getByRole('button', { name: 'Thêm 1' }).waitFor();
    await press('Sửa 2');
    await page.getByText('Phòng THADS KV 2').last().waitFor();
    await takePicture(page, 'organisation-changed');
    await page.getByRole('checkbox', { name: /Phòng THADS khu vực 3/ }).check();
    await page.getByLabel('Ngày hoạt động cuối cùng').fill('31/12/2025');
    await page.context().setOffline(true);
    await press('Cập nhật bản xem trước');
    await page.getByText('Mất kết nối máy dữ liệu. Bản xem trước vẫn giữ').waitFor();
    await page.getByText('Phòng THADS KV 2').last().waitFor();
    await takePicture(page, 'organisation-lost');
    await page.context().setOffline(false);
    await page.getByText('Mất kết nối máy dữ liệu. Bản xem').waitFor({ state: 'hidden' });
    // What was chosen while the engine was away is chosen still.
    expect(await page.getByLabel('Ngày hoạt động cuối cùng').inputValue()).toBe('31/12/2025');
    await press('Cập nhật bản xem trước');
    await page.getByRole('button', { name: 'Kết thúc 1' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Áp dụng 4 thay đổi' }).waitFor();
    await phone('organisation-changed-phone');
    await press('Áp dụng 4 thay đổi');
    await page.getByText(/thêm 1, sửa 2, kết thúc 1/).waitFor();
    await takePicture(page, 'organisation-applied');
    await press('Xem cây tổ chức');
    await page.getByRole('row', { name: /Phòng THADS KV 2/ }).waitFor();
    expect(await page.getByRole('row', { name: /khu vực 3/ }).count()).toBe(0);
    await page.getByLabel('Cả đơn vị đã kết thúc').check();
    await page.getByRole('row', { name: /khu vực 3.*đã kết thúc.*đến hết 31\/12\/2025/ }).waitFor();
    // A name is text, whatever is in it.
    expect(await page.locator('.units b').count()).toBe(0);
    expect(await overflows()).toBe(false);
    await takePicture(page, 'organisation-after');
    await phone('organisation-after-phone');
  });

  it('refuses what was previewed before another change, and goes on from the new preview', async () => {
    await drag('cu.csv', `${HEAD}HCM-P9;Phòng Hành chính;Phòng;HCM;15/07/2025;\n`);
    await page.getByRole('button', { name: 'Áp dụng 1 thay đổi' }).waitFor();
    const other = await page.request.post(`${desk.engine.url}/api/v1/organisation/imports?name=khac.csv`, {
      headers: { 'content-type': 'text/csv' },
      data: `${HEAD}HCM-P9;Phòng Văn thư;Phòng;HCM;15/07/2025;\n`,
    });
    const { number, state } = (await other.json()) as { number: number; state: string };
    const address = `${desk.engine.url}/api/v1/organisation/imports/${number}/application`;
    expect((await page.request.post(address, { data: { state } })).status()).toBe(200);
    await press('Áp dụng 1 thay đổi');
    await page.getByText('Tổ chức vừa thay đổi sau khi xem trước').waitFor();
    await page.getByText('Phòng Văn thư').waitFor();
    await press('Áp dụng 1 thay đổi');
    await page.getByText(/thêm 0, sửa 1, kết thúc 0/).waitFor();
  });

  it('gives files out that come back without a change', async () => {
    await page.goto(`${desk.engine.url}/#organisation`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải bảng tính (XLSX)' }).click();
    const path = join(folder, 'tai-ve.xlsx');
    await (await download).saveAs(path);
    expect((await download).suggestedFilename()).toMatch(/^organisation-\d{4}-\d\d-\d\d\.xlsx$/);
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
    await page.getByLabel('Chọn tệp…').setInputFiles(path);
    await page.getByText('Tệp giống hệt tổ chức hiện có').waitFor();
    await page.getByRole('button', { name: 'Giữ nguyên 6' }).waitFor();
    expect(desk.broken).toEqual([]);
  });
});
