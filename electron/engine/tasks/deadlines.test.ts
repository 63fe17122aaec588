import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayOf, dayStart, parseInstant } from '../../contract/calendar.ts';
import {
  daysOn,
  endOfWeek,
  isWorkingDay,
  lateFrom,
  settled,
  weekdayOf,
  workingDaysBefore,
  workingDaysBetween,
  workingDaysOn,
} from './deadlines.ts';
import { isMadeOn, lastWithin, nextAfter, type Timed } from './repeating.ts';

const HOLIDAYS = new Set([
  '2026-02-16',
  '2026-02-17',
  '2026-02-18',
  '2026-02-19',
  '2026-02-20',
  '2026-04-30',
  '2026-05-01',
]);
const isHoliday = (day: string) => HOLIDAYS.has(day);
const at = (text: string) => parseInstant(`${text}+07:00`) ?? Number.NaN;
const day = fc.integer({ min: 0, max: 3650 }).map((n) => daysOn('2024-01-01', n));

describe('working days', () => {
  it('pass over weekends and public holidays', () => {
    expect(workingDaysOn('2026-02-13', 1, isHoliday)).toBe('2026-02-23');
    expect(workingDaysOn('2026-04-29', 2, isHoliday)).toBe('2026-05-05');
    expect(workingDaysOn('2026-01-10', 0, isHoliday)).toBe('2026-01-10');
    expect(settled({ workingDays: 1 }, at('2026-02-13T23:59:59'), isHoliday)).toEqual({ day: '2026-02-23' });
  });

  it('lead forth and back to a day that is one, and count as many as were asked', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const on = workingDaysOn(from, days, isHoliday);
        expect(isWorkingDay(on, isHoliday)).toBe(true);
        expect(workingDaysBetween(from, on, isHoliday)).toBe(days);
        if (isWorkingDay(from, isHoliday)) expect(workingDaysBefore(on, days, isHoliday)).toBe(from);
      }),
    );
  });
});

it('is late from midnight after a day, and from an instant on', () => {
  expect(lateFrom({ day: '2026-03-31' })).toBe(at('2026-04-01T00:00:00'));
  expect(lateFrom({ at: '2026-03-31T10:00:00Z' })).toBe(at('2026-03-31T17:00:00'));
});

it('ends the week on Sunday', () => {
  expect(endOfWeek(at('2026-03-31T12:00:00'))).toBe(at('2026-04-06T00:00:00'));
  expect(endOfWeek(at('2026-04-05T23:59:59'))).toBe(at('2026-04-06T00:00:00'));
  fc.assert(
    fc.property(day, (one) => {
      const end = endOfWeek(dayStart(one));
      expect(weekdayOf(dayOf(end))).toBe(1);
      expect(end - dayStart(one)).toBeGreaterThan(0);
      expect(end - dayStart(one)).toBeLessThanOrEqual(7 * DAY_MS);
    }),
  );
});

describe('a recurring task', () => {
  it('takes the last day of a month that lacks its day, and makes one a month', () => {
    const repeat = { every: 'month', day: 31 } as const;
    const made = Array.from({ length: 365 }, (_, n) => daysOn('2026-01-01', n)).filter((one) =>
      isMadeOn(repeat, one, isHoliday),
    );
    expect(made).toHaveLength(12);
    expect(made.slice(0, 4)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  });

  it('is made next when it says, and last before that when an engine slept', () => {
    const rule: Timed = { repeat: { every: 'week', weekdays: [1] }, time: '07:30' };
    const monday = at('2026-03-30T07:30:00');
    expect(nextAfter(rule, at('2026-03-30T07:29:59'), isHoliday)).toBe(monday);
    expect(nextAfter(rule, monday, isHoliday)).toBe(at('2026-04-06T07:30:00'));
    expect(lastWithin(rule, at('2026-03-01T00:00:00'), at('2026-03-31T00:00:00'), isHoliday)).toBe(monday);
    expect(lastWithin(rule, monday, at('2026-04-06T07:29:00'), isHoliday)).toBeNull();
    expect(
      nextAfter({ repeat: { every: 'year', months: [10], day: 1 }, time: '00:00' }, monday, isHoliday),
    ).toBe(at('2026-10-01T00:00:00'));
  });
});
