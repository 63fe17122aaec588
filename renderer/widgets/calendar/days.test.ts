import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayOf, formatInstant, yearStart } from '../../../electron/contract/calendar.ts';
import { busiest, daysOf, scaleOf, STEPS } from './days.ts';

const point = (i: number, value: number | string | null, year = 2026) => ({
  at: formatInstant(yearStart(year) + (i + 1) * DAY_MS - 1),
  value,
});

describe('the days of a statistical year', () => {
  it('begin on the 1st of October in the row of its weekday, and are whole weeks from there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1971, max: 2200 }), (year) => {
        const days = daysOf([point(0, 3, year)], 0);
        expect(days[0]).toMatchObject({ day: `${year - 1}-10-01`, week: 0, month: 10 });
        expect(days.at(-1)?.day).toBe(`${year}-09-30`);
        for (const { day, row } of days) expect((new Date(day).getUTCDay() + 6) % 7).toBe(row);
        expect(days.every(({ week }, i) => i === 0 || week - (days[i - 1]?.week ?? 0) <= 1)).toBe(true);
        expect(days.at(-1)?.week).toBeLessThanOrEqual(53);
      }),
    );
  });

  it('add up to the figure they were made from, in đồng as well', () => {
    const grown = fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), {
      minLength: 1,
      maxLength: 365,
    });
    fc.assert(
      fc.property(grown, (steps) => {
        let sum = 0n;
        const points = steps.map((step, i) => point(i, String((sum += step))));
        const days = daysOf(points, 0);
        expect(days.slice(0, steps.length).map(({ grew }) => grew)).toEqual(steps.map(String));
        expect(days.slice(steps.length).every(({ grew }) => grew === undefined)).toBe(true);
      }),
    );
  });

  it('know nothing of a day beside a gap', () => {
    const days = daysOf([point(0, 2), point(1, null), point(2, 7), point(3, 8)], 0);
    expect(days.slice(0, 5).map(({ grew }) => grew)).toEqual([2, null, null, 1, undefined]);
    expect(daysOf([], 0)).toEqual([]);
    expect(days[1]?.day).toBe(dayOf(yearStart(2026) + DAY_MS));
  });

  it('are coloured by steps that grow with them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 1_000_000 }), { minLength: 1, maxLength: 365 }),
        (all) => {
          let sum = 0;
          const days = daysOf(
            all.map((grew, i) => point(i, (sum += grew))),
            0,
          );
          const { stepOf, top } = scaleOf(days);
          const sorted = [...all].sort((a, b) => a - b).map(stepOf);
          expect(sorted.every((step, i) => i === 0 || step >= (sorted[i - 1] ?? 0))).toBe(true);
          expect(Math.max(...sorted)).toBe(Math.max(...all) > 0 ? STEPS : 0);
          expect(all.filter((grew) => grew > top).length).toBeLessThanOrEqual(Math.ceil(all.length * 0.05));
          expect(busiest(days)?.grew ?? 0).toBe(Math.max(0, ...all));
        },
      ),
    );
  });
});
