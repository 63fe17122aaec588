import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment, writeMoment } from './moments.ts';

describe('a moment as it is written here', () => {
  it.each([
    ['15/01/2026 09:41', '2026-01-15T09:41:00+07:00'],
    ['9:41 5/1/2026', '2026-01-05T09:41:00+07:00'],
    ['  15-01-2026,  09h41 ', '2026-01-15T09:41:00+07:00'],
    ['15.01.2026 23:59:58', '2026-01-15T23:59:58+07:00'],
    ['29/02/2028', '2028-02-29T00:00:00+07:00'],
  ])('%s is read', (text, instant) => {
    expect(readMoment(text)).toBe(instant);
  });

  it.each([
    '',
    '09:41',
    '01/15/2026 09:41',
    '29/02/2026',
    '15/01/2026 24:00',
    '15/01/2026 9',
    '15/01/26',
    '2026-01-15',
    '1/1/2026 2/1/2026',
  ])('%j is none', (text) => {
    expect(readMoment(text)).toBeNull();
  });

  it('is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000_000 }), (minutes) => {
        const at = minutes * 60_000;
        expect(Date.parse(readMoment(writeMoment(at)) ?? '')).toBe(at);
      }),
    );
  });
});
