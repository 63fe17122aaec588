/**
 * Every screen and every widget in every state, in both themes, both languages and all shapes: nothing too small to be read from where
 * people sit, nothing pale, nothing cut off, nothing over anything else. And no picture changes unseen.
 */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  arcMinutesOf,
  LEAST_ARC_MINUTES,
  MAIN_ARC_MINUTES,
  remsHigh,
  USUAL_VIEWING,
} from '../../renderer/ui/legibility.ts';
import { readPage, type Written } from './gallery/inPage.ts';
import { type BuiltPage, buildPage, openBrowser } from './support/builtPage.ts';
import { describeWithRuntime } from './support/ground.ts';

const SHAPES = {
  '1080p': { width: 1920, height: 1080 },
  portrait: { width: 1080, height: 1920 },
  wide: { width: 2560, height: 1080 },
} as const;
type Shape = keyof typeof SHAPES;

interface Shown {
  readonly show: string;
  readonly state: string;
  readonly theme: 'night' | 'day';
  readonly locale: 'vi' | 'en';
  readonly shape: Shape;
  /** Of figures that take turns; the first unless told. */
  readonly page?: number;
}

/** What WCAG 2.2 AA asks of ordinary text; what is as large as a main figure may be paler. */
const CONTRAST = 4.5;
/** Letters that touch by less are apart. */
const TOUCH = 0.1;

const LAYOUTS = ['statistics', 'map', 'trends', 'operations'].flatMap((role) => [role, `briefing-${role}`]);
const STATES = [
  'live',
  'late',
  'gone',
  'cut',
  'playback',
  'loading',
  'empty',
  'refused',
  'huge',
  'falling',
  'long',
  'one',
  'many',
];

function screens(): Shown[] {
  const all: Shown[] = [];
  for (const layout of LAYOUTS)
    for (const theme of ['night', 'day'] as const)
      for (const locale of ['vi', 'en'] as const)
        all.push({ show: `layout:${layout}`, state: 'live', theme, locale, shape: '1080p' });
  for (const page of [1, 2, 3])
    for (const [state, locale] of [
      ['live', 'vi'],
      ['live', 'en'],
      ['playback', 'vi'],
    ] as const)
      all.push({ show: 'layout:statistics', state, theme: 'night', locale, shape: '1080p', page });
  for (const layout of LAYOUTS.slice(0, 8))
    for (const shape of ['portrait', 'wide'] as const)
      all.push({ show: `layout:${layout}`, state: 'live', theme: 'night', locale: 'vi', shape });
  for (const layout of ['statistics', 'map', 'trends', 'operations'])
    for (const state of STATES.slice(1))
      all.push({
        show: `layout:${layout}`,
        state,
        theme: state.length % 3 ? 'night' : 'day',
        locale: state.length % 2 ? 'vi' : 'en',
        shape: '1080p',
      });
  for (const layer of ['dots', 'density', 'bars', 'symbols', 'flows'])
    for (const [state, theme, locale] of [
      ['live', 'night', 'vi'],
      ['mixed', 'day', 'en'],
    ] as const)
      all.push({ show: `widget:map-${layer}`, state, theme, locale, shape: '1080p' });
  for (const [state, theme, locale] of [
    ['published', 'night', 'vi'],
    ['looked', 'night', 'vi'],
    ['looked', 'day', 'en'],
    ['lookedPlain', 'day', 'vi'],
  ] as const)
    all.push({ show: 'layout:map', state, theme, locale, shape: '1080p' });
  all.push({ show: 'layout:map', state: 'looked', theme: 'night', locale: 'vi', shape: 'portrait' });
  return all;
}

function nameOf({ show, state, theme, locale, shape, page = 0 }: Shown): string {
  return [show.replace(':', ' '), state, theme, locale, shape, `page ${page + 1}`].join(' · ');
}

describeWithRuntime('the gallery', () => {
  let built: BuiltPage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    built = await buildPage('renderer', 'gallery');
    browser = await openBrowser(['--force-color-profile=srgb']);
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    built?.close();
  });

  async function show({ show: what, state, theme, locale, shape, page: turn = 0 }: Shown): Promise<void> {
    await page.setViewportSize(SHAPES[shape]);
    await page.goto(
      `${built.url}?${new URLSearchParams({ show: what, state, theme, locale, page: String(turn) })}`,
    );
    await page.waitForSelector('html[data-drawn]');
  }

  /** Size of a capital letter from where people sit, minutes of arc. */
  function arcMinutes(size: number, shape: Shape): number {
    const { width, height } = SHAPES[shape];
    const rems = remsHigh(USUAL_VIEWING);
    // As many rem across an upright monitor as down one that lies; a wider one is as high.
    const rem = Math.min(width, height) / rems;
    return arcMinutesOf(size / rem, rems, USUAL_VIEWING);
  }

  function faultsOf(written: readonly Written[], shape: Shape): string[] {
    const told = ({ text, where }: Written) => `“${text}” (${where})`;
    const small = written
      .filter(({ size }) => arcMinutes(size, shape) < LEAST_ARC_MINUTES - 0.05)
      .map((one) => `${told(one)} is ${arcMinutes(one.size, shape).toFixed(1)}′ high`);
    const pale = written
      .filter(({ contrast }) => contrast < CONTRAST)
      .map((one) => `${told(one)} has a contrast of ${one.contrast.toFixed(2)}`);
    const cut = written
      .filter((one) => one.cut > 2)
      .map((one) => `${told(one)} is cut off by ${one.cut.toFixed(0)} px`);
    const over = written.flatMap((one, i) =>
      written
        .slice(i + 1)
        .filter((other) => overlap(one, other) > TOUCH)
        .map((other) => `${told(one)} lies over ${told(other)}`),
    );
    return [...small, ...pale, ...cut, ...over];
  }

  it.each(screens().map((shown) => [nameOf(shown), shown] as const))(
    '%s is read from across the room',
    async (_name, shown) => {
      await show(shown);
      const written = await page.evaluate(readPage);
      expect(written.length).toBeGreaterThan(3);
      expect(faultsOf(written, shown.shape)).toEqual([]);
    },
  );

  it('has main figures of 22 minutes of arc and more', async () => {
    await show({ show: 'layout:statistics', state: 'live', theme: 'night', locale: 'vi', shape: '1080p' });
    const figures = await page.$$eval('.figure-number', (all) =>
      all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
    );
    expect(figures.length).toBeGreaterThanOrEqual(5);
    for (const size of figures) expect(arcMinutes(size, '1080p')).toBeGreaterThanOrEqual(MAIN_ARC_MINUTES);
  });

  it('draws the same picture twice, pixel by pixel', async () => {
    const shown = {
      show: 'layout:statistics',
      state: 'live',
      theme: 'night',
      locale: 'vi',
      shape: '1080p',
    } as const;
    await show(shown);
    const first = await page.screenshot();
    await show(shown);
    expect((await page.screenshot()).equals(first)).toBe(true);
  });
});

/** Share of the smaller of two pieces of writing that the other covers. */
function overlap(one: Written, other: Written): number {
  const [ax, ay, aw, ah] = inked(one);
  const [bx, by, bw, bh] = inked(other);
  const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
  const height = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(aw * ah, bw * bh);
}

/** A line of type is higher than its letters: where capitals and digits stand in it. */
function inked({ box: [x, y, width, height] }: Written): Written['box'] {
  return [x, y + height * 0.2, width, height * 0.6];
}
