import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  dayOf,
  dayStart,
  elapsedShare,
  formatInstant,
  isDay,
  parseInstant,
  startOfDay,
  yearEnd,
  yearOf,
  yearStart,
} from './calendar.ts';

const at = (text: string) => parseInstant(text) as number;

describe('the statistical year', () => {
  it('runs from 1 October to 30 September of Ho Chi Minh City', () => {
    expect(formatInstant(yearStart(2026))).toBe('2025-10-01T00:00:00.000+07:00');
    expect(yearOf(at('2025-09-30T23:59:59.999+07:00'))).toBe(2025);
    expect(yearOf(at('2025-09-30T17:00:00Z'))).toBe(2026);
    expect(yearEnd(2025) + 1).toBe(yearStart(2026));
  });

  it('has elapsed by whole months and the days of the current one, the day counted whole', () => {
    expect(elapsedShare(at('2026-03-31T00:00:00+07:00'))).toBe(0.5);
    expect(elapsedShare(at('2026-03-31T23:59:59+07:00'))).toBe(0.5);
    expect(elapsedShare(at('2026-09-30T12:00:00+07:00'))).toBe(1);
    expect(elapsedShare(at('2025-10-01T12:00:00+07:00'))).toBeCloseTo(1 / 31 / 12, 12);
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-03-31T17:00:00+07:00', Date.UTC(2026, 2, 31, 10)],
    ['2026-03-31t10:00:00z', Date.UTC(2026, 2, 31, 10)],
    ['2026-03-31T10:00:00.1239999Z', Date.UTC(2026, 2, 31, 10) + 123],
    ['2026-03-31T04:30:00-05:30', Date.UTC(2026, 2, 31, 10)],
    ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
    ['1969-12-31T23:59:59.9999Z', -1],
  ])('reads %s', (text, instant) => expect(parseInstant(text)).toBe(instant));

  it.each([
    '2026-03-31',
    '2026-03-31T17:00:00',
    '2026-02-29T00:00:00Z',
    '2026-03-31T24:00:00Z',
    '2026-03-31 17:00:00Z',
  ])('refuses %s', (text) => expect(parseInstant(text)).toBeNull());

  it('gives back every instant that was written', () => {
    const instants = fc.date({
      min: new Date('0001-01-02'),
      max: new Date('9999-12-30'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (date) => {
        expect(parseInstant(formatInstant(+date))).toBe(+date);
      }),
    );
  });
});

describe('days', () => {
  it('begin at midnight in Ho Chi Minh City', () => {
    expect(dayOf(at('2026-03-31T17:00:00Z'))).toBe('2026-04-01');
    expect(startOfDay(at('2026-03-31T17:30:00Z'))).toBe(dayStart('2026-04-01'));
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2100-02-29')).toBe(false);
  });

  it('a month earlier is the same day, or the last one of a shorter month', () => {
    expect(formatInstant(addMonths(at('2026-03-31T08:00:00+07:00'), -1))).toBe(
      '2026-02-28T08:00:00.000+07:00',
    );
    expect(formatInstant(addMonths(at('2024-02-29T08:00:00+07:00'), -12))).toBe(
      '2023-02-28T08:00:00.000+07:00',
    );
  });
});
