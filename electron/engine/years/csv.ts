/** A signed year as a table that spreadsheet programs open. */
import { COUNT_LETTERS, MONEY_LETTERS } from '../../contract/letters.ts';
import { CSV_MARK, csvLine } from '../csv/index.ts';
import type { KeptClose } from './closeStore.ts';

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
    ...[of.unit, of.name, of.parent, of.level],
    ...COUNT_LETTERS.map((letter) => of.cases[letter]),
    ...MONEY_LETTERS.map((letter) => of.money[letter]),
    ...indicators.map((key) => of.indicators[key]),
    ...indicators.map((key) => of.targets[key]?.value),
  ]);
  return CSV_MARK + [heads, ...rows].map(csvLine).join('');
}
