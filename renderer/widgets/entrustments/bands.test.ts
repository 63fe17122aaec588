import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawn, type Flow, largest } from './bands.ts';

const unit = fc.integer({ min: 1, max: 12 }).map((n) => `KV${n}`);
const flow: fc.Arbitrary<Flow> = fc.record({
  from: unit,
  to: unit,
  toName: fc.constant(null),
  decisions: fc.integer({ min: 0, max: 400 }),
});
const flows = fc.uniqueArray(flow, { maxLength: 60, selector: ({ from, to }) => `${from} ${to}` });

describe('the largest flows', () => {
  it('are no more than asked for, on no more lines than have room', () => {
    fc.assert(
      fc.property(
        flows,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 12 }),
        (all, limit, rows) => {
          const shown = largest(all, limit, rows);
          expect(shown.length).toBeLessThanOrEqual(limit);
          for (const side of ['from', 'to'] as const)
            expect(new Set(shown.map((one) => one[side])).size).toBeLessThanOrEqual(Math.max(1, rows));
          const most = Math.max(0, ...all.map(({ decisions }) => decisions));
          expect(shown[0]?.decisions ?? 0).toBe(most);
        },
      ),
    );
  });
});

describe('bands', () => {
  it('fill their stops, which fill the height, and lose nothing', () => {
    fc.assert(
      fc.property(flows, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (all, least) => {
        const shown = largest(all, 20, 12);
        const { givers, takers, bands } = drawn(shown, least);
        const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
        for (const [side, end] of [
          [givers, 'leaves'],
          [takers, 'arrives'],
        ] as const) {
          if (shown.length > 0) expect(sum(side.map(({ height }) => height))).toBeCloseTo(1, 9);
          expect(sum(side.map(({ decisions }) => decisions))).toBe(
            sum(shown.map(({ decisions }) => decisions)),
          );
          for (const stop of side) {
            const its = bands.filter(({ flow: one }) => (end === 'leaves' ? one.from : one.to) === stop.unit);
            expect(sum(its.map((band) => band[end].height))).toBeCloseTo(stop.height * 0.82, 9);
            for (const band of its) {
              expect(band[end].top).toBeGreaterThanOrEqual(stop.top - 1e-9);
              expect(band[end].top + band[end].height).toBeLessThanOrEqual(stop.top + stop.height + 1e-9);
            }
          }
        }
      }),
    );
  });
});
