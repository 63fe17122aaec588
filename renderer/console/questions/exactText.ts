/** Figures digit by digit, as they were counted. */
import type { Scalar } from '../../../electron/contract/answers.ts';
import { type FigureKind, formatMoney, formatNumber, type Locale } from '../../ui/index.ts';

/** Every đồng of a sum; numbers with all their decimals. Without the unit. */
export function exactText(value: Scalar, { unit, decimals }: FigureKind, locale: Locale): string {
  if (unit !== 'dong' || value === null)
    return formatNumber(value === null ? null : Number(value), decimals, locale);
  const dong = typeof value === 'string' ? value : BigInt(Math.round(value));
  return formatMoney(dong, { unit: 'dong', decimals: 0 }, locale);
}
