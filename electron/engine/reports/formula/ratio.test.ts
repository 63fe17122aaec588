import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compare, minus, over, plus, readDecimal, times, whole, writeDecimal } from './ratio.ts';

it('rounds half away from zero, and never writes a minus before nothing', () => {
  const written = (n: bigint, d: bigint, decimals: number) => writeDecimal({ n, d }, decimals);
  expect(written(1n, 8n, 2)).toBe('0.13');
  expect(written(-1n, 8n, 2)).toBe('-0.13');
  expect(written(5n, 10n, 0)).toBe('1');
  expect(written(-4n, 1000n, 2)).toBe('0.00');
  expect(written(8438n, 100n, 2)).toBe('84.38');
  expect(written(9_007_199_254_740_993n, 1n, 0)).toBe('9007199254740993');
});

it('reckons exactly', () => {
  const ratios = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
    .map(([n, d]) => ({ n, d }));
  fc.assert(
    fc.property(ratios, ratios, (a, b) => {
      expect(compare(minus(plus(a, b), b), a)).toBe(0);
      const quotient = over(a, b);
      if (b.n === 0n) expect(quotient).toBeNull();
      else expect(compare(times(quotient ?? whole(0n), b), a)).toBe(0);
    }),
  );
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.integer({ min: 0, max: 4 }),
      (n, decimals) => {
        const text = writeDecimal({ n, d: 10n ** BigInt(decimals) }, decimals);
        if (!text.startsWith('-'))
          expect(compare(readDecimal(text), { n, d: 10n ** BigInt(decimals) })).toBe(0);
      },
    ),
  );
});
