/** Numbers as people write them, read exactly: no rounding, ever. */
import type { NumberFormat } from '../../../contract/mapping.ts';

/** A decimal number: `digits` × 10^−`scale`. */
interface Decimal {
  digits: bigint;
  scale: number;
}

const GROUP = { '.': String.raw`\.`, ',': ',', ' ': String.raw`[ \u00a0\u202f]`, "'": "['’]" } as const;
/** Digits a number may have: far more than any sum of money, few enough to be read at once. */
const DIGITS_MOST = 40;

/** Why a text is no number of that format. */
export class NotANumber extends Error {}

/**
 * Reads a whole number, such as `1.234.567` or `1,5 tỷ`.
 * @throws NotANumber if it is none, not whole after its multiplier, or beyond ±(2^53 − 1)
 */
export function wholeOf(value: string | number, format: NumberFormat = {}): number {
  const { digits, scale } = decimalOf(value, format);
  const unit = 10n ** BigInt(scale);
  if (digits % unit !== 0n) throw new NotANumber('is not a whole number');
  const whole = Number(digits / unit);
  if (!Number.isSafeInteger(whole)) throw new NotANumber('is too large');
  return whole + 0;
}

/** Reads a number that may have decimals (the nearest double). */
export function realOf(value: string | number, format: NumberFormat = {}): number {
  const { digits, scale } = decimalOf(value, format);
  return Number(`${digits}e-${scale}`) + 0;
}

function decimalOf(value: string | number, format: NumberFormat): Decimal {
  const plain = typeof value === 'number';
  let text = (plain ? String(value) : value).trim().replace(/^[−–]/, '-');
  let times = BigInt(format.times ?? 1);
  if (!plain)
    for (const [word, stands] of Object.entries(format.words ?? {})) {
      if (!text.toLocaleLowerCase('vi').endsWith(word.toLocaleLowerCase('vi'))) continue;
      text = text.slice(0, -word.length).trim();
      times *= BigInt(stands);
      break;
    }
  const read = plain ? plainDecimal(text) : writtenDecimal(text, format);
  return { digits: read.digits * times, scale: read.scale };
}

/** A number of JSON or of a cell, as JavaScript writes it: the shortest text that is the same double. */
function plainDecimal(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d{1,3}))?$/.exec(text);
  if (!match) throw new NotANumber('is not a number');
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function writtenDecimal(text: string, { decimal = '.', thousands }: NumberFormat): Decimal {
  const mark = decimal === '.' ? String.raw`\.` : ',';
  const grouped = thousands === undefined ? '' : String.raw`\d{1,3}(?:${GROUP[thousands]}\d{3})+|`;
  const match = new RegExp(String.raw`^([+-]?)(${grouped}\d+)(?:${mark}(\d+))?$`, 'u').exec(text);
  if (!match) throw new NotANumber('is not a number written as the mapping says');
  const [, sign = '', written = '', fraction = ''] = match;
  const whole = written.replace(/\D/g, '');
  if (whole.length + fraction.length > DIGITS_MOST) throw new NotANumber('is too large');
  const digits = BigInt(`${whole}${fraction}`);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}
