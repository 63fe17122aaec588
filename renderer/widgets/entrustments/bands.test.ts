import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawn, type Flow, flowsBy, largest } from './bands.ts';

const unit = fc.integer({ min: 1, max: 12 }).map((n) => `KV${n}`);
const flow: fc.Arbitrary<Flow> = fc.record({
  from: unit,
  to: unit,
  toName: fc.constant(null),
  // To sums of đồng beyond what a float holds.
  amount: fc.oneof(fc.bigInt({ min: 1n, max: 400n }), fc.bigInt({ min: 1n, max: 10n ** 18n })),
});
const flows = fc.uniqueArray(flow, { maxLength: 60, selector: ({ from, to }) => `${from} ${to}` });

it('are as thick as their decisions or as the money that went with them', () => {
  const told = [
    { from: 'A', to: 'B', toName: null, decisions: 3, money: '9007199254740993', withoutMoney: 1 },
    { from: 'A', to: 'C', toName: null, decisions: 5, money: null, withoutMoney: 5 },
    { from: 'A', to: 'D', toName: null, decisions: 1, money: '-4', withoutMoney: 0 },
  ];
  expect(flowsBy(told, 'cases').map(({ amount }) => amount)).toEqual([3n, 5n, 1n]);
  expect(flowsBy(told, 'money').map(({ to, amount }) => [to, amount])).toEqual([
    ['B', 9_007_199_254_740_993n],
  ]);
});

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
          const most = all.reduce((sofar, { amount }) => (amount > sofar ? amount : sofar), 0n);
          expect(shown[0]?.amount ?? 0n).toBe(most);
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
        const total = (those: readonly { amount: bigint }[]) => those.reduce((a, b) => a + b.amount, 0n);
        for (const [side, end] of [
          [givers, 'leaves'],
          [takers, 'arrives'],
        ] as const) {
          if (shown.length > 0) expect(sum(side.map(({ height }) => height))).toBeCloseTo(1, 9);
          expect(total(side)).toBe(total(shown));
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
