import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smoothTogether } from './arcs.ts';
import { type Area, areaOf, type Point } from './plane.ts';

/** Two squares side by side with a ragged border of the given offsets between them. */
function neighbours(offsets: readonly number[]): [Area, Area] {
  const border = offsets.map((x, i): Point => [5 + x, (10 * (i + 1)) / (offsets.length + 1)]);
  const ragged: Point[] = [[5, 0], ...border, [5, 10]];
  const west: Area = [[[[0, 0], ...ragged, [0, 10], [0, 0]]]];
  const east: Area = [[[[10, 0], [10, 10], ...[...ragged].reverse(), [10, 0]]]];
  return [west, east];
}

describe('borders smoothed together', () => {
  it('leave no gap and no overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (offsets) => {
          const before = neighbours(offsets);
          const after = smoothTogether(before, 3);
          const corners = new Set(after.flatMap((area) => area.flat(2)).map((p) => p.join()));
          const shared = after[0]?.flat(2).filter((p) => p[0] > 0.1) ?? [];
          expect(corners.size).toBeGreaterThan(0);
          for (const p of shared.filter((p) => Math.abs(p[0] - 5) < 2.01 && p[1] > 2 && p[1] < 8))
            expect(after[1]?.flat(2).some((q) => q.join() === p.join())).toBe(true);
          const lost =
            before.reduce((sum, area) => sum + areaOf(area), 0) -
            after.reduce((sum, area) => sum + areaOf(area), 0);
          // Only the free outer corners are cut.
          expect(lost).toBeGreaterThanOrEqual(-1e-9);
          expect(lost).toBeLessThan(25);
        },
      ),
    );
  });

  it('do not move where three areas meet', () => {
    const [west, east] = neighbours([1]);
    const [smooth] = smoothTogether([west, east], 2);
    expect(smooth?.flat(2).some((p) => p[0] === 5 && p[1] === 0)).toBe(true);
  });
});
