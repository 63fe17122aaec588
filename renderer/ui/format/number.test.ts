import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideRounded, formatChange, formatNumber, formatScaled, type Locale, LOCALES } from './number.ts';

const locales = fc.constantFrom<Locale>(...LOCALES);

/** Reads a formatted number back. */
function read(text: string, locale: Locale): string {
  const plain = text.replaceAll(locale === 'vi' ? '.' : ',', '').replace('−', '-');
  return locale === 'vi' ? plain.replace(',', '.') : plain;
}

describe('numbers', () => {
  it('are written as the field writes them', () => {
    expect(formatNumber(1_234_567, 0, 'vi')).toBe('1.234.567');
    expect(formatNumber(84.38, 2, 'vi')).toBe('84,38');
    expect(formatNumber(84.38, 2, 'en')).toBe('84.38');
    expect(formatNumber(-0.5, 1, 'vi')).toBe('−0,5');
    expect(formatNumber(1e21, 0, 'en')).toBe('1,000,000,000,000,000,000,000');
    expect(formatNumber(1e-9, 2, 'vi')).toBe('0,00');
  });

  it('round half away from zero on the digits a reader sees', () => {
    expect(formatNumber(1.005, 2, 'en')).toBe('1.01');
    expect(formatNumber(-2.5, 0, 'en')).toBe('−3');
    expect(formatNumber(0.045, 2, 'vi')).toBe('0,05');
  });

  it('say that there is no value, never NaN', () => {
    for (const none of [null, Number.NaN, Number.POSITIVE_INFINITY])
      expect(formatNumber(none, 2, 'vi')).toBe('–');
    expect(formatChange(null, 0, 'vi')).toBe('–');
  });

  it('carry the sign of a change', () => {
    expect(formatChange(312, 0, 'vi')).toBe('+312');
    expect(formatChange(-4, 0, 'vi')).toBe('−4');
    expect(formatChange(0.001, 2, 'vi')).toBe('±0,00');
  });

  it('read back as the whole number of their last decimal', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 6 }), locales, (units, decimals, locale) => {
        const back = read(formatScaled(units, decimals, locale), locale).replace('.', '');
        expect(BigInt(back)).toBe(units);
      }),
    );
  });

  it('read back within half of their last decimal', () => {
    const values = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 6 }), locales, (value, decimals, locale) => {
        const back = Number(read(formatNumber(value, decimals, locale), locale));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + Math.abs(value) * 1e-15);
      }),
    );
  });

  it('divide to the nearest whole number', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (value, by) => {
        const twice = 2n * (value - divideRounded(value, by) * by);
        expect(twice <= by && twice >= -by).toBe(true);
      }),
    );
  });
});
