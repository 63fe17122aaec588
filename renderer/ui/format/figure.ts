/** A figure as it is read: number and unit apart, because the unit is set smaller. */
import type { Scalar, Value } from '../../../electron/contract/answers.ts';
import { type MoneyScale, moneyScale, type MoneyUnit } from '../../../electron/contract/moneyScale.ts';
import { formatMoney, formatMoneyChange } from './money.ts';
import { formatChange, formatNumber, type Locale } from './number.ts';

/** Key of the unit's word in the `units` strings. */
export type UnitWord = 'percent' | 'points' | 'case' | 'receipt' | 'decision' | MoneyUnit;

export interface FigureText {
  readonly number: string;
  readonly unit: UnitWord;
}

export type FigureKind = Pick<Value, 'unit' | 'decimals'>;

/** How all figures of one kind near `value` are cut, so that a counting figure does not change its unit midway. */
export function scaleOf(value: Scalar, kind: FigureKind, locale: Locale): MoneyScale | null {
  return kind.unit === 'dong' ? moneyScale(toDong(value) ?? 0n, locale) : null;
}

export function figureText(
  value: Scalar,
  kind: FigureKind,
  locale: Locale,
  scale = scaleOf(value, kind, locale),
): FigureText {
  if (scale) return { number: formatMoney(toDong(value), scale, locale), unit: scale.unit };
  return { number: formatNumber(toNumber(value), kind.decimals, locale), unit: unitWord(kind) };
}

/** The difference between two figures of a kind; of rates in percentage points. */
export function differenceText(now: Scalar, then: Scalar, kind: FigureKind, locale: Locale): FigureText {
  if (kind.unit === 'dong') {
    const [a, b] = [toDong(now), toDong(then)];
    const difference = a === null || b === null ? null : a - b;
    const scale = moneyScale(difference ?? 0n, locale);
    return { number: formatMoneyChange(difference, scale, locale), unit: scale.unit };
  }
  const [a, b] = [toNumber(now), toNumber(then)];
  const difference = a === null || b === null ? null : a - b;
  const unit = kind.unit === 'percent' ? 'points' : unitWord(kind);
  return { number: formatChange(difference, kind.decimals, locale), unit };
}

/** `now / then − 1` in percent, to a tenth; `null` when there is nothing to compare with. */
export function relativeChange(now: Scalar, then: Scalar): number | null {
  const [a, b] = [toNumber(now), toNumber(then)];
  if (a === null || b === null || b === 0) return null;
  return Math.round((a / b - 1) * 1000) / 10;
}

/** For lengths and positions on screen only: a đồng sum above 2^53 loses its last digits here. */
export function toNumber(value: Scalar): number | null {
  return value === null ? null : Number(value);
}

function toDong(value: Scalar): bigint | null {
  if (value === null) return null;
  return typeof value === 'string' ? BigInt(value) : BigInt(Math.round(value));
}

function unitWord({ unit }: FigureKind): UnitWord {
  return unit;
}
