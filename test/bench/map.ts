/**
 * The map of 355 offices with a million cases as dots, in a real browser, against a bare layer of deck.gl with the same
 * dots. WebGL is drawn by the processor: figures compare the two with each other, not with a graphics card.
 */
import { setUpSystem } from '../../build/runtime/systemPackages.ts';
import { buildPage, openBrowser } from '../e2e/support/builtPage.ts';
import { percentile, report, round } from './report.ts';
import type { Bench, Measured, MeasuredMap } from '../../renderer/maps/fixtures/many/measured.ts';

export async function map(): Promise<void> {
  await setUpSystem({ browser: true });
  const built = await buildPage('renderer', 'maps', 'fixtures', 'many');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    await page.goto(built.url);
    await page.waitForFunction(() => 'bench' in window);
    const bare = await page.evaluate(() => (window as unknown as { bench: Bench }).bench.bare());
    const ours = await page.evaluate(() => (window as unknown as { bench: Bench }).bench.ours());
    tell(ours, bare);
  } finally {
    await browser.close();
    built.close();
  }
}

const SOFTWARE = 'WebGL by the processor';

function tell(ours: MeasuredMap, bare: Measured): void {
  report({
    bench: 'map, a million dots placed',
    value: round(ours.placedMs),
    unit: 'ms',
    ratio: null,
    baseline: null,
  });
  report({
    bench: 'map, until it is drawn first',
    value: round(ours.firstMs),
    unit: 'ms',
    ratio: round(ours.firstMs / bare.firstMs),
    baseline: `a bare deck.gl layer with the same dots: ${round(bare.firstMs)} ms; ${SOFTWARE}`,
  });
  report({
    bench: 'map, a frame while it moves, mean',
    value: round(ours.frameMs),
    unit: 'ms',
    ratio: round(ours.frameMs / bare.frameMs),
    baseline: `a bare deck.gl layer with the same dots: ${round(bare.frameMs)} ms; ${SOFTWARE}`,
  });
  report({
    bench: 'map, a tick that changes nothing, main thread p50',
    value: round(percentile(ours.same.ms, 0.5)),
    unit: 'ms',
    ratio: null,
    baseline: `${ours.same.drawn} calls of WebGL in ${ours.same.ms.length} ticks`,
  });
  report({
    bench: 'map, a tick that moves one office by a case, main thread p50',
    value: round(percentile(ours.changing.ms, 0.5)),
    unit: 'ms',
    ratio: null,
    baseline: `${ours.changing.drawn} calls of WebGL in ${ours.changing.ms.length} ticks`,
  });
}
