import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paintByStatus, paintByValue, stepsFor } from './scale.ts';

const figures = fc.array(fc.double({ min: -1e15, max: 1e15, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('steps of the ramp', () => {
  it('are round, rising, and begin at or below the smallest value', () => {
    expect(stepsFor([62.4, 71, 88.9]).bounds).toEqual([60, 70, 80]);
    expect(stepsFor([2043, 16_732]).bounds).toEqual([0, 5000, 10_000, 15_000]);
    fc.assert(
      fc.property(figures, (values) => {
        const { bounds, paints } = stepsFor(values);
        expect(bounds.length).toBe(paints.length);
        expect(bounds.length).toBeLessThanOrEqual(5);
        const least = Math.min(...values);
        expect(bounds[0]).toBeLessThanOrEqual(least + Math.max(1e-9, Math.abs(least) * 1e-9));
        for (let i = 1; i < bounds.length; i++) expect(bounds[i]).toBeGreaterThan(bounds[i - 1] ?? 0);
        expect(new Set(paints).size).toBe(paints.length);
      }),
    );
  });

  it('paint a larger value never paler than a smaller one', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const steps = stepsFor(values);
        const sorted = [...values].sort((a, b) => a - b).map((value) => paintByValue(value, steps));
        expect([...sorted].sort()).toEqual(sorted);
        expect(sorted).not.toContain('none');
      }),
    );
  });

  it('give one colour to equal values and none without a value', () => {
    expect(stepsFor([5, 5])).toEqual({ bounds: [5], paints: ['seq-3'] });
    expect(stepsFor([])).toEqual({ bounds: [], paints: [] });
    expect(paintByValue(null, stepsFor([1, 2]))).toBe('none');
    expect(paintByValue('4000000000000', stepsFor([1e12, 4e12]))).toBe('seq-6');
    expect(paintByStatus(null)).toBe('none');
    expect(paintByStatus('behind')).toBe('behind');
  });
});
