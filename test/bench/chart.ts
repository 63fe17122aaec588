/** A series of a hundred thousand points, drawn by the year chart, by uPlot directly, and by Recharts as it comes. */
import type { Page } from '@playwright/test';
import { type Drawing, type Way, WAYS } from '../../renderer/charts/fixtures/comparing/comparing.ts';
import { onPage } from './drawing/onPage.ts';
import { percentile, report, round } from './report.ts';

const POINTS = 100_000;
const ROUNDS = 5;

export function chart(): Promise<void> {
  return onPage(['renderer', 'charts', 'fixtures', 'comparing'], async (page) => {
    await page.waitForFunction(() => 'comparing' in window);
    const times = new Map<Way, Drawing[]>(WAYS.map((way) => [way, []]));
    // In turns, so that what else the machine does falls on all alike.
    for (let i = 0; i <= ROUNDS; i += 1)
      for (const way of WAYS) {
        const drawing = await measured(page, way);
        // The first round finds everything cold.
        if (i > 0) times.get(way)?.push(drawing);
      }
    tell('the first picture', (one) => one.first, times);
    tell('the next picture, with one more point', (one) => one.next, times);
  });
}

function measured(page: Page, way: Way): Promise<Drawing> {
  return page.evaluate(([drawn, count]) => window.comparing(drawn, count), [way, POINTS] as const);
}

function tell(what: string, of: (one: Drawing) => number, times: ReadonlyMap<Way, readonly Drawing[]>): void {
  const middle = (way: Way) => percentile((times.get(way) ?? []).map(of), 0.5);
  const ours = middle('year chart');
  for (const other of ['uPlot', 'Recharts'] as const)
    report({
      bench: `chart of ${POINTS.toLocaleString('en')} points: ${what}`,
      value: round(ours, 0),
      unit: 'ms',
      ratio: round(ours / middle(other)),
      baseline: `${other}: ${round(middle(other), 0)} ms`,
    });
}
