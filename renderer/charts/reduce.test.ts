import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduced, stretches, type XY } from './reduce.ts';

const value = fc.double({ min: -1e15, max: 1e15, noNaN: true });
/** Points in order, some of them at the same place. */
const line = fc
  .array(fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), value), { maxLength: 3000 })
  .map((steps) => {
    let x = 0;
    return steps.map(([step, y]): XY => ({ x: (x += step), y }));
  });
const columns = fc.integer({ min: 1, max: 400 });

describe('a series wider than its drawing', () => {
  it('is no longer than four points for each column, of its own points in their order, and none twice', () => {
    fc.assert(
      fc.property(line, columns, (points, count) => {
        const kept = reduced(points, count);
        expect(kept.length).toBeLessThanOrEqual(Math.max(4 * count, 0));
        let from = 0;
        for (const point of kept) {
          const at = points.indexOf(point, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
      }),
    );
  });

  it('keeps both ends, and what is lowest and highest, in the whole and in every column', () => {
    fc.assert(
      fc.property(line, columns, (points, count) => {
        fc.pre(points.length > 0);
        const kept = reduced(points, count);
        expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
        const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
        const columnOf = ({ x }: XY) =>
          last > first ? Math.min(count - 1, Math.floor(((x - first) / (last - first)) * count)) : 0;
        const all = Map.groupBy(points, columnOf);
        const left = Map.groupBy(kept, columnOf);
        for (const [column, its] of all) {
          const ys = (of: readonly XY[]) => of.map(({ y }) => y);
          expect(Math.min(...ys(left.get(column) ?? []))).toBe(Math.min(...ys(its)));
          expect(Math.max(...ys(left.get(column) ?? []))).toBe(Math.max(...ys(its)));
        }
      }),
    );
  });

  it('is left as it is where it has room', () => {
    const few = [0, 1, 2, 3].map((x) => ({ x, y: x }));
    expect(reduced(few, 1)).toBe(few);
    expect(reduced([], 10)).toEqual([]);
  });

  it('of a hundred thousand points keeps every one that stands out', () => {
    const points = Array.from({ length: 100_000 }, (_, x) => ({
      x,
      y: x % 33_333 === 7 ? 1000 : Math.sin(x / 900),
    }));
    const kept = reduced(points, 1800);
    expect(kept.length).toBeLessThanOrEqual(7200);
    expect(kept.filter(({ y }) => y === 1000).map(({ x }) => x)).toEqual([7, 33_340, 66_673]);
  });
});

describe('values with gaps', () => {
  it('stay apart at every gap, and nothing known is outside of a stretch', () => {
    const values = fc.array(fc.option(value, { nil: null }), { maxLength: 2000 });
    fc.assert(
      fc.property(values, columns, (all, count) => {
        const found = stretches(all, count);
        const known = all.filter((one) => one !== null);
        expect(found.every((points) => points.length > 0)).toBe(true);
        found.forEach((points, i) => {
          const [from, to] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
          expect(all.slice(from, to + 1)).not.toContain(null);
          const next = found[i + 1]?.[0]?.x;
          if (next !== undefined) expect(all.slice(to, next)).toContain(null);
        });
        const ys = found.flatMap((points) => points.map(({ y }) => y));
        if (known.length > 0)
          expect([Math.min(...ys), Math.max(...ys)]).toEqual([Math.min(...known), Math.max(...known)]);
      }),
    );
  });
});
