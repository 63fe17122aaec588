import type { Scalar, Value } from '../../contract/answers.ts';
import type { Indicator, Quantity } from '../../contract/indicators.ts';
import type { Tables } from './tables.ts';

/**
 * Value of an indicator, computed exactly: a share is 100 × numerator / denominator, an average the quotient, both
 * rounded half away from zero to the indicator's decimals. Unknown parts and a division by zero are "no value".
 */
export function evaluate(indicator: Indicator, tables: Tables): Value {
  const { unit, decimals, formula } = indicator;
  return { value: valueOf(), unit, decimals };

  function valueOf(): Scalar {
    if (formula.is === 'quantity') {
      const n = read(formula.quantity, tables);
      return n === null ? null : scalar(n * 10n ** BigInt(decimals));
    }
    const numerator = read(formula.numerator, tables);
    const denominator = read(formula.denominator, tables);
    if (numerator === null || denominator === null || denominator === 0n) return null;
    const factor = formula.is === 'share' ? 100n : 1n;
    return scalar(divideRounded(numerator * factor * 10n ** BigInt(decimals), denominator));
  }

  /** `scaled` is the value times 10^decimals. Đồng are written out exactly. */
  function scalar(scaled: bigint): Scalar {
    if (unit !== 'dong') return Number(scaled) / 10 ** decimals;
    if (decimals === 0) return scaled.toString();
    const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
    return `${scaled < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  }
}

function read(quantity: Quantity, tables: Tables): bigint | null {
  return quantity.of === 'cases' ? tables.cases[quantity.letter] : tables.money[quantity.letter];
}

/** n / d rounded half away from zero; d is not zero. */
export function divideRounded(n: bigint, d: bigint): bigint {
  const negative = n < 0n !== d < 0n;
  const [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const rounded = (2n * a + b) / (2n * b);
  return negative ? -rounded : rounded;
}
