/** The wall plays its record: by an operator's hand, by itself when no source is heard, and back to live. */
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoSource, startDemoSource } from '../../build/launch/demoSource.ts';
import { keepPicture, PICTURES } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import type { SourceHealth } from '../../electron/contract/answers.ts';
import { type ClockAnswer, clockAnswer, type ServerMessage } from '../../electron/contract/live.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { openLive } from '../../electron/engine/fixtures/liveClient.ts';
import { openBrowser } from './support/browser.ts';
import { type Cable, layCable } from './support/cable.ts';
import { describeOnRig } from './support/ground.ts';
import { eachPage, settled, shownText } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của ca trực';
type Tick = Extract<ServerMessage, { type: 'tick' }>;

/** What a window says of the record. */
interface Played {
  readonly mark: string | null;
  readonly at: string | null;
  readonly words: string;
  readonly amber: boolean;
  readonly layout: string | null;
  /** Widgets with figures that were recorded, and those of them that say the instant shown. */
  readonly widgets: number;
  readonly instants: readonly string[];
}

function played(page: Page): Promise<Played> {
  return page.evaluate(() => ({
    mark: document.querySelector('.playback-mark')?.textContent ?? null,
    at: document.querySelector('.playback-time')?.getAttribute('datetime') ?? null,
    words: document.querySelector('.header')?.textContent ?? '',
    amber: document.querySelector('.screen')?.hasAttribute('data-playback') ?? false,
    layout: document.querySelector('.grid:not([data-phase="leaving"])')?.getAttribute('data-layout') ?? null,
    widgets: document.querySelectorAll('.frame[data-natures~="sample"]').length,
    instants: [...document.querySelectorAll('.frame-age[data-kind="playback"]')].map(
      (age) => age.textContent ?? '',
    ),
  }));
}

/** Resolves when what the page says has been drawn. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let i = 0; i < 4; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

describeOnRig('the wall’s record', (rig) => {
  let demo: DemoSource;
  let cable: Cable;
  let wall: TestWall;
  let browser: Browser;
  let pages: Page[];
  let url: string;
  let wallToken: string;
  let operator: Client;

  beforeAll(async () => {
    demo = await startDemoSource({ cases: 1000, rate: 2 });
    cable = await layCable(demo.url);
    wall = await openTestWall(rig(), { source: cable.url });
    browser = await openBrowser();
    pages = await wall.untilWindows(MONITORS);
    await untilLive();
    ({ url, wallToken, person: operator } = await setUpWall(wall, { username: 'truc', password: PASSWORD }));
  });
  afterAll(async () => {
    await browser?.close();
    await wall?.close();
    await cable?.remove();
    await demo?.stop();
  });

  const untilLive = () =>
    until('live figures on every window', async () =>
      (
        await eachPage(pages, async (page) => {
          const kind = await page.getAttribute('.header-freshness', 'data-kind');
          return kind === 'fresh' && (await played(page)).mark === null;
        })
      ).every(Boolean),
    );
  const put = async (change: object): Promise<ClockAnswer> => {
    const answer = await operator.call('PUT', '/clock', change);
    expect([answer.status, change]).toEqual([200, change]);
    return clockAnswer.parse(await answer.json());
  };
  /** Waits until every window shows the record, at the instant if one is told. */
  const untilPlayed = (at?: string): Promise<Played[]> =>
    until(`the record on every window${at === undefined ? '' : ` at ${at}`}`, async () => {
      const all = await eachPage(pages, played);
      return all.every((one) => one.mark !== null && (at === undefined || one.at === at)) && all;
    });

  it('is played on all windows at one instant, marked on every screen and widget', async () => {
    await put({ mode: 'playback', interval: 'last_day', speed: 60 });
    for (const one of await untilPlayed()) {
      expect(one).toMatchObject({ mark: 'PHÁT LẠI', amber: true });
      expect(one.words).toContain('×60');
      expect(one.words).toContain('do truc mở');
    }
    await eachPage(pages, drawn);
    await keepPicture(rig(), 'playback');

    const { clock } = await put({ mode: 'playback', paused: true });
    for (const one of await untilPlayed(clock.at)) {
      expect(one.words).toContain('TẠM DỪNG');
      expect(one.instants.length).toBeGreaterThanOrEqual(one.widgets);
      expect(new Set(one.instants).size).toBeLessThanOrEqual(1);
    }
    await eachPage(pages, settled);
    await keepPicture(rig(), 'playback-paused');
    // A window that opens now knows nothing of before: what it shows is what all have to show.
    const shown = await eachPage(pages, shownText);
    await eachPage(pages, (page) => page.reload());
    await untilPlayed(clock.at);
    await until('every widget', async () =>
      (await eachPage(pages, shownText)).every((texts, i) => texts.length === shown[i]?.length),
    );
    await eachPage(pages, settled);
    expect(await eachPage(pages, shownText)).toEqual(shown);
  });

  it('answers what /values answers for that instant', async () => {
    const indicators = ['cases_to_enforce', 'cases_completed', 'money_completed', 'receipts_amount'];
    const live = await openLive(url, `?token=${wallToken}`);
    live.say({ type: 'subscribe', id: 'city', query: { ask: 'values', units: ['HCM'], indicators } });
    await put({ mode: 'playback', interval: 'last_week', speed: 3600, paused: false });
    const isTold = (m: ServerMessage): m is Tick =>
      m.type === 'tick' && m.clock.playback?.paused === false && 'city' in m.results;
    for (let i = 0; i < 3; i++) {
      const { clock, results } = await live.next(isTold);
      const path = `/values?unit=HCM&indicators=${indicators.join(',')}&at=${encodeURIComponent(clock.at)}`;
      const { values } = (await (await operator.call('GET', path)).json()) as { values: unknown };
      expect((results['city'] as { units: Record<string, unknown> }).units['HCM']).toEqual(values);
    }
    live.socket.close();
  });

  it('shows a past minute with the layouts it had', async () => {
    await put({ mode: 'live' });
    await untilLive();
    const layouts = async () => (await eachPage(pages, played)).map(({ layout }) => layout);
    const before = await layouts();
    const minute = new Date().toISOString();
    expect((await operator.call('PUT', '/wall/scene', { scene: 'briefing' })).status).toBe(200);
    await until('the other scene', async () => (await layouts()).every((one, i) => one !== before[i]));
    await put({ mode: 'playback', at: minute, paused: true });
    await untilPlayed();
    await until('the layouts of that minute', async () => (await layouts()).join() === before.join());
    await put({ mode: 'live' });
    await untilLive();
    await until('the scene of now', async () => (await layouts()).every((one, i) => one !== before[i]));
    await operator.call('PUT', '/wall/scene', { scene: 'default' });
  });

  it('is led from the console, by keyboard too', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1100 }, locale: 'vi-VN' });
    await page.goto(`${url}/#desk`);
    await page.getByLabel('Tên đăng nhập', { exact: true }).fill('truc');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'Đồng hồ của tường' });
    const press = async (name: string) => {
      await panel.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    const reads = (words: string) => panel.getByRole('status').getByText(words).waitFor();
    await reads('Trực tiếp');
    await press('Một tuần qua');
    await reads('PHÁT LẠI');
    await untilPlayed();
    await press('Tạm dừng');
    await reads('tạm dừng');
    const bar = panel.getByRole('slider', { name: 'Thời điểm trên tường' });
    const stood = (await untilPlayed())[0]?.at;
    await bar.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('PageUp');
    const moved = await until('the wall to follow the bar', async () => {
      const [first, ...others] = (await eachPage(pages, played)).map(({ at }) => at);
      return first && first !== stood && others.every((at) => at === first) && first;
    });
    expect(Date.parse(moved)).toBeGreaterThan(Date.parse(stood ?? ''));
    await panel.getByLabel('Tên', { exact: true }).fill('Giao ban');
    await page.keyboard.press('Enter');
    const bookmark = panel.getByRole('button', { name: /· Giao ban$/ });
    await bookmark.waitFor();
    const folder = process.env[PICTURES];
    if (folder) await page.screenshot({ path: join(folder, 'playback-console.png'), fullPage: true });
    await press('Về trực tiếp');
    await reads('Trực tiếp');
    await untilLive();
    await bookmark.click();
    await untilPlayed(moved);
    await press('Về trực tiếp');
    await untilLive();
    await page.close();
  });

  it('is played by itself when no source is heard, and the wall goes back to live when one is', async () => {
    const settings = { automatic: true, silenceS: 5, hours: 24, speed: 60, idleS: 10_800 };
    expect((await operator.call('PUT', '/clock/settings', settings)).status).toBe(200);
    const lastSeq = async () => {
      const answer = await operator.call('GET', '/sources');
      const { sources } = (await answer.json()) as { sources: SourceHealth[] };
      return sources.find(({ id }) => id === 'demo')?.lastSeq ?? 0;
    };
    const stood = await lastSeq();
    cable.cut();
    for (const { words } of await untilPlayed()) expect(words).toContain('mất nguồn từ');
    await eachPage(pages, drawn);
    await keepPicture(rig(), 'playback-silence');
    cable.mend();
    await untilLive();
    await until('what came meanwhile', async () => (await lastSeq()) > stood);
    const { entries } = (await (await operator.call('GET', '/audit')).json()) as {
      entries: { who: string; what: string }[];
    };
    expect(entries.slice(0, 2).map(({ who, what }) => `${who} ${what}`)).toEqual([
      'engine playback_ended',
      'engine playback_started',
    ]);
  });
});
