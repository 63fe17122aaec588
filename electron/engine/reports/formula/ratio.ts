/** Exact fractions of whole numbers. */

/** n / d; d is greater than zero. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

export function whole(n: bigint): Ratio {
  return { n, d: 1n };
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return plus(a, { n: -b.n, d: b.d });
}

export function times(a: Ratio, b: Ratio): Ratio {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** `null` for a division by zero: no value. */
export function over(a: Ratio, b: Ratio): Ratio | null {
  if (b.n === 0n) return null;
  return b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
}

/** −1, 0 or 1 as a is less than, equal to or greater than b. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** A decimal number as it is written, such as `-12.5`. */
export function readDecimal(text: string): Ratio {
  const [integer = '', fraction = ''] = text.split('.');
  return { n: BigInt(integer + fraction), d: 10n ** BigInt(fraction.length) };
}

/** Rounded half away from zero to so many decimals. */
export function writeDecimal({ n, d }: Ratio, decimals: number): string {
  const scaled = (n < 0n ? -n : n) * 10n ** BigInt(decimals);
  const digits = ((2n * scaled + d) / (2n * d)).toString().padStart(decimals + 1, '0');
  const sign = n < 0n && /[1-9]/.test(digits) ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
