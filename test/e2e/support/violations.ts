import type { Page } from '@playwright/test';
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** What of a page is not as WCAG 2.2 A and AA want it, one sentence each. */
export async function violations(page: Page, what: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    (tags) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: tags }),
    RULES,
  );
  return found.violations.map(
    ({ id, nodes }) => `${what}, ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
