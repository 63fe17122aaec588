import type { Page } from '@playwright/test';
import { openBrowser } from '../../test/e2e/support/browser.ts';
import type { Album } from './album.ts';
import type { Sitting } from './sitting.ts';

/** The person who sits at the console of the pictures. */
export const ACCOUNT = { username: 'quantri', password: 'mật khẩu của ảnh chụp' };

/** Its other pages that the guides speak of. */
const PAGES = [
  'home',
  'monitors',
  'sources',
  'faults',
  'layouts',
  'layouts/default',
  'dashboards',
  'schedule',
  'people',
  'organisation',
  'network',
  'audit',
  'reports/preview',
];

/** Pictures of the console: signing in, and the overview once the wall has sent its own pictures. */
export async function photographConsole(sitting: Sitting, album: Album): Promise<void> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
    const page = await context.newPage();
    await setUp(page, sitting);
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    await pointerAway(page);
    await album.add('console-sign-in', async (file) => void (await page.screenshot({ path: file })));
    await page.getByLabel('Tên đăng nhập').fill(ACCOUNT.username);
    await page.getByLabel('Mật khẩu').fill(ACCOUNT.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hệ thống hôm nay', exact: true }).waitFor();
    await page.goto(`${sitting.engine.url}/#desk`);
    await sitting.untilShown();
    await untilPictures(page);
    await pointerAway(page);
    await album.add('console', async (file) => void (await page.screenshot({ path: file, fullPage: true })));
    for (const name of PAGES) {
      await page.goto(`${sitting.engine.url}/#${name}`);
      await page.locator('.desk h2').first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.getByText('Đang tính…').waitFor({ state: 'hidden' });
      await album.add(
        `console-${name.replace('/default', '-editor').replace('/', '-')}`,
        async (file) => void (await page.screenshot({ path: file, fullPage: true })),
      );
    }
  } finally {
    await browser.close();
  }
}

/** What the pointer rests on looks pressed. */
function pointerAway(page: Page): Promise<void> {
  return page.mouse.move(0, 0);
}

/** Makes the first administrator with the code on the wall. */
async function setUp(page: Page, { engine }: Sitting): Promise<void> {
  await page.goto(`${engine.url}/#setup=${engine.setupCode ?? ''}`);
  await page.getByLabel('Tên đăng nhập', { exact: true }).fill(ACCOUNT.username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(ACCOUNT.password);
  await page.getByLabel('Nhập lại mật khẩu', { exact: true }).fill(ACCOUNT.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Hệ thống hôm nay', exact: true }).waitFor();
}

/** Waits for a picture of every screen that was taken after the figures came. */
async function untilPictures(page: Page): Promise<void> {
  const shown = () =>
    page.locator('img').evaluateAll((all) => all.map((img) => (img as HTMLImageElement).src));
  const before = new Set(await shown());
  await page.waitForFunction(
    (old) => {
      const images = [...document.images];
      return images.length === 4 && images.every((img) => img.naturalWidth > 0 && !old.includes(img.src));
    },
    [...before],
    { polling: 500, timeout: 60_000 },
  );
}
