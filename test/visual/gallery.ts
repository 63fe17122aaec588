/** The gallery in a real browser, with one page for each shape of screen. */
import type { Browser, Page } from '@playwright/test';
import { type BuiltPage, buildPage, openBrowser } from '../e2e/support/builtPage.ts';
import { type Fingerprint, fingerprintOf, GRID } from './fingerprint.ts';
import { readMarks, readTones } from './inkInPage.ts';
import { readPage, type Written } from './inPage.ts';
import { type Picture, type Shape, SHAPES } from './pictures.ts';
import { remOf } from './rules.ts';

export interface Gallery {
  /** The page with the picture on it, drawn and at rest. */
  show(picture: Picture): Promise<Page>;
  written(page: Page): Promise<Written[]>;
  fingerprint(page: Page, shape: Shape): Promise<Fingerprint>;
  close(): Promise<void>;
}

export async function openGallery(): Promise<Gallery> {
  const built: BuiltPage = await buildPage('renderer', 'gallery');
  const browser: Browser = await openBrowser(['--force-color-profile=srgb', '--font-render-hinting=none']);
  const pages = new Map<Shape, Page>();

  async function pageOf(shape: Shape): Promise<Page> {
    const open = pages.get(shape);
    if (open) return open;
    const { width, height, ratio } = SHAPES[shape];
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: ratio });
    pages.set(shape, page);
    await page.goto(built.url);
    await page.waitForSelector('html[data-drawn]');
    return page;
  }

  return {
    async show({ show, state, theme, locale, shape, page: turn = 0 }) {
      const page = await pageOf(shape);
      await page.evaluate((asked) => window.gallery(asked), { show, state, theme, locale, page: turn });
      return page;
    },
    written: (page) => page.evaluate(readPage),
    async fingerprint(page, shape) {
      const upright = SHAPES[shape].height > SHAPES[shape].width;
      const columns = upright ? GRID.short : GRID.long;
      const rows = upright ? GRID.long : GRID.short;
      const picture = (await page.screenshot({ type: 'jpeg', quality: 92 })).toString('base64');
      return fingerprintOf({
        written: await page.evaluate(readPage),
        marks: await page.evaluate(readMarks),
        tones: await page.evaluate(readTones, { picture, columns, rows }),
        columns,
        rem: remOf(shape),
      });
    },
    async close() {
      await browser.close();
      built.close();
    },
  };
}
