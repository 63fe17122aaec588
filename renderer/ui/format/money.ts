/** Đồng as the field writes them: 55.773 tỷ đồng. Exact from decimal strings, no float on the way. */
import { divideRounded, formatScaled, type Locale, NO_VALUE, withSign } from './number.ts';

export type MoneyUnit = 'dong' | 'million' | 'billion' | 'trillion' | 'quadrillion';

const POWER: Record<MoneyUnit, number> = { dong: 0, million: 6, billion: 9, trillion: 12, quadrillion: 15 };

/** How an amount is cut: its unit and the decimals kept. */
export interface MoneyScale {
  readonly unit: MoneyUnit;
  readonly decimals: number;
}

/**
 * The scale at which four or five digits are left to read. Vietnamese counts in triệu and tỷ up to a
 * million tỷ, then in nghìn tỷ; English in million, billion, trillion.
 */
export function moneyScale(dong: bigint, locale: Locale): MoneyScale {
  const digits = (dong < 0n ? -dong : dong).toString().length;
  const unit = moneyUnit(digits, locale);
  if (unit === 'dong') return { unit, decimals: 0 };
  const whole = digits - POWER[unit];
  return { unit, decimals: Math.max(0, Math.min(2, 4 - whole)) };
}

function moneyUnit(digits: number, locale: Locale): MoneyUnit {
  if (digits <= 6) return 'dong';
  if (digits <= 9) return 'million';
  if (locale === 'vi') return digits <= 15 ? 'billion' : 'trillion';
  if (digits <= 12) return 'billion';
  return digits <= 18 ? 'trillion' : 'quadrillion';
}

/** The amount in the unit of the scale, rounded half away from zero; `null` is no value. */
export function formatMoney(dong: string | bigint | null, scale: MoneyScale, locale: Locale): string {
  if (dong === null) return NO_VALUE;
  return formatScaled(cut(BigInt(dong), scale), scale.decimals, locale);
}

/** As `formatMoney`, with the sign of a change. */
export function formatMoneyChange(dong: bigint | null, scale: MoneyScale, locale: Locale): string {
  if (dong === null) return NO_VALUE;
  return withSign(cut(dong, scale), scale.decimals, locale);
}

function cut(dong: bigint, { unit, decimals }: MoneyScale): bigint {
  const places = POWER[unit] - decimals;
  return places > 0 ? divideRounded(dong, 10n ** BigInt(places)) : dong;
}
