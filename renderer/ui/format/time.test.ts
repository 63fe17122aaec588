import { describe, expect, it } from 'vitest';
import { ageOf, formatClock, formatClockSeconds, formatDay, weekdayOf } from './time.ts';

const AT = Date.parse('2026-01-14T23:30:05Z');

describe('times of the room', () => {
  it('are those of Ho Chi Minh City on any machine', () => {
    expect(formatClock(AT)).toBe('06:30');
    expect(formatClockSeconds(AT)).toBe('06:30:05');
    expect(formatDay(AT)).toBe('15/01/2026');
    expect(weekdayOf(AT)).toBe(4);
  });

  it('tells an age in the largest unit that says enough', () => {
    expect(ageOf(12.9)).toEqual({ unit: 'seconds', count: 12 });
    expect(ageOf(60)).toEqual({ unit: 'minutes', count: 1 });
    expect(ageOf(7_199)).toEqual({ unit: 'hours', count: 1 });
    expect(ageOf(200_000)).toEqual({ unit: 'days', count: 2 });
    expect(ageOf(-3)).toEqual({ unit: 'seconds', count: 0 });
  });
});
