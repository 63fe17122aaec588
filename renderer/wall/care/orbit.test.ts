import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetAt } from './orbit.ts';

const walk = (pixels: number) =>
  Array.from({ length: 2 * (2 * pixels + 1) ** 2 - 1 }, (_, step) =>
    offsetAt(step * 60_000, { pixels, stepS: 60 }),
  );

describe('the walk of the picture', () => {
  it('goes one pixel at a time, never farther than it may, and comes to every place', () => {
    for (const pixels of [1, 2, 4, 8]) {
      const way = walk(pixels);
      way.forEach((place, i) => {
        expect(Math.max(Math.abs(place.x), Math.abs(place.y))).toBeLessThanOrEqual(pixels);
        const before = way[i - 1];
        if (before)
          expect(Math.abs(place.x - before.x) + Math.abs(place.y - before.y)).toBeLessThanOrEqual(1);
      });
      expect(new Set(way.map(({ x, y }) => `${x} ${y}`)).size).toBe((2 * pixels + 1) ** 2);
    }
  });
  it('stands in whole pixels, and still when it is switched off', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 1, max: 3600 }),
        (now, pixels, stepS) => {
          const { x, y } = offsetAt(now, { pixels, stepS });
          expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
          if (pixels === 0) expect([x, y]).toEqual([0, 0]);
        },
      ),
    );
  });
});
