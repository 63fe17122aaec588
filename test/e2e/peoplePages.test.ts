/** People and rights in a real browser: the table of roles, one's own account, sessions, and the audit trail. */
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { takePicture } from './support/pictures.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const PHONE = { width: 390, height: 844 };

describe.skipIf('missing' in inject('ground'))('people and rights', () => {
  let engine: TestEngine;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const broken: string[] = [];

  beforeAll(async () => {
    engine = await startTestEngine();
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(engine.url);
    const account = { setupCode: engine.setupCode, username: 'quantri', password: PASSWORD };
    expect((await page.request.post(`${engine.url}/api/v1/setup`, { data: account })).status()).toBe(201);
    await post('/session', { username: 'quantri', password: PASSWORD });
    await post('/users', { username: 'lan.truong', password: PASSWORD, role: 'leader' });
    await post('/users', { username: 'minh.truc', password: PASSWORD, role: 'operator' });
    await page.reload();
  });
  afterAll(async () => {
    await browser.close();
    await engine.stop();
  });

  async function post(path: string, data: object): Promise<void> {
    expect((await page.request.post(`${engine.url}/api/v1${path}`, { data })).ok()).toBe(true);
  }
  async function open(name: string): Promise<void> {
    await page.goto(`${engine.url}/#${name}`);
    await page.locator('.desk h2').first().waitFor();
  }
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  async function signedIn(username: string): Promise<Page> {
    const other = await browser.newContext({ viewport: PHONE });
    const theirs = await other.newPage();
    theirs.setDefaultTimeout(15_000);
    await theirs.goto(engine.url);
    await theirs.getByLabel('Tên đăng nhập').fill(username);
    await theirs.getByLabel('Mật khẩu').fill(PASSWORD);
    await theirs.keyboard.press('Enter');
    await theirs.getByText(username).waitFor();
    return theirs;
  }
  const overflows = (of: Page) =>
    of.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

  it('changes what a role permits, by keyboard, and adds a role of the agency', async () => {
    await open('people');
    const BOX = 'cán bộ: Điều khiển tường: cảnh, phát lại, thông báo, màn hình';
    const box = page.getByRole('checkbox', { name: BOX });
    expect(await box.isChecked()).toBe(false);
    await box.focus();
    await page.keyboard.press('Space');
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    await press('Lưu thay đổi');
    expect((await kept).status()).toBe(200);
    await page.reload();
    await page.getByRole('checkbox', { name: BOX, checked: true }).waitFor();

    await page.getByText('Thêm vai trò riêng').click();
    await page.getByLabel('Tên vai trò').fill('Văn thư');
    await page.getByLabel('Mã vai trò').fill('van-thu');
    await page.getByRole('button', { name: 'Thêm vai trò', exact: true }).click();
    await page.getByRole('columnheader', { name: /Văn thư/ }).waitFor();
    await takePicture(page, 'people');
    await page.setViewportSize(PHONE);
    expect(await overflows(page)).toBe(false);
    await takePicture(page, 'people-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('does not let the last person who manages people take that away', async () => {
    const box = page.getByRole('checkbox', { name: /^quản trị: Quản lý người dùng/ });
    await box.click();
    await press('Lưu thay đổi');
    await page.getByText(/phải còn người quản lý người dùng/).waitFor();
    await press('Thôi');
    expect(await box.isChecked()).toBe(true);
  });

  it('shows a person only what they may, and lets them keep their account', async () => {
    const hers = await signedIn('lan.truong');
    expect(await hers.getByRole('link', { name: 'Người dùng' }).count()).toBe(0);
    expect(await hers.getByRole('link', { name: 'Nhật ký' }).count()).toBe(0);
    await hers.getByRole('link', { name: 'lan.truong' }).click();
    await hers.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor();
    await hers.getByText('(phiên này)').waitFor();
    expect(await overflows(hers)).toBe(false);
    await hers.getByLabel('Mật khẩu hiện tại').fill('wrong password');
    await hers.getByLabel('Mật khẩu mới').fill('một mật khẩu khác nữa');
    await hers.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await hers.getByText('Mật khẩu hiện tại không đúng.').waitFor();
    await hers.getByLabel('Mật khẩu hiện tại').fill(PASSWORD);
    await hers.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await hers.getByText(/Đã đổi mật khẩu/).waitFor();
    await takePicture(hers, 'account-phone');
    await hers.context().close();
  });

  it('asks for a second step once a person has set it up', async () => {
    const his = await signedIn('minh.truc');
    await his.goto(`${engine.url}/#account`);
    await his.getByLabel('Nhập mật khẩu để tiếp tục').fill(PASSWORD);
    await his.getByRole('button', { name: 'Thiết lập' }).click();
    const secret = (await his.locator('code.token').textContent()) ?? '';
    await his.getByRole('img', { name: 'Mã QR cho ứng dụng xác thực' }).waitFor();
    await takePicture(his, 'second-step-phone');
    const telephone = new TOTP({ secret: Secret.fromBase32(secret) });
    await his.getByLabel('Mã xác thực').fill(telephone.generate());
    await his.getByRole('button', { name: 'Bật xác thực hai bước' }).click();
    const recovery = (await his.locator('.recovery-codes code').first().textContent()) ?? '';
    await takePicture(his, 'recovery-codes-phone');
    expect(await overflows(his)).toBe(false);
    await his.getByRole('button', { name: 'Tôi đã chép lại' }).click();
    await expect.poll(() => his.locator('.recovery-codes').count()).toBe(0);
    await his.getByRole('button', { name: 'Đăng xuất' }).click();
    await his.getByLabel('Tên đăng nhập').fill('minh.truc');
    await his.getByLabel('Mật khẩu').fill(PASSWORD);
    await his.keyboard.press('Enter');
    await his.getByLabel('Mã xác thực').fill('000000');
    await his.keyboard.press('Enter');
    await his.getByText(/Mã không đúng hoặc đã dùng/).waitFor();
    await takePicture(his, 'code-phone');
    await his.getByLabel('Mã xác thực').fill(recovery);
    await his.keyboard.press('Enter');
    await his.getByRole('link', { name: 'minh.truc' }).waitFor();
    await his.context().close();
    await open('account');
    await open('people');
    await press('Gỡ xác thực hai bước của minh.truc');
    await expect.poll(() => page.getByRole('button', { name: /Gỡ xác thực hai bước/ }).count()).toBe(0);
  });

  it('ends somebody’s session at once', async () => {
    const his = await signedIn('minh.truc');
    await open('account');
    await open('people');
    await page.getByRole('button', { name: /Kết thúc phiên của minh\.truc/ }).click();
    await his.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    await his.context().close();
  });

  it('gives and takes the buttons of a page that somebody else has open', async () => {
    const his = await signedIn('minh.truc');
    await his.goto(`${engine.url}/#schedule`);
    await his.getByRole('heading', { name: 'Các mục của lịch' }).waitFor();
    const add = his.getByRole('button', { name: 'Thêm mục' });
    expect(await add.count()).toBe(0);
    const usual = ['figures.read', 'cases.read', 'wall.run', 'dashboards.edit', 'dashboards.send'];
    const permit = (permissions: string[]) =>
      page.request.patch(`${engine.url}/api/v1/roles/operator`, { data: { permissions } });
    await permit([...usual, 'schedules.manage']);
    await add.waitFor();
    await permit(usual);
    await add.waitFor({ state: 'detached' });
    await his.context().close();
  });

  it('asks whoever was signed out to sign in again, over what they were typing', async () => {
    const his = await signedIn('minh.truc');
    await his.goto(`${engine.url}/#desk`);
    const words = his.getByLabel('Nội dung').first();
    await words.fill('Họp giao ban lúc 14 giờ');
    const { sessions } = (await (await page.request.get(`${engine.url}/api/v1/sessions`)).json()) as {
      sessions: { id: number; username: string }[];
    };
    for (const { id } of sessions.filter(({ username }) => username === 'minh.truc'))
      await page.request.delete(`${engine.url}/api/v1/sessions/${id}`);
    await his.getByText('Phiên của minh.truc đã kết thúc').waitFor();
    await takePicture(his, 'sign-in-again');
    await his.getByLabel('Tên đăng nhập').fill('minh.truc');
    await his.getByLabel('Mật khẩu').fill(PASSWORD);
    await his.keyboard.press('Enter');
    await his.getByText('Phiên của minh.truc đã kết thúc').waitFor({ state: 'detached' });
    expect(await words.inputValue()).toBe('Họp giao ban lúc 14 giờ');
    await his.context().close();
  });

  it('finds what was done, takes it out, and says that the trail is whole', async () => {
    await open('audit');
    await page.getByText('Đổi mật khẩu của mình').waitFor();
    await takePicture(page, 'audit');
    await page.getByLabel('Có chữ').fill('staff');
    await press('Lọc');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('row', { name: /Đổi quyền của vai trò staff Quyền:/ }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Bảng tính (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe('audit.csv');
    await press('Kiểm tra nhật ký');
    await page.getByText(/mục, còn nguyên vẹn/).waitFor();
    await page.setViewportSize(PHONE);
    expect(await overflows(page)).toBe(false);
    await takePicture(page, 'audit-phone');
    expect(broken).toEqual([]);
  });
});
