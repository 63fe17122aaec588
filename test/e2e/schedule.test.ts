/** The schedule and the urgent message on the wall itself: all four windows switch, are covered, and come back. */
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, PICTURES } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { DAY_MS, dayOf, formatInstant } from '../../electron/contract/calendar.ts';
import { scheduleAnswer, type ScheduleEntryRequest } from '../../electron/contract/schedules.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { openBrowser } from './support/browser.ts';
import { describeOnRig } from './support/ground.ts';
import { eachPage, settled } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của ca trực';
/** Main text must be at least so high to be read at 8 metres, px at 1080p. */
const LEGIBLE = 56;
const LONGEST =
  'Đề nghị lãnh đạo các phòng và chấp hành viên có mặt tại phòng họp số 2 để nghe kết luận giao ban. '
    .repeat(4)
    .slice(0, 300)
    .trim();

const layoutOf = (page: Page) =>
  page.evaluate(
    () => document.querySelector('.grid:not([data-phase="leaving"])')?.getAttribute('data-layout') ?? null,
  );

/** How the message lies over a window; `null` without one. */
function cover(page: Page) {
  return page.evaluate(() => {
    const aside = document.querySelector('.interrupt');
    const text = document.querySelector('.interrupt-text');
    if (!aside || !text) return null;
    const corners = [
      [innerWidth / 2, innerHeight / 2],
      [60, 60],
      [innerWidth - 60, innerHeight - 60],
    ] as const;
    return {
      text: text.textContent,
      mark: document.querySelector('.interrupt-mark')?.textContent,
      level: aside.getAttribute('data-level'),
      onTop: corners.every(([x, y]) => aside.contains(document.elementFromPoint(x, y))),
      whole: aside.scrollHeight <= aside.clientHeight && text.scrollHeight <= text.clientHeight,
      size: (Number.parseFloat(getComputedStyle(text).fontSize) * 1080) / Math.min(innerWidth, innerHeight),
      moves: aside.getAnimations({ subtree: true }).length,
    };
  });
}

describeOnRig('the wall’s schedule', (rig) => {
  let wall: TestWall;
  let browser: Browser;
  let pages: Page[];
  let url: string;
  let person: Client;
  /** When a message lay over the wall. */
  let covered = 0;

  beforeAll(async () => {
    wall = await openTestWall(rig(), { cases: 500 });
    browser = await openBrowser();
    pages = await wall.untilWindows(MONITORS);
    ({ url, person } = await setUpWall(wall, { username: 'truc', password: PASSWORD }));
    await untilLayouts(DEFAULT);
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
  });

  const DEFAULT = ['statistics', 'map', 'trends', 'operations'];
  const BRIEFING = DEFAULT.map((role) => `briefing-${role}`);
  const untilLayouts = (wanted: readonly string[]) =>
    until(`the layouts ${wanted.join()}`, async () => {
      const all = await eachPage(pages, layoutOf);
      return [...all].sort().join() === [...wanted].sort().join();
    });
  const allDay: ScheduleEntryRequest = {
    name: 'Giao ban cả ngày',
    scene: 'briefing',
    enabled: true,
    from: '00:00',
    to: '24:00',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    firstDay: null,
    lastDay: null,
    on: [],
    off: [],
    holidays: 'as_usual',
    priority: 10,
    condition: null,
  };
  const state = async () => scheduleAnswer.parse(await (await person.call('GET', '/schedule')).json()).state;

  it('switches all four windows, gives way to a person, and takes the wall back', async () => {
    const made = await person.call('POST', '/schedule/entries', allDay);
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: number };
    await untilLayouts(BRIEFING);
    expect((await person.call('PUT', '/wall/scene', { scene: 'default' })).status).toBe(200);
    await untilLayouts(DEFAULT);
    expect(await state()).toMatchObject({ cause: 'override', scheduled: 'briefing' });
    await person.call('DELETE', '/wall/scene/override');
    await untilLayouts(BRIEFING);
    expect((await person.call('DELETE', `/schedule/entries/${id}`)).status).toBe(204);
    await untilLayouts(DEFAULT);
  });

  it('is covered by an urgent message on every window, legible and whole, which goes again', async () => {
    const sent = async (text: string, level: 'calm' | 'urgent') => {
      const ends = new Date(Date.now() + 600_000).toISOString();
      const answer = await person.call('POST', '/wall/interrupt', { text, level, until: ends });
      expect(answer.status).toBe(201);
      return until('the message on every window', async () => {
        const all = await eachPage(pages, cover);
        return all.every((one) => one?.text === text) && all;
      });
    };
    for (const [text, level, mark] of [
      ['Mời lãnh đạo họp khẩn tại phòng 201', 'urgent', 'KHẨN'],
      [LONGEST, 'urgent', 'KHẨN'],
      [LONGEST.toLocaleUpperCase('vi'), 'calm', 'THÔNG BÁO'],
    ] as const) {
      for (const one of await sent(text, level)) {
        expect(one).toMatchObject({ mark, level, onTop: true, whole: true, moves: 0 });
        expect(one?.size).toBeGreaterThanOrEqual(LEGIBLE);
      }
      await eachPage(pages, settled);
      await keepPicture(rig(), `interrupt-${level}-${text.length}`);
      covered = Date.now();
    }
    // Below it the wall goes on: a window that is loaded anew is covered again.
    await pages[1]?.reload();
    await until('the message on a window that was loaded anew', async () =>
      (await eachPage(pages, cover)).every((one) => one !== null),
    );
    expect((await person.call('DELETE', '/wall/interrupt')).status).toBe(204);
    await until('the wall again', async () => (await eachPage(pages, cover)).every((one) => one === null));
    await untilLayouts(DEFAULT);
  });

  it('is led from the console: an entry by its form, the calendar, the proof, the message', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1100 }, locale: 'vi-VN' });
    page.setDefaultTimeout(20_000);
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(error.message));
    const folder = process.env[PICTURES];
    const photograph = async (name: string) => {
      if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    };
    await page.goto(url);
    await page.getByLabel('Tên đăng nhập', { exact: true }).fill('truc');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Lịch', exact: true }).click();
    await page.getByText('lịch không có mục nào lúc này').waitFor();

    const tomorrow = dayOf(Date.now() + DAY_MS);
    for (const change of [
      { name: 'Tiếp đoàn', scene: 'panorama', from: '13:30', to: '16:00', priority: 50 },
      {
        ...{ name: 'Mất nguồn', scene: 'default', from: '08:00', to: '11:00', priority: 60 },
        condition: { is: 'freshness', source: 'demo', levels: ['gone'] },
      },
    ]) {
      const entry = { ...allDay, ...change, firstDay: tomorrow, lastDay: tomorrow };
      expect((await person.call('POST', '/schedule/entries', entry)).status).toBe(201);
    }
    await page.getByRole('button', { name: 'Thêm mục' }).click();
    await page.getByLabel('Tên', { exact: true }).fill('Giao ban sáng');
    await page.getByLabel('Cảnh', { exact: true }).selectOption('briefing');
    await page.getByLabel('Từ giờ', { exact: true }).fill('00:00');
    await page.getByLabel('Đến giờ', { exact: true }).fill('24:00');
    for (const weekend of ['T7', 'CN']) await page.getByLabel(weekend, { exact: true }).check();
    await page.getByLabel('như ngày thường', { exact: true }).check();
    await page.getByLabel('Trừ các ngày', { exact: true }).fill('32/13/2026');
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByText('Không phải ngày: 32/13/2026').waitFor();
    await page.getByLabel('Trừ các ngày', { exact: true }).fill('31/12/2099');
    await photograph('schedule-form');
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByText('theo mục “Giao ban sáng”').waitFor();
    await page.locator('.week-stretch', { hasText: 'Giao ban sáng' }).first().waitFor();
    await untilLayouts(BRIEFING);

    await page.getByLabel('Thời điểm', { exact: true }).fill(writtenMoment(covered));
    await page.getByRole('button', { name: 'Tra', exact: true }).click();
    await page.locator('.proof').getByText('Có thông báo phủ mọi màn hình do truc gửi').waitFor();
    await page.getByRole('button', { name: 'Dựng hình bốn màn hình lúc ấy' }).click();
    await until('pictures of that minute', async () =>
      page
        .locator('.proof .picture img')
        .evaluateAll(
          (all) => all.length === 4 && all.every((one) => (one as HTMLImageElement).naturalWidth > 0),
        ),
    );
    await photograph('schedule-page');

    await page.getByRole('link', { name: 'Bàn làm việc', exact: true }).click();
    await page.getByRole('button', { name: 'Thường trực', exact: true }).click();
    await page.getByText('tạm thay lịch').waitFor();
    await untilLayouts(DEFAULT);
    await photograph('schedule-desk-override');
    await page.getByRole('button', { name: 'Trả lại cho lịch' }).click();
    await untilLayouts(BRIEFING);

    const panel = page.getByRole('region', { name: 'Thông báo khẩn trên mọi màn hình' });
    await panel.getByLabel('Nội dung').fill('Mất điện lúc 14:00, xin lưu công việc');
    await panel.getByLabel('Khẩn', { exact: true }).check();
    await panel.getByRole('button', { name: 'Hiện lên tường' }).click();
    await panel.getByText('Đang hiện, do truc gửi').waitFor();
    await until('the message on every window', async () =>
      (await eachPage(pages, cover)).every((one) => one?.text === 'Mất điện lúc 14:00, xin lưu công việc'),
    );
    await photograph('schedule-desk-interrupt');
    await panel.getByRole('button', { name: 'Tắt thông báo' }).click();
    await until('the wall again', async () => (await eachPage(pages, cover)).every((one) => one === null));
    expect(broken).toEqual([]);
    await page.close();
  });
});

/** As people here write it, to the second: 27/11/2026 14:56:05. */
function writtenMoment(at: number): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+:\d+)/.exec(formatInstant(at)) ?? [];
  return `${day}/${month}/${year} ${time}`;
}
