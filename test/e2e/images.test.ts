/** A picture brought in the layout editor, published to the real wall, kept through the engine's death, not taken away while used. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, PICTURES } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { imagesAnswer } from '../../electron/contract/images.ts';
import { type Client, client } from '../../electron/engine/fixtures/face.ts';
import { pngOf } from '../../electron/engine/images/fixtures.ts';
import { openBrowser } from './support/browser.ts';
import { describeOnRig } from './support/ground.ts';
import { settled } from './support/screens.ts';
import { violations } from './support/violations.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của người bày';
const WORDS = 'Sơ đồ thoát hiểm tầng 2';
const CAPTION = 'Lối thoát hiểm ở cuối hành lang';
const PLAN = pngOf(360, 240, [214, 226, 230]);

/** Process of the engine that works on this data folder. */
function engineOf(dataDir: string): number | null {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (words.some((word) => word.endsWith('engine/main.mjs')) && words.includes(dataDir))
        return Number(name);
    } catch {
      // That process has ended meanwhile.
    }
  }
  return null;
}

describeOnRig('a picture on the wall', (rig) => {
  let wall: TestWall;
  let browser: Browser;
  let screen: Page;
  let admin: Client;
  let page: Page;
  let url: string;
  const broken: string[] = [];

  beforeAll(async () => {
    wall = await openTestWall(rig(), { cases: 500 });
    browser = await openBrowser();
    const [first] = await wall.untilWindows(MONITORS);
    if (!first) throw new Error('There is no window.');
    screen = first;
    ({ url, person: admin } = await setUpWall(wall, { username: 'quantri', password: PASSWORD }));
    await until('the units', async () => (await admin.call('GET', '/values?unit=HCM')).status === 200);
    const title = { vi: 'Phòng họp', en: 'Meeting room' };
    expect((await admin.call('POST', '/scenes', { id: 'phong-hop', title, from: null })).status).toBe(201);
    page = await sitDown();
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
  });

  async function sitDown(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'vi-VN' });
    const [name, value] = admin.cookie.split('=', 2);
    await context.addCookies([{ name: name ?? '', value: value ?? '', url }]);
    const opened = await context.newPage();
    opened.setDefaultTimeout(30_000);
    opened.on('pageerror', (error) => broken.push(error.message));
    opened.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) broken.push(message.text());
    });
    return opened;
  }
  async function photograph(name: string): Promise<void> {
    const folder = process.env[PICTURES];
    if (folder) await page.screenshot({ path: join(folder, `images-${name}.png`), fullPage: true });
  }
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    page.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer });
  const shown = () => screen.locator(`.grid[data-phase="resting"] img[alt="${WORDS}"]`);

  it('is brought where the widget is set up; what is no picture is refused in words', async () => {
    await page.goto(`${url}/#layouts/phong-hop`);
    await press('+ Ảnh');
    await page.getByRole('group', { name: 'Ảnh', exact: true }).waitFor();
    await sees('Chưa chọn ảnh');
    await press('Tải ảnh mới lên');

    await choose('so-do.png', 'image/png', Buffer.from('không phải ảnh'));
    await sees('Trình duyệt không vẽ được tệp này.');
    await page.getByLabel('Ảnh này cho thấy gì (tiếng Việt)').fill(WORDS);
    await press('Tải ảnh lên');
    await sees(/^Tệp này không phải ảnh PNG, JPEG hay WebP/);
    await photograph('refused');

    await press('Chọn tệp khác');
    await choose('so-do.png', 'image/png', PLAN);
    await photograph('described');
    await press('Tải ảnh lên');
    await page.getByRole('radio', { name: WORDS, checked: true }).waitFor({ state: 'attached' });
    await press('Thêm chú thích');
    const caption = page.getByRole('group', { name: 'Chú thích' });
    await caption.getByLabel('Tiếng Việt').fill(CAPTION);
    await caption.getByLabel('Tiếng Anh').fill('The way out is at the end of the corridor');
    await page.getByLabel('Nền sau ảnh').selectOption('light');
    await sees('Đã lưu bản nháp.');
    await page.locator(`.board img[alt="${WORDS}"]`).waitFor();
    await photograph('editor');
    expect(await violations(page, 'editor with a picture')).toEqual([]);
  });

  it('of a drawing is drawn anew by the browser and kept as pixels', async () => {
    await press('Tải ảnh mới lên');
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>document.title = 'ran'</script><rect width="40" height="20" fill="teal"/></svg>`;
    await choose('quoc-huy.svg', 'image/svg+xml', Buffer.from(drawing));
    await page.getByLabel('Ảnh này cho thấy gì (tiếng Việt)').fill('Biểu trưng');
    await press('Tải ảnh lên');
    await page.getByRole('radio', { name: 'Biểu trưng', checked: true }).waitFor({ state: 'attached' });
    const { images } = imagesAnswer.parse(await (await admin.call('GET', '/images')).json());
    expect(images.find(({ words }) => words.vi === 'Biểu trưng')).toMatchObject({
      type: 'image/png',
      width: 2048,
      height: 1024,
    });
    expect(await page.title()).not.toContain('ran');
    await page.getByText(WORDS, { exact: true }).click();
    await page.getByRole('radio', { name: WORDS, checked: true }).waitFor({ state: 'attached' });
    await page.locator(`.board img[alt="${WORDS}"]`).waitFor();
    await sees('Đã lưu bản nháp.');
  });

  it('is published, seen on the wall, and stays while the engine is gone', async () => {
    await press('Xuất bản…');
    await press('Xuất bản');
    await sees(/^Đã xuất bản thành bản 1, 4 màn/);
    expect((await admin.call('PUT', '/wall/scene', { scene: 'phong-hop' })).status).toBe(200);
    await shown().waitFor();
    await settled(screen);
    await keepPicture(rig(), 'images-on-the-wall');
    await screen.getByText(CAPTION).waitFor();
    const size = () =>
      shown().evaluate((image) =>
        image instanceof HTMLImageElement && image.complete ? [image.naturalWidth, image.naturalHeight] : [],
      );
    expect(await size()).toEqual([360, 240]);

    // Whenever it is not there for a moment, that is noted.
    await screen.evaluate((words) => {
      const look = () => {
        const image = document.querySelector(`.grid[data-phase="resting"] img[alt="${words}"]`);
        if (!(image instanceof HTMLImageElement && image.naturalWidth > 0))
          document.documentElement.dataset['missed'] = 'yes';
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    }, WORDS);
    const before = engineOf(wall.dataDir);
    if (before === null) throw new Error('There is no engine.');
    process.kill(before, 'SIGKILL');
    await until('another engine', async () => {
      const now = engineOf(wall.dataDir);
      return now !== null && now !== before;
    });
    await until('the engine to answer again', async () => {
      const answer = await client(url)
        .call('GET', '/healthz')
        .catch(() => null);
      return answer?.status === 200;
    });
    expect(await size()).toEqual([360, 240]);
    expect(await screen.evaluate(() => document.documentElement.dataset['missed'])).toBeUndefined();
  });

  it('comes back at once in a window that is loaded anew', async () => {
    await screen.reload();
    await shown().waitFor();
  });

  it('is not taken away while it is used, and it is said where', async () => {
    await page.goto(`${url}/#images`);
    await page.getByRole('link', { name: 'cảnh phong-hop', exact: true }).waitFor();
    await photograph('page');
    expect(await violations(page, 'images')).toEqual([]);
    await press(`Xóa ảnh “${WORDS}”`);
    await press('Xóa hẳn ảnh này');
    await sees(/^Chưa xóa được vì ảnh đang được dùng/);
    await press('Xóa ảnh “Biểu trưng”');
    await press('Xóa hẳn ảnh này');
    await sees('Đã xóa ảnh “Biểu trưng”.');
    const { images } = imagesAnswer.parse(await (await admin.call('GET', '/images')).json());
    expect(images.map(({ words }) => words.vi)).toEqual([WORDS]);
    expect(broken).toEqual([]);
  });
});
