import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast, type Forecast } from './index.ts';

function steps(made: ReturnType<typeof forecast>): Forecast['steps'] {
  if (typeof made === 'string') throw new Error(`no forecast: ${made}`);
  return made.steps;
}

/** A year's shape that repeats, on a level that grows by 1.5 % a month, with a little noise. */
function monthly(years: number, noise = 0.02): number[] {
  const shape = [0.7, 0.8, 0.9, 0.9, 0.6, 0.9, 1, 1, 1.1, 1.1, 1.2, 1.8];
  return Array.from({ length: 12 * years }, (_, i) => {
    const wobble = Math.sin(i * 12.9898) * noise;
    return 1000 * 1.015 ** i * (shape[i % 12] ?? 1) * (1 + wobble);
  });
}

describe('a forecast', () => {
  it('goes on with level, growth and seasons', () => {
    const all = monthly(7);
    const made = steps(forecast({ values: all.slice(0, 72), period: 12 }, 12));
    made.forEach(({ value }, h) => expect(Math.abs(value / (all[72 + h] ?? 0) - 1)).toBeLessThan(0.08));
  });

  it('knows that it is better than the naive rule where there are seasons and growth', () => {
    const made = forecast({ values: monthly(7), period: 12 }, 12);
    if (typeof made === 'string') throw new Error(made);
    expect(made.pastError.own).toBeLessThan(made.pastError.naive);
  });

  it('is surer of a calm series than of a wild one, and less sure the further it goes', () => {
    const width = (values: number[]) =>
      steps(forecast({ values, period: 12 }, 12)).map(({ low95, high95, value }) => (high95 - low95) / value);
    const calm = width(monthly(6, 0.01));
    const wild = width(monthly(6, 0.3));
    wild.forEach((w, h) => expect(w).toBeGreaterThan(calm[h] ?? Infinity));
    wild.forEach((w, h) => h > 0 && expect(w).toBeGreaterThanOrEqual((wild[h - 1] ?? 0) - 1e-9));
  });

  it('does not depend on the unit of the values', () => {
    const values = monthly(6);
    const small = steps(forecast({ values, period: 12 }, 6));
    const large = steps(forecast({ values: values.map((v) => v * 1e9), period: 12 }, 6));
    small.forEach(({ value, low80 }, h) => {
      expect(large[h]?.value).toBeCloseTo(value * 1e9, -8);
      expect(large[h]?.low80).toBeCloseTo(low80 * 1e9, -8);
    });
  });

  it('is not made where nothing can be said, and says why', () => {
    const values = monthly(4);
    expect(forecast({ values: values.slice(0, 30), period: 12 }, 6)).toBe('too_short');
    expect(forecast({ values: values.map((v, i) => (i === 5 ? Number.NaN : v)), period: 12 }, 6)).toBe(
      'not_finite',
    );
    expect(forecast({ values: values.map((v, i) => (i === 5 ? -1 : v)), period: 12 }, 6)).toBe('negative');
    expect(forecast({ values: Array<number>(48).fill(7), period: 12 }, 6)).toBe('constant');
    expect(() => forecast({ values, period: 12 }, 0)).toThrow('horizon');
    expect(() => forecast({ values, period: 0 }, 6)).toThrow('period');
  });

  it('of any series is finite, in order, never below zero', () => {
    const value = fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 1e15, noNaN: true }),
      fc.integer({ min: 0, max: 20 }),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 31, maxLength: 90 }),
        fc.constantFrom(1, 4, 12),
        fc.integer({ min: 1, max: 24 }),
        (values, period, horizon) => {
          const made = forecast({ values, period }, horizon);
          if (typeof made === 'string') return;
          expect(made.steps).toHaveLength(horizon);
          for (const { low95, low80, value: middle, high80, high95 } of made.steps) {
            const inOrder = [0, low95, low80, middle, high80, high95];
            expect(inOrder.every(Number.isFinite)).toBe(true);
            expect([...inOrder].sort((a, b) => a - b)).toEqual(inOrder);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
