import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shared, TASK_LINES } from './room.ts';

const count = fc.nat({ max: 30 });

it('never shows more than there is, nor more than has room, and the overdue first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), count, count, count, (lines, units, soon, done) => {
      const shown = shared(lines, { units, soon, done });
      const all = [soon, done].filter((one) => one > 0).length;
      const heads = shown.brief ? Math.min(all, 1) : all;
      expect(heads + shown.units + TASK_LINES * (shown.soon + shown.done)).toBeLessThanOrEqual(lines);
      expect(shown.units).toBeLessThanOrEqual(units);
      expect(shown.soon).toBeLessThanOrEqual(soon);
      expect(shown.done).toBeLessThanOrEqual(done);
      if (units > 0 && lines > 1) expect(shown.units).toBeGreaterThan(0);
      if (shown.done > 0) expect(shown.soon).toBe(soon);
    }),
  );
});

it('keeps a deadline of this week in sight beside many that are overdue', () => {
  expect(shared(10, { units: 30, soon: 4, done: 0 })).toEqual({ units: 7, soon: 1, done: 0, brief: false });
});
