/** Signing in through a real provider in a real browser: set up, tried, refused, linked, let in; in both languages, open to everybody. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  CLIENT,
  startOpenIdProvider,
  type TestProvider,
} from '../../electron/engine/fixtures/openIdProvider.ts';
import { openBrowser } from './support/browser.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { takePicture } from './support/pictures.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const NAME = 'Cổng đăng nhập THADS';

describe.skipIf('missing' in inject('ground'))('signing in through a provider', () => {
  let engine: TestEngine;
  let provider: TestProvider;
  let browser: Browser;
  let page: Page;
  const broken: string[] = [];

  beforeAll(async () => {
    engine = await startTestEngine();
    provider = await startOpenIdProvider([`${engine.url}/api/v1/openid/callback`]);
    provider.shows = true;
    browser = await openBrowser();
    page = await opened();
    const account = { setupCode: engine.setupCode, username: 'quantri', password: PASSWORD };
    expect((await page.request.post(`${engine.url}/api/v1/setup`, { data: account })).status()).toBe(201);
    await post('/session', { username: 'quantri', password: PASSWORD });
    await post('/users', { username: 'lan.truong', password: PASSWORD, role: 'leader' });
  });
  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    await provider?.close();
  });

  async function opened(size = WIDE): Promise<Page> {
    const context: BrowserContext = await browser.newContext({ viewport: size, locale: 'vi-VN' });
    const made = await context.newPage();
    made.setDefaultTimeout(15_000);
    made.on('pageerror', (error) => broken.push(error.message));
    return made;
  }
  async function post(path: string, data: object): Promise<void> {
    expect((await page.request.post(`${engine.url}/api/v1${path}`, { data })).ok()).toBe(true);
  }
  async function open(address: string): Promise<void> {
    await page.goto('about:blank');
    await page.goto(`${engine.url}/#${address}`);
    await page.locator('.desk h2').first().waitFor();
  }
  const press = (name: string | RegExp, of = page) => of.getByRole('button', { name, exact: true }).click();
  async function faults(of: Page): Promise<string[]> {
    // What the header that stays in view covers half is no target.
    await of.evaluate(() => scrollTo(0, 0));
    await of.evaluate(axe.source);
    const found = await of.evaluate(
      (tags) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: tags }),
      RULES,
    );
    const wide = await of.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    return [
      ...found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ...(wide > 0 ? [`${wide} px wider than the page`] : []),
    ];
  }
  /** To the provider and back, as a person goes. */
  async function through(of: Page): Promise<void> {
    await of.getByRole('link', { name: `Đăng nhập bằng ${NAME}` }).click();
    await press('Đồng ý', of);
  }

  it('is not offered until it is set up', async () => {
    const theirs = await opened();
    await theirs.goto(engine.url);
    await theirs.getByLabel('Mật khẩu').waitFor();
    expect(await theirs.getByRole('link').count()).toBe(0);
    await theirs.context().close();
  });

  it('is set up by an administrator, who tries it and is told what is wrong', async () => {
    await open('people');
    await press('Thiết lập');
    await page.getByText(`${engine.url}/api/v1/openid/callback`).waitFor();
    await page.getByLabel('Địa chỉ cổng (issuer)').fill(`${provider.issuer}/sai`);
    await page.getByLabel('Mã máy khách (client id)').fill(CLIENT.id);
    await page.getByLabel('Bí mật', { exact: true }).fill('sai');
    await page.getByLabel('Tên cổng, tiếng Việt').fill(NAME);
    await page.getByLabel('Tên cổng, tiếng Anh').fill('THADS portal');
    await press('Thử kết nối');
    await page.getByText(/không phải cổng OpenID Connect/).waitFor();
    await page.getByLabel('Địa chỉ cổng (issuer)').fill(provider.issuer);
    await press('Thử kết nối');
    await page.getByText('Sai mã hoặc bí mật máy khách.').waitFor();
    await takePicture(page, 'openid-trial-wrong');
    await page.getByLabel('Bí mật', { exact: true }).fill(CLIENT.secret);
    await press('Thử kết nối');
    await page.getByText('Cổng dẫn về được đây.').waitFor();
    await page.getByLabel('Nhóm ở cổng quyết định vai trò').check();
    await page.getByLabel('Tự tạo người dùng ở lần đăng nhập đầu').check();
    await page.getByText('Thiết lập khác').click();
    expect(await faults(page)).toEqual([]);
    await takePicture(page, 'openid-form');
    await page.setViewportSize(PHONE);
    expect(await faults(page)).toEqual([]);
    await takePicture(page, 'openid-form-phone');
    await page.setViewportSize(WIDE);
    await page.getByLabel('Nhóm ở cổng quyết định vai trò').uncheck();
    await page.getByLabel('Tự tạo người dùng ở lần đăng nhập đầu').uncheck();
    await press('Lưu');
    await page.getByText('Chỉ người được liên kết bằng tay').waitFor();
    expect(await faults(page)).toEqual([]);
    await takePicture(page, 'openid-set');
  });

  it('does not let in who is linked to nobody, until somebody links them', async () => {
    provider.who = { sub: '7f3c-lan', claims: { preferred_username: 'lan.truong' } };
    const hers = await opened(PHONE);
    await hers.goto(`${engine.url}/#dashboards`);
    await hers.getByRole('link', { name: `Đăng nhập bằng ${NAME}` }).waitFor();
    expect(await faults(hers)).toEqual([]);
    await takePicture(hers, 'openid-sign-in-phone');
    await through(hers);
    await hers.getByText(/chưa liên kết với ai ở đây/).waitFor();
    expect(new URL(hers.url()).hash).toBe('');
    expect(await faults(hers)).toEqual([]);
    await takePicture(hers, 'openid-refused-phone');

    await open('people');
    await page
      .getByRole('row', { name: /lan\.truong/ })
      .getByRole('button', { name: 'Sửa' })
      .click();
    await page.getByText('7f3c-lan').waitFor();
    expect(await faults(page)).toEqual([]);
    await takePicture(page, 'openid-link');
    await press('Liên kết lan.truong với lan.truong');
    await page.getByText('qua cổng chung').waitFor();
    await press('Thêm người dùng');
    await page.getByLabel('Tên đăng nhập').fill('minh.truc');
    await page.getByLabel('Không có mật khẩu, chỉ đăng nhập qua cổng chung').check();
    await press('Thêm');
    await page.getByRole('row', { name: /minh\.truc không mật khẩu/ }).waitFor();
    await takePicture(page, 'openid-people');
    await page.request.put(`${engine.url}/api/v1/users/minh.truc/openid`, { data: { subject: '7f3c-minh' } });

    await hers.goto('about:blank');
    await hers.goto(`${engine.url}/#dashboards`);
    // The provider knows her still, and asks nothing. Where she wanted to go, signed in.
    await hers.getByRole('link', { name: `Đăng nhập bằng ${NAME}` }).click();
    await hers.getByRole('link', { name: 'lan.truong' }).waitFor();
    expect(new URL(hers.url()).hash).toBe('#dashboards');
    expect(new URL(hers.url()).origin).toBe(engine.url);

    await open('people');
    await page
      .getByRole('row', { name: /lan\.truong/ })
      .getByRole('button', { name: 'Sửa' })
      .click();
    await page.getByText('Đăng nhập lần cuối qua cổng').waitFor();
    await takePicture(page, 'openid-linked');
    await press('Gỡ liên kết');
    await hers.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    await hers.context().close();

    provider.who = { sub: '7f3c-minh', claims: {} };
    const his = await opened(PHONE);
    await his.goto(`${engine.url}/#account`);
    await through(his);
    await his.getByText(/không có mật khẩu ở đây/).waitFor();
    expect(await his.getByLabel('Mật khẩu hiện tại').count()).toBe(0);
    expect(await faults(his)).toEqual([]);
    await takePicture(his, 'openid-account-phone');
    await his.context().close();
  });

  it('leaves the password to administrators where that is set, in English as well', async () => {
    await open('people');
    await page
      .getByRole('region', { name: /OpenID/ })
      .getByRole('button', { name: 'Sửa' })
      .click();
    await page.getByLabel('Chỉ người quản lý người dùng').check();
    await press('Lưu');
    await page.getByText('Chỉ người quản lý người dùng').waitFor();
    const theirs = await opened();
    await theirs.addInitScript(() => localStorage.setItem('ioc-wall-language', 'en'));
    await theirs.goto(engine.url);
    await theirs.getByRole('link', { name: 'Sign in by THADS portal' }).waitFor();
    expect(await faults(theirs)).toEqual([]);
    await takePicture(theirs, 'openid-sign-in-en');
    await theirs.getByText('Administrators sign in by password').click();
    await theirs.getByLabel('Username').fill('lan.truong');
    await theirs.getByLabel('Password').fill(PASSWORD);
    await theirs.keyboard.press('Enter');
    await theirs.getByText(/Only administrators sign in by password here/).waitFor();
    await takePicture(theirs, 'openid-password-en');
    await theirs.getByLabel('Username').fill('quantri');
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('link', { name: 'quantri' }).waitFor();
    await theirs.goto(`${engine.url}/#people`);
    await theirs.getByRole('heading', { name: /OpenID/ }).waitFor();
    await theirs
      .getByRole('region', { name: /OpenID/ })
      .getByRole('button', { name: 'Change' })
      .click();
    await theirs.getByText('More settings').click();
    expect(await faults(theirs)).toEqual([]);
    await takePicture(theirs, 'openid-form-en');
    await theirs.context().close();
  });

  it('says that the provider is away, and lets the administrator in by password', async () => {
    await provider.close();
    const theirs = await opened();
    await theirs.goto(engine.url);
    await theirs.getByRole('link', { name: `Đăng nhập bằng ${NAME}` }).click();
    await theirs.getByText(`${NAME} không trả lời.`, { exact: false }).waitFor();
    await takePicture(theirs, 'openid-away');
    await theirs.getByText('Quản trị đăng nhập bằng mật khẩu').click();
    await theirs.getByLabel('Tên đăng nhập').fill('quantri');
    await theirs.getByLabel('Mật khẩu').fill(PASSWORD);
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('link', { name: 'quantri' }).waitFor();
    await theirs.context().close();
    expect(broken).toEqual([]);
  });
});
