import { describe, expect, it } from 'vitest';
import { courseOf } from './courseOf.ts';
import { exactText } from './exactText.ts';

/** Ends of months, from one on, with a value each. */
function months(first: string, count: number) {
  const [year = 0, month = 1] = first.split('-').map(Number);
  return Array.from({ length: count }, (_, i) => ({
    at: new Date(Date.UTC(year, month + i, 1) - 7 * 3_600_000 - 1).toISOString(),
    value: i,
  }));
}

describe('the chart of a course', () => {
  it('is that of a year, over the year before where there is one', () => {
    const running = courseOf(months('2025-10', 9));
    expect(running).toMatchObject({ as: 'year', lines: { year: 2026, lastBefore: null } });
    const over = courseOf(months('2025-10', 12));
    expect(over).toMatchObject({
      as: 'year',
      lines: { year: 2027, lastNow: null, lastBefore: { value: 11 } },
    });
    const two = courseOf(months('2024-10', 24));
    expect(two).toMatchObject({ as: 'year', lines: { year: 2026, lastBefore: { value: 11 } } });
  });

  it('is none where years would be left out, or nothing runs', () => {
    expect(courseOf(months('2023-10', 36))).toBeNull();
    expect(courseOf(months('2025-10', 2))).toBeNull();
    expect(courseOf([])).toBeNull();
  });

  it('is a short line for weeks, with its gaps', () => {
    const days = ['2026-01-12', '2026-01-13', '2026-01-14'].map((day, i) => ({
      at: `${day}T23:59:59.999+07:00`,
      value: i === 1 ? null : '5',
    }));
    expect(courseOf(days)).toEqual({ as: 'short', values: [5, null, 5] });
  });
});

it('tells every đồng, beyond what a number holds', () => {
  const kind = { unit: 'dong', decimals: 0 } as const;
  expect(exactText('9007199254740993', kind, 'vi')).toBe('9.007.199.254.740.993');
  expect(exactText(null, kind, 'vi')).toBe('–');
  expect(exactText(84.5, { unit: 'percent', decimals: 2 }, 'en')).toBe('84.50');
});
