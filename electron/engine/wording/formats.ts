/** Figures, days and instants as the two languages write them. */
import type { Scalar } from '../../contract/answers.ts';
import { type Instant, formatInstant } from '../../contract/calendar.ts';
import type { IndicatorUnit } from '../../contract/indicators.ts';
import { cutMoney, moneyScale, type MoneyUnit } from '../../contract/moneyScale.ts';

export type Language = 'vi' | 'en';

const MARKS = { vi: { thousand: '.', decimal: ',' }, en: { thousand: ',', decimal: '.' } };
const NOUNS: Readonly<Record<Language, Readonly<Record<IndicatorUnit, string>>>> = {
  vi: { percent: '%', case: 'việc', dong: 'đồng', receipt: 'biên lai', decision: 'quyết định' },
  en: { percent: '%', case: 'cases', dong: 'đồng', receipt: 'receipts', decision: 'decisions' },
};
const LARGE: Readonly<Record<Language, Readonly<Partial<Record<MoneyUnit, string>>>>> = {
  vi: { million: 'triệu đồng', billion: 'tỷ đồng', trillion: 'nghìn tỷ đồng' },
  en: {
    million: 'million đồng',
    billion: 'billion đồng',
    trillion: 'trillion đồng',
    quadrillion: 'quadrillion đồng',
  },
};
const ONE = { case: 'case', receipt: 'receipt', decision: 'decision' } as const;

/** A decimal number with its marks: `1234.5` is `1.234,5`. */
function marked(decimal: string, language: Language): string {
  const { thousand, decimal: point } = MARKS[language];
  const [whole = '0', fraction] = decimal.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousand);
  return `${decimal.startsWith('-') ? '−' : ''}${grouped}${fraction === undefined ? '' : point + fraction}`;
}

/** Whole đồng in a readable unit, as screens show them; `null` where they are few enough to be read as they are. */
function readableDong(dong: bigint, language: Language): string | null {
  const scale = moneyScale(dong, language);
  const noun = LARGE[language][scale.unit];
  if (noun === undefined) return null;
  return `${marked(withPoint(cutMoney(dong, scale), scale.decimals), language)} ${noun}`;
}

/** `12345` with two decimals is `123.45`. */
function withPoint(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return units < 0n ? `-${text}` : text;
}

/** Rounded, for lists: `55.773 tỷ đồng`, `84,38 %`, `81.977 việc`. */
export function shortFigure(
  value: Scalar,
  { unit, decimals }: { unit: IndicatorUnit; decimals: number },
  language: Language,
): string {
  if (value === null) return language === 'vi' ? 'không có giá trị' : 'no value';
  if (unit === 'dong')
    return readableDong(wholeOf(value), language) ?? `${marked(String(wholeOf(value)), language)} đồng`;
  if (unit === 'percent') {
    const text = marked(Number(value).toFixed(decimals), language);
    return language === 'vi' ? `${text} %` : `${text}%`;
  }
  const noun =
    language === 'en' && unit !== 'case' && unit !== 'receipt' && unit !== 'decision'
      ? NOUNS.en[unit]
      : language === 'en' && Number(value) === 1
        ? ONE[unit]
        : NOUNS[language][unit];
  return `${marked(Number(value).toFixed(decimals), language)} ${noun}`;
}

/** With the exact amount beside the readable one. */
export function exactFigure(
  value: Scalar,
  measure: { unit: IndicatorUnit; decimals: number },
  language: Language,
): string {
  const short = shortFigure(value, measure, language);
  if (value === null || measure.unit !== 'dong') return short;
  const exact = `${marked(String(wholeOf(value)), language)} đồng`;
  return exact === short ? short : `${short} (${exact})`;
}

export function plainNumber(value: number, decimals: number, language: Language): string {
  return marked(value.toFixed(decimals), language);
}

/** The whole đồng of a value; averages are whole by their catalogue. */
function wholeOf(value: string | number): bigint {
  return BigInt(String(value).split('.')[0] ?? '0');
}

/** `31/03/2026`. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** `09:30 17/06/2026`, in the field's own time. */
export function instantText(at: Instant): string {
  const text = formatInstant(at);
  return `${text.slice(11, 16)} ${dayText(text.slice(0, 10))}`;
}
