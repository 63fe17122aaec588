import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread, withRoom } from './EndLabels.tsx';
import { fittedTo, monthStarts, roundTicks, valueAt, yearLines } from './yearLines.ts';

const point = (day: string, value: number | string | null) => ({ at: `${day}T23:59:59.999+07:00`, value });

describe('the lines of a year', () => {
  it('lay last year’s days over this year’s', () => {
    const lines = yearLines(
      [point('2025-10-01', 1), point('2026-03-31', 44.5)],
      [point('2024-10-01', 2), point('2025-03-31', 40), point('2025-09-30', 84.38)],
    );
    expect(lines).toMatchObject({ year: 2026, days: 365 });
    expect(lines?.lastNow?.value).toBe(44.5);
    expect(lines?.lastNow?.day).toBeCloseTo(182, 5);
    expect(lines?.lastBefore?.day).toBeCloseTo(365, 5);
    expect(lines && valueAt(lines, 182)).toBeCloseTo(40, 3);
    expect(lines && valueAt(lines, 91.5)).toBeCloseTo(21, 0);
    expect(lines && valueAt(lines, 0)).toBeNull();
  });

  it('leave out what has no value, and read đồng', () => {
    const lines = yearLines([point('2025-10-01', null), point('2025-10-02', '55773000000000')], []);
    expect(lines?.rows).toHaveLength(1);
    expect(lines?.lastNow?.value).toBe(55_773_000_000_000);
    expect(lines?.lastBefore).toBeNull();
  });

  it('are none without a point, and know a year that has only a past', () => {
    expect(yearLines([], [])).toBeNull();
    expect(yearLines([], [point('2025-09-30', 84)])?.year).toBe(2026);
  });

  it('start their months on the first', () => {
    const starts = monthStarts(2026);
    expect(starts[0]).toEqual({ day: 0, month: 10 });
    expect(starts[3]).toEqual({ day: 92, month: 1 });
    expect(starts.at(-1)).toEqual({ day: 335, month: 9 });
  });
});

describe('lines of a hundred thousand points', () => {
  const start = Date.parse('2025-10-01T00:00:00+07:00');
  const many = Array.from({ length: 100_000 }, (_, i) => ({
    at: new Date(start + i * 300_000).toISOString(),
    value: i === 54_321 ? 99_999 : i % 977,
  }));

  it('fit into the columns of the plot with every extreme and both ends', () => {
    const lines = yearLines(many, []);
    if (!lines) throw new Error('There is no line.');
    const fitted = fittedTo(lines, 1800);
    expect(fitted.rows.length).toBeLessThanOrEqual(4 * 1800);
    expect(Math.max(...fitted.rows.map(({ now = 0 }) => now))).toBe(99_999);
    expect(fitted.rows.at(-1)?.now).toBe(lines.lastNow?.value);
    expect(fitted.rows[0]).toEqual(lines.rows[0]);
    expect(fittedTo(fitted, 8000)).toBe(fitted);
  });
});

describe('round ticks', () => {
  it('are values a reader counts in', () => {
    expect(roundTicks(0, 84.3, 4)).toEqual([0, 25, 50, 75]);
    expect(roundTicks(0, 58.2, 4)).toEqual([0, 20, 40]);
    expect(roundTicks(0, 0, 4)).toEqual([0]);
    expect(roundTicks(-12, 8, 4)).toEqual([-10, -5, 0, 5]);
  });

  it('stay within the values and are few', () => {
    const any = fc.double({ min: 0, max: 1e18, noNaN: true });
    fc.assert(
      fc.property(any, fc.integer({ min: 3, max: 4 }), (highest, intervals) => {
        const ticks = roundTicks(0, highest, intervals);
        expect(ticks.length).toBeLessThanOrEqual(intervals + 2);
        expect(Math.max(...ticks)).toBeLessThanOrEqual(highest * (1 + 1e-6) || 0);
      }),
    );
  });
});

describe('labels in the margin', () => {
  it('are left out, the last ones first, where there is no room for all', () => {
    const labels = ['ahead', 'before', 'plan'].map((name) => ({ name, value: '1 %' }));
    const names = (height: number) => withRoom(labels, height).map(({ name }) => name);
    expect(names(20)).toEqual(['ahead', 'before', 'plan']);
    expect(names(5)).toEqual(['ahead', 'before']);
    expect(names(0)).toEqual(['ahead']);
  });

  it('keep apart and within bounds where there is room', () => {
    const wanted = fc.array(
      fc.record({ at: fc.double({ min: 0, max: 1000, noNaN: true }), height: fc.constantFrom(30, 60) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(wanted, (any) => {
        const sorted = [...any].sort((a, b) => a.at - b.at);
        const placed = spread(sorted, 0, 1000);
        placed.forEach((y, i) => {
          expect(y).toBeLessThanOrEqual(1000);
          expect(y).toBeGreaterThanOrEqual(-1e-9);
          const above = sorted[i - 1];
          if (above) expect(y - (placed[i - 1] ?? 0)).toBeGreaterThanOrEqual(above.height - 1e-9);
        });
      }),
    );
  });
});
