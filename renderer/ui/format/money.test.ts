import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyScale } from '../../../electron/contract/moneyScale.ts';
import { formatMoney, formatMoneyChange } from './money.ts';
import { type Locale, LOCALES } from './number.ts';

const locales = fc.constantFrom<Locale>(...LOCALES);
const amounts = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const DONG = { unit: 'dong', decimals: 0 } as const;
const POWER = { dong: 0n, million: 6n, billion: 9n, trillion: 12n, quadrillion: 15n };

function said(dong: bigint, locale: Locale): string {
  const scale = moneyScale(dong, locale);
  return `${formatMoney(dong, scale, locale)} ${scale.unit}`;
}

describe('money', () => {
  it('is told in the unit that leaves four or five digits to read', () => {
    expect(said(278_301_002_060_663n, 'vi')).toBe('278.301 billion');
    expect(said(278_301_002_060_663n, 'en')).toBe('278.3 trillion');
    expect(said(49_120_000_000n, 'vi')).toBe('49,12 billion');
    expect(said(814_800_000n, 'vi')).toBe('814,8 million');
    expect(said(1_064_419_000_000_000n, 'vi')).toBe('1.064 trillion');
    expect(said(950_000n, 'vi')).toBe('950.000 dong');
    expect(said(0n, 'vi')).toBe('0 dong');
  });

  it('keeps every đồng beyond 2^53', () => {
    expect(formatMoney('9007199254740993', DONG, 'vi')).toBe('9.007.199.254.740.993');
    fc.assert(
      fc.property(amounts, locales, (dong, locale) => {
        const back = formatMoney(dong.toString(), DONG, locale).replace(/[.,]/g, '').replace('−', '-');
        expect(BigInt(back)).toBe(dong);
      }),
    );
  });

  it('reads back within half of its last digit, at every scale', () => {
    fc.assert(
      fc.property(amounts, locales, (dong, locale) => {
        const scale = moneyScale(dong, locale);
        const digits = formatMoney(dong.toString(), scale, locale).replace(/[.,]/g, '').replace('−', '-');
        const lastDigit = 10n ** (POWER[scale.unit] - BigInt(scale.decimals));
        const off = 2n * (BigInt(digits) * lastDigit - dong);
        expect(off <= lastDigit && off >= -lastDigit).toBe(true);
      }),
    );
  });

  it('knows no value and the sign of a change', () => {
    expect(formatMoney(null, { unit: 'billion', decimals: 1 }, 'vi')).toBe('–');
    expect(formatMoneyChange(-1_500_000_000n, { unit: 'billion', decimals: 1 }, 'vi')).toBe('−1,5');
    expect(formatMoneyChange(1_500_000_000n, { unit: 'billion', decimals: 1 }, 'en')).toBe('+1.5');
  });
});
