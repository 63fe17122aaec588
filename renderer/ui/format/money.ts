/** Đồng as the field writes them: 55.773 tỷ đồng. Exact from decimal strings, no float on the way. */
import { cutMoney, type MoneyScale } from '../../../electron/contract/moneyScale.ts';
import { formatScaled, type Locale, NO_VALUE, withSign } from './number.ts';

/** The amount in the unit of the scale, rounded half away from zero; `null` is no value. */
export function formatMoney(dong: string | bigint | null, scale: MoneyScale, locale: Locale): string {
  if (dong === null) return NO_VALUE;
  return formatScaled(cutMoney(BigInt(dong), scale), scale.decimals, locale);
}

/** As `formatMoney`, with the sign of a change. */
export function formatMoneyChange(dong: bigint | null, scale: MoneyScale, locale: Locale): string {
  if (dong === null) return NO_VALUE;
  return withSign(cutMoney(dong, scale), scale.decimals, locale);
}
