/** A phone is paired by the code that the real wall shows, over real TLS, and runs the wall; unpaired, it does nothing more. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, PICTURES } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { networkAnswer } from '../../electron/contract/network.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { OUTSIDE } from '../../electron/engine/fixtures/network.ts';
import { openBrowser } from './support/browser.ts';
import { describeOnRig } from './support/ground.ts';
import { eachPage, settled } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của ca trực';
/** Fingers need so much, CSS px. */
const TOUCH = 44;
const PHONE = { width: 390, height: 844 };

const layoutOf = (page: Page) =>
  page.evaluate(
    () => document.querySelector('.grid:not([data-phase="leaving"])')?.getAttribute('data-layout') ?? null,
  );

async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env[PICTURES];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: resolve(folder, `${name}.png`) });
}

const lacking = OUTSIDE === undefined ? 'This machine has no network address but loopback.' : undefined;

describeOnRig(
  'a phone as the remote control',
  (rig) => {
    let wall: TestWall;
    let browser: Browser;
    let phone: BrowserContext;
    let page: Page;
    let pages: Page[];
    let person: Client;
    let url: string;

    beforeAll(async () => {
      wall = await openTestWall(rig(), { cases: 500 });
      browser = await openBrowser();
      pages = await wall.untilWindows(MONITORS);
      const { url: loopback, person: made } = await setUpWall(wall, { username: 'truc', password: PASSWORD });
      person = made;
      phone = await browser.newContext({
        viewport: PHONE,
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
        locale: 'vi-VN',
        colorScheme: 'dark',
        // The certificate was made on the machine; a person compares its fingerprint with the wall's.
        ignoreHTTPSErrors: true,
      });
      page = await phone.newPage();
      // The desk, at the machine: an administrator turns the network on.
      const desk = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const [name, value] = person.cookie.split('=', 2);
      await desk.context().addCookies([{ name: name ?? '', value: value ?? '', url: loopback }]);
      await desk.goto(`${loopback}/#network`);
      await desk.getByLabel('Địa chỉ').selectOption(OUTSIDE ?? '');
      await desk.getByLabel('Cổng').fill('8449');
      await photograph(desk, 'network-off');
      await desk.getByRole('button', { name: 'Bật', exact: true }).click();
      await desk.getByText(/Đang bật tại https:/).waitFor();
      const state = networkAnswer.parse(await (await person.call('GET', '/network')).json());
      url = state.url ?? '';
      await photograph(desk, 'network-on');
      await desk.context().close();
    });
    afterAll(async () => {
      await browser?.close();
      await wall?.close();
    });

    /** Ctrl+Alt+Shift+P at the keyboard of the wall, as Chromium hands it to the shell. */
    const pressPairing = () =>
      wall.app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((one) =>
          one.webContents.getURL().startsWith('app:'),
        );
        const event = {
          keyCode: 'P',
          modifiers: ['control', 'alt', 'shift'] as ('control' | 'alt' | 'shift')[],
        };
        window?.webContents.sendInputEvent({ type: 'keyDown', ...event });
        window?.webContents.sendInputEvent({ type: 'keyUp', ...event });
      });
    const untilScene = (wanted: string) =>
      until(`the scene ${wanted}`, async () => {
        const all = await eachPage(pages, layoutOf);
        return all.every((one) => one?.startsWith(wanted));
      });

    it('is paired by the code on the wall, asked for at its keyboard', async () => {
      await page.goto(`${url}/remote`);
      await page.getByRole('heading', { name: 'Ghép thiết bị này' }).waitFor();
      await photograph(page, 'phone-pair');
      await page.getByLabel('Mã ghép').fill('AAAA-AAAA');
      await page.getByRole('button', { name: 'Ghép' }).click();
      await page.getByRole('alert').getByText('Mã không đúng').waitFor();
      const operations = pages[3];
      if (!operations) throw new Error('There is no fourth window.');
      await pressPairing();
      await operations.locator('.pairing-code').waitFor();
      const code = (await operations.textContent('.pairing-code')) ?? '';
      const print = (await operations.locator('.pairing-print span').allTextContents()).join(' ');
      const state = networkAnswer.parse(await (await person.call('GET', '/network')).json());
      expect(print).toBe(state.certificate?.fingerprint);
      // Whole, and large enough for a phone at three metres: a third of a 1080p monitor of 55 inches.
      const seen = await operations.evaluate(() => {
        const card = document.querySelector('.pairing');
        const qr = document.querySelector('.pairing-qr')?.getBoundingClientRect();
        return {
          whole:
            card !== null && card.scrollHeight <= card.clientHeight && card.scrollWidth <= card.clientWidth,
          qr: ((qr?.width ?? 0) * 1080) / innerHeight,
        };
      });
      expect(seen.whole).toBe(true);
      expect(seen.qr).toBeGreaterThanOrEqual(540);
      expect(await pages[0]?.locator('.pairing').count()).toBe(0);
      await eachPage(pages, settled);
      await keepPicture(rig(), 'wall-pairing');
      // As the camera opens it.
      await page.goto(`${url}/remote#code=${code}`);
      await page.reload();
      await page.getByRole('button', { name: 'Ghép' }).click();
      await page.getByText('Đã kết nối').waitFor();
      await operations.locator('.pairing').waitFor({ state: 'detached' });
    });

    it('has its main acts on one page, each large enough for a thumb', async () => {
      await page.locator('.remote-scenes button').first().waitFor();
      const fits = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        lowest: document.querySelector('.remote-urgent')?.getBoundingClientRect().bottom ?? Infinity,
        small: [...document.querySelectorAll('.remote button, .remote a, .remote summary')]
          .filter((one) => one.checkVisibility())
          .map((one) => Math.round(one.getBoundingClientRect().height)),
      }));
      expect(fits.wide).toBe(PHONE.width);
      expect(fits.lowest).toBeLessThanOrEqual(PHONE.height);
      expect(Math.min(...fits.small)).toBeGreaterThanOrEqual(TOUCH);
      await photograph(page, 'phone-dark');
      await page.emulateMedia({ colorScheme: 'light' });
      await photograph(page, 'phone-light');
      await page.emulateMedia({ colorScheme: 'dark' });
    });

    it('switches the scene on all four windows', async () => {
      const briefing = await page.evaluate(async () => {
        const answer = await fetch('/api/v1/scenes');
        const { scenes } = (await answer.json()) as { scenes: { id: string; title: { vi: string } }[] };
        return scenes.find(({ id }) => id === 'briefing')?.title.vi ?? '';
      });
      await page.getByRole('button', { name: briefing, exact: true }).tap();
      await untilScene('briefing-');
      await page.getByText('Đã chuyển cảnh').waitFor();
      await page.getByRole('heading', { name: briefing }).waitFor();
      await photograph(page, 'phone-switched');
    });

    it('darkens the wall calmly, and an urgent message is seen all the same', async () => {
      await page.getByRole('button', { name: 'Tắt tối cả tường' }).tap();
      for (const one of pages) await one.locator('.dark').waitFor();
      await eachPage(pages, settled);
      await keepPicture(rig(), 'wall-dark');
      await page.getByRole('button', { name: 'Thông báo khẩn' }).tap();
      await page.getByLabel('Nội dung').fill('Mời lãnh đạo họp khẩn tại phòng 201');
      await photograph(page, 'phone-message');
      await page.getByRole('button', { name: 'Đưa lên tường' }).tap();
      for (const one of pages) {
        await one.locator('.interrupt').waitFor();
        const onTop = await one.evaluate(() =>
          document
            .querySelector('.interrupt')
            ?.contains(document.elementFromPoint(innerWidth / 2, innerHeight / 2)),
        );
        expect(onTop).toBe(true);
      }
      await page.getByRole('button', { name: 'Gỡ thông báo' }).waitFor();
      await photograph(page, 'phone-dark-wall');
      await page.getByRole('button', { name: 'Gỡ thông báo' }).tap();
      await page.getByRole('button', { name: 'Bật sáng lại' }).tap();
      for (const one of pages) await one.locator('.dark').waitFor({ state: 'detached' });
    });

    it('plays the record and comes back to live', async () => {
      await page.getByRole('button', { name: 'Phát lại 24 giờ qua' }).tap();
      await page.getByText(/^PHÁT LẠI/).waitFor();
      await page.getByRole('button', { name: 'Tạm dừng' }).tap();
      await page.getByRole('button', { name: 'Chạy tiếp' }).waitFor();
      await photograph(page, 'phone-playback');
      await page.getByRole('button', { name: 'Về trực tiếp' }).tap();
      await page.getByText('Số liệu trực tiếp').waitFor();
    });

    it('says that the connection is lost, and does nothing more once it is unpaired', async () => {
      await phone.setOffline(true);
      await page.getByText('Mất kết nối').waitFor();
      await photograph(page, 'phone-lost');
      await phone.setOffline(false);
      await page.getByText('Đã kết nối').waitFor();
      const { devices } = (await (await person.call('GET', '/devices')).json()) as {
        devices: { id: number }[];
      };
      expect(devices).toHaveLength(1);
      expect((await person.call('DELETE', `/devices/${devices[0]?.id}`)).status).toBe(204);
      await page.getByRole('heading', { name: 'Ghép thiết bị này' }).waitFor();
    });
  },
  { lacking },
);
