/** Numbers as Vietnamese and English readers write them: 1.234.567 and 84,38 · 1,234,567 and 84.38. */

export const LOCALES = ['vi', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Shown where there is no value: a division by zero, an unknown letter, a figure not yet reported. */
export const NO_VALUE = '–';
const MINUS = '−';

const SEPARATORS: Record<Locale, { group: string; decimal: string }> = {
  vi: { group: '.', decimal: ',' },
  en: { group: ',', decimal: '.' },
};

/**
 * `units × 10^−decimals`, exactly, with grouped thousands and all its decimals. Half of the formatting
 * below is only about getting to such a whole number.
 */
export function formatScaled(units: bigint, decimals: number, locale: Locale): string {
  const { group, decimal } = SEPARATORS[locale];
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, group);
  const fraction = decimals > 0 ? decimal + digits.slice(digits.length - decimals) : '';
  return (units < 0n ? MINUS : '') + whole + fraction;
}

/** A finite number with exactly `decimals` (0–6) decimals, rounded half away from zero; `null` is no value. */
export function formatNumber(value: number | null, decimals: number, locale: Locale): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  return formatScaled(scaled(value, decimals), decimals, locale);
}

/** As `formatNumber`, with the sign of a change: +312 · −4 · ±0. */
export function formatChange(value: number | null, decimals: number, locale: Locale): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  return withSign(scaled(value, decimals), decimals, locale);
}

export function withSign(units: bigint, decimals: number, locale: Locale): string {
  const sign = units > 0n ? '+' : units === 0n ? '±' : '';
  return sign + formatScaled(units, decimals, locale);
}

/**
 * The number's shortest decimal text, moved by `decimals` places and rounded half away from zero: what a
 * reader of "1.005" expects, which binary multiplication would not give.
 */
function scaled(value: number, decimals: number): bigint {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = decimals + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const magnitude =
    places >= 0 ? digits * 10n ** BigInt(places) : divideRounded(digits, 10n ** BigInt(-places));
  return value < 0 ? -magnitude : magnitude;
}

/** Quotient rounded half away from zero; `by` > 0. */
export function divideRounded(value: bigint, by: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  const quotient = (magnitude * 2n + by) / (by * 2n);
  return value < 0n ? -quotient : quotient;
}
