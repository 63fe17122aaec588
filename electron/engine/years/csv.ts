/** A signed year as a table that spreadsheet programs open. */
import { COUNT_LETTERS, MONEY_LETTERS } from '../../contract/letters.ts';
import type { KeptClose } from './closeStore.ts';

/** Spreadsheet programs take text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * RFC 4180 with a byte-order mark, by which spreadsheet programs know UTF-8. One row a unit; đồng are whole and exact;
 * an empty cell is unknown or no value.
 */
export function asCsv({ edition, units }: KeptClose): string {
  const indicators = edition.catalogue.map(({ key }) => key);
  const heads = [
    ...['unit', 'name', 'parent', 'level'],
    ...COUNT_LETTERS.map((letter) => `cases_${letter}`),
    ...MONEY_LETTERS.map((letter) => `money_${letter}`),
    ...indicators,
    ...indicators.map((key) => `target_${key}`),
  ];
  const rows = units.map((of) => [
    ...[of.unit, of.name, of.parent, of.level].map(words),
    ...COUNT_LETTERS.map((letter) => of.cases[letter]),
    ...MONEY_LETTERS.map((letter) => of.money[letter]),
    ...indicators.map((key) => of.indicators[key]),
    ...indicators.map((key) => of.targets[key]?.value),
  ]);
  return `\uFEFF${[heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function words(text: string | null): string | null {
  return text !== null && FORMULA.test(text) ? `'${text}` : text;
}

function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
