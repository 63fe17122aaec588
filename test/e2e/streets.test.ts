/** Streets under the map: chosen in the console, drawn by the windows of the wall from the engine's disk, taken away again. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONITORS } from '../../build/rig/sizes.ts';
import type { WallBridge } from '../../electron/contract/bridge.ts';
import { type Client, client, signIn } from '../../electron/engine/fixtures/face.ts';
import { tilesFile } from '../../electron/engine/maps/streets/fixtures.ts';
import { openBrowser } from './support/builtPage.ts';
import { describeOnRig } from './support/ground.ts';
import { takePicture } from './support/pictures.ts';
import { settled } from './support/screens.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const USERNAME = 'quantri';

describeOnRig('streets under the map', (rig) => {
  let wall: TestWall;
  let map: Page;
  let url: string;
  let admin: Client;
  let browser: Browser;
  let page: Page;
  let plain: string;
  /** What the map had to complain of: its library checks every style that it is given. */
  const complaints: string[] = [];
  /** What any window sent, whether or not it was let. */
  const sentBy = () => wall.app.evaluate(() => (globalThis as unknown as { sent: string[] }).sent);

  beforeAll(async () => {
    wall = await openTestWall(rig(), { rate: 0 });
    await wall.app.evaluate(({ session }) => {
      const sent: string[] = [];
      (globalThis as unknown as { sent: string[] }).sent = sent;
      session.defaultSession.webRequest.onSendHeaders(({ url: address }) => void sent.push(address));
    });
    const pages = await wall.untilWindows(MONITORS);
    map = pages[1] as Page;
    map.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const setting = await map.evaluate(() => (globalThis as unknown as { wall: WallBridge }).wall.setting());
    url = setting.engineUrl;
    const operations = pages[3] as Page;
    const setupCode = await operations.textContent('.setup-code');
    await client(url).call('POST', '/setup', { setupCode, username: USERNAME, password: PASSWORD });
    admin = await signIn(url, USERNAME, PASSWORD);
    await until('the map', async () => (await map.getAttribute('.region-map', 'data-rung')) === 'drawn');
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
    page = await context.newPage();
    await page.goto(url);
    await page.request.post(`${url}/api/v1/session`, { data: { username: USERNAME, password: PASSWORD } });
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
  });

  const picture = async (): Promise<string> => {
    await settled(map);
    return (await map.locator('.region-map').screenshot()).toString('base64');
  };
  const drawnStreets = () => map.getAttribute('.drawn-map', 'data-streets');
  const put = (name: string, bytes: Uint8Array) => {
    mkdirSync(join(wall.dataDir, 'streets'), { recursive: true });
    writeFileSync(join(wall.dataDir, 'streets', name), bytes);
  };

  it('are none until there is a file; the console says where to put one', async () => {
    plain = await picture();
    await page.goto(`${url}/#maps`);
    await page.reload();
    await page.getByText('Bản đồ đang vẽ không có đường phố.').waitFor();
    await page.getByText('Chưa có tệp nào. Hãy chép tệp .pmtiles vào thư mục').waitFor();
    expect(await sentBy()).not.toContainEqual(expect.stringContaining('/streets/'));
  });

  it('are drawn by the windows from the moment that a file is chosen, in both themes', async () => {
    put('hỏng.pmtiles', tilesFile().subarray(0, 4000));
    put('thành-phố.pmtiles', tilesFile({ maxZoom: 13 }));
    await page.getByRole('button', { name: 'Xem lại thư mục' }).click();
    await page.getByText('Tệp bị cụt. Hãy chép lại cho trọn vẹn.').waitFor();
    await page.getByRole('button', { name: 'Vẽ tệp này' }).click();
    await page.getByText('Bản đồ đang vẽ đường phố theo tệp thành-phố.pmtiles').waitFor();
    await takePicture(page, 'streets-console');
    await until('streets on the wall', async () => (await drawnStreets()) === '1');
    expect(await picture()).not.toBe(plain);
    await takePicture(map, 'streets-night');
    await map.evaluate(() => void (document.documentElement.dataset['theme'] = 'day'));
    await settled(map);
    await takePicture(map, 'streets-day');
    await map.evaluate(() => void (document.documentElement.dataset['theme'] = 'night'));
    expect(await sentBy()).toContainEqual(expect.stringContaining(`${url}/api/v1/maps/streets/1/bytes`));
  });

  it('go with the map where it flies', async () => {
    const look = { root: 'HCM', region: 'HCM-KV01' };
    expect((await admin.call('PUT', '/wall/map-focus', look)).status).toBe(200);
    await map.locator('.map-widget[data-looked="HCM-KV01"]').waitFor();
    await map.locator('.region-map:not([data-flying])').waitFor({ timeout: 60_000 });
    await settled(map);
    await takePicture(map, 'streets-looked');
    expect((await admin.call('DELETE', '/wall/map-focus?root=HCM')).status).toBe(204);
    await map.locator('.map-widget:not([data-looked])').waitFor();
    await map.locator('.region-map:not([data-flying])').waitFor({ timeout: 60_000 });
  });

  it('are gone with one click, and the map is as it was', async () => {
    await page.getByRole('button', { name: 'Không vẽ nữa' }).click();
    await page.getByText('Bản đồ đang vẽ không có đường phố.').waitFor();
    await until('the wall without streets', async () => (await drawnStreets()) === null);
    await until('the picture of before', async () => (await picture()) === plain);
  });

  it('have asked nothing of anything but the engine', async () => {
    const { host } = new URL(url);
    const elsewhere = (await sentBy()).filter((address) => {
      const { protocol, host: place } = new URL(address);
      return ['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && place !== host;
    });
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
