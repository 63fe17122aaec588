import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dealt } from './turns.ts';

it('shows everything once, in order, never more than has room, and pages alike', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { maxLength: 400 }),
      fc.double({ min: -3, max: 60, noNaN: true }),
      (things, each) => {
        const pages = dealt(things, each);
        expect(pages.flat()).toEqual(things);
        const sizes = pages.map((page) => page.length);
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(Math.max(1, Math.floor(each)));
        // Only what is left over makes the last page shorter.
        expect(new Set(sizes.slice(0, -1)).size).toBeLessThanOrEqual(1);
      },
    ),
  );
});
