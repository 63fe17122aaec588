/** The layout editor of the console in a real browser, with an engine and no wall: forms, palette, shapes of monitors, turns. */
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { bodyOf, surfaceOf } from '../../renderer/screens/screenShape.ts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type DemoSource, startDemoSource } from '../../build/launch/demoSource.ts';
import { PICTURES } from '../../build/rig/pictures.ts';
import type { PlacedWidget } from '../../electron/contract/layouts.ts';
import { type SceneBundle, sceneDraft } from '../../electron/contract/sceneEditing.ts';
import { type Client, client, signIn } from '../../electron/engine/fixtures/face.ts';
import { openBrowser } from './support/browser.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { until } from './support/wall.ts';

const PERSON = { username: 'quantri', password: 'mật khẩu của người bày' };
const TOKEN = 'token-of-a-shell-that-only-reports';
/** An ultra-wide monitor, an upright one of four thousand lines, and one that two roles share. */
const MONITORS = [
  { id: 'a', label: 'Dell U3419W', x: 0, width: 3440, height: 1440, scale: 1, roles: ['statistics'] },
  { id: 'b', label: 'LG 27UP850', x: 3440, width: 1080, height: 1920, scale: 2, roles: ['map'] },
  {
    id: 'c',
    label: 'Sony FW-55',
    x: 4520,
    width: 1920,
    height: 1080,
    scale: 2,
    roles: ['trends', 'operations'],
  },
].map((monitor, i, all) => ({
  ...{ ...monitor, y: 0, extra: null },
  position: { place: i + 1, row: 1, rows: 1, column: i + 1, columns: all.length },
}));
const RANKING: PlacedWidget = {
  ...{ id: 'ranking', type: 'ranking', x: 0, y: 0, w: 4, h: 8 },
  config: { unit: 'HCM', level: 'region', indicator: 'case_completion_rate', order: 'highest', limit: 10 },
};
const FIGURES: PlacedWidget = {
  ...{ id: 'figures', type: 'figures', x: 4, y: 0, w: 8, h: 4 },
  config: {
    unit: 'HCM',
    rows: [
      { title: { vi: 'Khối lượng', en: 'Volume' }, indicators: ['cases_to_enforce', 'cases_completed'] },
    ],
  },
};

describe.skipIf('missing' in inject('ground'))('the layout editor', () => {
  let demo: DemoSource;
  let engine: TestEngine;
  let browser: Browser;
  let admin: Client;
  let page: Page;
  const broken: string[] = [];

  beforeAll(async () => {
    demo = await startDemoSource({ cases: 500, rate: 0 });
    engine = await startTestEngine(['--demo-url', demo.url], { IOC_WALL_TOKEN: TOKEN });
    browser = await openBrowser();
    const made = { setupCode: engine.setupCode, ...PERSON };
    expect((await client(engine.url).call('POST', '/setup', made)).status).toBe(201);
    admin = await signIn(engine.url, PERSON.username, PERSON.password);
    await until('the units', async () => (await admin.call('GET', '/values?unit=HCM')).status === 200);
    page = await sitDown();
  });
  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    await demo?.stop();
  });

  async function sitDown(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN' });
    const [name, value] = admin.cookie.split('=', 2);
    await context.addCookies([{ name: name ?? '', value: value ?? '', url: engine.url }]);
    const opened = await context.newPage();
    opened.setDefaultTimeout(20_000);
    opened.on('pageerror', (error) => broken.push(error.message));
    opened.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) broken.push(message.text());
    });
    return opened;
  }
  async function open(id: string): Promise<void> {
    await page.goto(`${engine.url}/#layouts/${id}`);
    await grid().waitFor();
  }
  /** A scene whose first screen has these widgets. */
  async function scene(
    id: string,
    widgets: readonly PlacedWidget[],
    change: (bundle: SceneBundle) => SceneBundle = (bundle) => bundle,
  ): Promise<void> {
    const begun = await admin.call('POST', '/scenes', { id, title: { vi: id, en: id }, from: null });
    const { version, bundle } = sceneDraft.parse(await begun.json());
    const layouts = bundle.layouts.map((one, i) => (i === 0 ? { ...one, widgets: [...widgets] } : one));
    const body = { basedOn: version, bundle: change({ ...bundle, layouts }) };
    expect((await admin.call('PUT', `/scenes/${id}/draft`, body)).status).toBe(200);
    await open(id);
  }
  const draft = async (id: string) =>
    sceneDraft.parse(await (await admin.call('GET', `/scenes/${id}/draft`)).json()).bundle;
  const grid = () => page.getByRole('group', { name: 'Các ô trên màn' });
  const isSaved = () => page.getByText('Đã lưu bản nháp.').waitFor();
  const choose = (name: string | RegExp) => grid().getByRole('button', { name }).click();
  /** What a screen reader says of a field beside its name. */
  const describedOf = (label: string) =>
    page.getByLabel(label, { exact: true }).evaluate((field) =>
      (field.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' '),
    );

  /** The page names the other language only. */
  async function speak(locale: 'vi' | 'en'): Promise<void> {
    const other = page.getByRole('button', { name: locale === 'vi' ? 'Tiếng Việt' : 'English', exact: true });
    if ((await other.count()) > 0) await other.click();
  }
  /** Wide and narrow, in both languages. */
  async function photograph(name: string): Promise<void> {
    const folder = process.env[PICTURES];
    if (!folder) return;
    const before = page.viewportSize();
    for (const [width, locale] of [
      [1280, 'vi'],
      [1280, 'en'],
      [390, 'vi'],
      [390, 'en'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await speak(locale);
      await drawn();
      await page.screenshot({ path: join(folder, `editor-${name}-${width}-${locale}.png`), fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    if (before) await page.setViewportSize(before);
    await speak('vi');
  }
  const drawn = () =>
    until('the widgets with their figures', () =>
      page.evaluate(() => document.querySelector('.board [aria-busy="true"]') === null),
    );

  it('says at each field what is wrong with it, and loses nothing that was typed', async () => {
    await scene('forms', [RANKING, FIGURES]);
    await choose('Xếp hạng đơn vị');
    const limit = page.getByLabel('Số dòng nhiều nhất', { exact: true });
    expect(await describedOf('Số dòng nhiều nhất')).toBe('Từ 1 đến 40.');
    await limit.fill('99');
    expect(await limit.getAttribute('aria-invalid')).toBe('true');
    expect(await describedOf('Số dòng nhiều nhất')).toContain('Không được quá 40.');
    await limit.fill('mười hai');
    expect(await describedOf('Số dòng nhiều nhất')).toContain('Hãy nhập một số nguyên');
    await isSaved();
    await photograph('form-fault');

    // Neither choosing another widget nor opening the page anew loses it.
    await choose('Nhóm chỉ số');
    await page.getByRole('button', { name: 'Thêm chỉ số' }).click();
    await page.getByRole('button', { name: 'Đưa lên: Chỉ số 3' }).click();
    await page.getByLabel('Tiếng Anh', { exact: true }).fill('');
    expect(await describedOf('Tiếng Anh')).toContain('Không được để trống.');
    await isSaved();
    await photograph('form-list');
    await page.reload();
    await choose('Xếp hạng đơn vị');
    expect(await limit.inputValue()).toBe('mười hai');
    await limit.fill('12');
    expect(await limit.getAttribute('aria-invalid')).toBeNull();
    await page.getByLabel('Thứ tự', { exact: true }).selectOption('Thấp nhất trước'.toLowerCase());
    await choose('Nhóm chỉ số');
    await page.getByLabel('Tiếng Anh', { exact: true }).fill('Volume of work');
    await isSaved();
    const configs = (await draft('forms')).layouts[0]?.widgets.map(({ config }) => config);
    expect(configs?.[0]).toEqual({ ...RANKING.config, limit: 12, order: 'lowest' });
    expect(configs?.[1]).toEqual({
      unit: 'HCM',
      rows: [
        {
          title: { vi: 'Khối lượng', en: 'Volume of work' },
          indicators: ['cases_to_enforce', 'case_completion_rate', 'cases_completed'],
        },
      ],
    });
    expect(broken).toEqual([]);
  });

  it('offers every widget as it would look, found by a word, put on by a key or by dragging', async () => {
    await scene('palette', []);
    const palette = page.getByRole('group', { name: 'Thêm ô' });
    const previews = palette.locator('.palette-sheet .frame');
    await until('live previews', async () => (await previews.count()) >= 3);
    const isDrawn = (type: string) =>
      palette.locator(`.palette-sheet [data-widget="${type}"] .figure-number`);
    await isDrawn('figure').first().waitFor();
    // Only what is in view is drawn.
    expect(await palette.locator('[data-key="published"] .frame').count()).toBe(0);
    await photograph('palette');
    await palette.locator('[data-key="published"]').scrollIntoViewIfNeeded();
    await palette.locator('[data-key="published"] .frame').waitFor();
    await until('what is out of view taken away', async () => (await isDrawn('figure').count()) === 0);
    await photograph('palette-end');

    const search = page.getByLabel('Tìm ô');
    await search.fill('xep hang');
    expect(await palette.getByRole('listitem').count()).toBe(1);
    await search.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Đã thêm Xếp hạng đơn vị.').waitFor();
    await search.fill('không có gì như vậy');
    await page.getByText('Không có ô nào khớp').waitFor();
    await search.fill('');
    await page.getByLabel('Xem thử với số liệu của').selectOption('HCM-KV01');
    const box = await grid().boundingBox();
    await palette
      .getByRole('button', { name: '+ Một chỉ số', exact: true })
      .dragTo(grid(), { targetPosition: { x: (box?.width ?? 0) - 5, y: (box?.height ?? 0) - 5 } });
    await page.getByText('Đã thêm Một chỉ số.').waitFor();
    await isSaved();
    const widgets = (await draft('palette')).layouts[0]?.widgets ?? [];
    expect(widgets.map(({ type, x, y, config }) => [type, x, y, config['unit']])).toEqual([
      ['ranking', 0, 0, 'HCM'],
      ['figure', 9, 9, 'HCM-KV01'],
    ]);
    expect(broken).toEqual([]);
  });

  it('draws a screen as its monitor is, and says what would be too small to read', async () => {
    const told = await fetch(`${engine.url}/api/v1/wall/report`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ monitors: MONITORS }),
    });
    expect(told.status).toBe(200);
    const many = Array.from({ length: 12 }, (_, i): PlacedWidget => {
      const place = { x: (i % 3) * 4, y: Math.floor(i / 3) * 3, w: 4, h: 3 };
      return {
        id: `w${i}`,
        type: 'figure',
        ...place,
        config: { unit: 'HCM', indicator: 'cases_to_enforce' },
      };
    });
    await scene('shapes', [RANKING, FIGURES], (bundle) => ({
      ...bundle,
      layouts: bundle.layouts.map((one, i) =>
        i === 1 ? { ...one, widgets: [RANKING, FIGURES] } : i === 2 ? { ...one, widgets: many } : one,
      ),
    }));
    const shape = async () => {
      const box = await page.locator('.canvas').boundingBox();
      return box ? Math.round((box.width / box.height) * 100) / 100 : 0;
    };
    const isPressed = (name: string) =>
      page.getByRole('button', { name, exact: true, pressed: true }).waitFor();
    await isPressed('Dell U3419W, 3440 × 1440');
    // What is left of it between margins and below the header.
    const body = (width: number, height: number) => {
      const left = bodyOf(surfaceOf(width, height));
      return left.width / left.height;
    };
    expect(await shape()).toBeCloseTo(body(3440, 1440), 1);
    await photograph('ultra-wide');
    await page.getByRole('button', { name: '16:9', exact: true }).click();
    expect(await shape()).toBeCloseTo(body(1920, 1080), 1);

    await page.getByRole('button', { name: 'Bản đồ', exact: true }).click();
    await isPressed('LG 27UP850, 2160 × 3840');
    expect(await shape()).toBeCloseTo(body(2160, 3840), 1);
    await page.getByText('Màn đứng: các ô tự xếp').waitFor();
    const tops = await grid()
      .getByRole('button')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().top));
    expect(tops[0]).toBeLessThan(tops[1] ?? 0);
    await choose('Nhóm chỉ số');
    await page.getByLabel('Đơn vị', { exact: true }).waitFor();
    await photograph('upright');

    await page.getByRole('button', { name: 'Xu hướng', exact: true }).click();
    await isPressed('Sony FW-55, 3840 × 2160');
    await page.getByText('chữ chỉ còn 50 % cỡ thường').waitFor();
    await page.getByRole('button', { name: '9:16', exact: true }).click();
    expect(await page.getByText('quá nhỏ để đọc từ xa:').count()).toBe(0);
    await page.getByRole('button', { name: 'Xem cả tường' }).click();
    await photograph('whole-wall');
    expect(broken).toEqual([]);
  });

  it('gives a screen layouts that take turns, a scene one canvas over several monitors, and further screens', async () => {
    await scene('turns', [RANKING]);
    await page.getByText('Lượt luân phiên, khung nối liền, màn thêm').click();
    await page.getByRole('button', { name: 'Thêm lượt cho màn Bản đồ' }).click();
    const tab = (name: string) =>
      page.getByRole('group', { name: 'Các màn' }).getByRole('button', { name, exact: true, pressed: true });
    await tab('Bản đồ, lượt 2').waitFor();
    const every = page.getByLabel('Mỗi lượt hiện trong (giây)');
    await every.fill('5');
    expect(await describedOf('Mỗi lượt hiện trong (giây)')).toContain('Phải từ 10 trở lên.');
    await every.fill('45');
    await page.getByRole('button', { name: '+ Thêm màn' }).click();
    await tab('Màn thêm 1').waitFor();
    await page.getByRole('button', { name: '+ Thêm khung nối liền' }).click();
    await tab('Nối liền nhiều màn').waitFor();
    await page.getByLabel('Thống kê thời gian thực', { exact: true }).uncheck();
    await page.getByLabel('Điều hành', { exact: true }).uncheck();
    expect(await page.getByLabel('Bản đồ', { exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Đo viền bằng').selectOption('mm');
    await page.getByLabel('Trái', { exact: true }).fill('6,5');
    await isSaved();
    await photograph('turns');
    const { scene: made } = await draft('turns');
    expect(made.layouts.map).toEqual({ layouts: ['map', 'map-2'], everyS: 45 });
    expect(made.parts).toEqual(['part-1']);
    expect(made.span).toEqual({
      layout: 'canvas',
      roles: ['map', 'trends'],
      bezel: { unit: 'mm', left: 6.5, right: 0, top: 0, bottom: 0, width: 1210 },
    });

    await page.getByRole('button', { name: 'Bỏ lượt 1 của màn Bản đồ' }).click();
    await page.getByRole('button', { name: 'Bỏ khung nối liền' }).click();
    await page.getByRole('button', { name: 'Bỏ màn thêm 1' }).click();
    await isSaved();
    await until('the scene as it began', async () => (await draft('turns')).scene.span === undefined);
    const left = await draft('turns');
    expect(left.scene.layouts.map).toBe('map-2');
    expect([left.scene.parts, left.layouts.length]).toEqual([undefined, 4]);
    for (let i = 0; i < 3; i += 1) await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await tab('Nối liền nhiều màn')
      .or(page.getByRole('button', { name: 'Nối liền nhiều màn' }))
      .first()
      .waitFor();
    await until('the steps undone', async () => (await draft('turns')).layouts.length === 7);
    expect(broken).toEqual([]);
  });
});
