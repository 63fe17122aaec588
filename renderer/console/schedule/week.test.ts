import { expect, it } from 'vitest';
import { dayStart, HOUR_MS } from '../../../electron/contract/calendar.ts';
import { mondayOf, shareOfDay } from './week.ts';

it('a week begins on Monday, 00:00 of the city', () => {
  const monday = dayStart('2026-08-31');
  const before = [monday, monday + HOUR_MS, monday + 7 * 24 * HOUR_MS - 1].map((at) => mondayOf(at, 0));
  expect(new Set(before)).toEqual(new Set(['2026-08-31']));
  expect(mondayOf(monday - 1, 0)).toBe('2026-08-24');
  expect([mondayOf(monday, 1), mondayOf(monday, -1)]).toEqual(['2026-09-07', '2026-08-24']);
});

it('a day is divided evenly', () => {
  const day = '2026-09-02';
  expect([0, 6, 24].map((hours) => shareOfDay(day, dayStart(day) + hours * HOUR_MS))).toEqual([0, 0.25, 1]);
});
