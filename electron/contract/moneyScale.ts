/** How an amount of đồng is cut to be read: the same in sentences of the engine and on every screen. */

export type MoneyUnit = 'dong' | 'million' | 'billion' | 'trillion' | 'quadrillion';

const POWER: Readonly<Record<MoneyUnit, number>> = {
  dong: 0,
  million: 6,
  billion: 9,
  trillion: 12,
  quadrillion: 15,
};

/** How an amount is cut: its unit and the decimals kept (0 to 2). */
export interface MoneyScale {
  readonly unit: MoneyUnit;
  readonly decimals: number;
}

/**
 * The scale at which four or five digits are left to read. Vietnamese counts in triệu and tỷ up to a
 * million tỷ, then in nghìn tỷ; English in million, billion, trillion.
 */
export function moneyScale(dong: bigint, locale: 'vi' | 'en'): MoneyScale {
  const digits = (dong < 0n ? -dong : dong).toString().length;
  const unit = moneyUnit(digits, locale);
  if (unit === 'dong') return { unit, decimals: 0 };
  const whole = digits - POWER[unit];
  return { unit, decimals: Math.max(0, Math.min(2, 4 - whole)) };
}

function moneyUnit(digits: number, locale: 'vi' | 'en'): MoneyUnit {
  if (digits <= 6) return 'dong';
  if (digits <= 9) return 'million';
  if (locale === 'vi') return digits <= 15 ? 'billion' : 'trillion';
  if (digits <= 12) return 'billion';
  return digits <= 18 ? 'trillion' : 'quadrillion';
}

/** The amount in 10^−decimals of the scale's unit, rounded half away from zero. */
export function cutMoney(dong: bigint, { unit, decimals }: MoneyScale): bigint {
  const places = POWER[unit] - decimals;
  if (places <= 0) return dong;
  const by = 10n ** BigInt(places);
  const magnitude = ((dong < 0n ? -dong : dong) * 2n + by) / (by * 2n);
  return dong < 0n ? -magnitude : magnitude;
}
