import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pagesOf } from './pages.ts';

const title = { vi: 'Hàng', en: 'Row' };
const keys = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 24 });

it('deals every figure to exactly one page, in order, no page wider than it has room', () => {
  fc.assert(
    fc.property(
      keys,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 5, max: 130 }),
      fc.integer({ min: 3, max: 60 }),
      (all, each, width, height) => {
        const rows = Array.from({ length: Math.ceil(all.length / each) }, (_, i) => ({
          title,
          indicators: all.slice(i * each, (i + 1) * each),
        }));
        const paged = pagesOf(rows, { width, height });
        if (!paged) return;
        expect(paged.pages.flat()).toEqual(all);
        expect(paged.columns * 12.25).toBeLessThanOrEqual(Math.max(width, 12.25));
        const longest = Math.max(...paged.pages.map((page) => page.length));
        expect(Math.ceil(longest / paged.columns) * 6.75).toBeLessThanOrEqual(Math.max(height, 6.75));
      },
    ),
  );
});

it('lets rows stand under each other where all have room, as on a desk', () => {
  const rows = [0, 1, 2].map((i) => ({ title, indicators: [`a${i}`, `b${i}`, `c${i}`, `d${i}`] }));
  expect(pagesOf(rows, { width: 114, height: 33 })).toBeNull();
  expect(pagesOf(rows, { width: 45, height: 7 })?.pages.map((page) => page.length)).toEqual([3, 3, 3, 3]);
});
