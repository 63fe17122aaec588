import type { Page } from '@playwright/test';
import { buildPage, openBrowser } from '../../e2e/support/builtPage.ts';

/** Runs a benchmark on a page of the project in a browser that draws in software, as large as a monitor of 1080p. */
export async function onPage(
  path: readonly string[],
  bench: (page: Page) => Promise<void>,
  before: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const built = await buildPage(...path);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await before(page);
    await page.goto(built.url);
    await bench(page);
  } finally {
    await browser.close();
    built.close();
  }
}
