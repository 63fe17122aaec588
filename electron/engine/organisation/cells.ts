/** Cells of a file as what they say of a unit or an officer. */
import { isDay } from '../../contract/calendar.ts';
import { UNIT_LEVELS, type UnitLevel } from '../../contract/events.ts';
import type { RowFault } from '../../contract/organisation.ts';
import type { CellValue } from '../connect/index.ts';
import { levelOf, levelWord } from './columns.ts';

/** Why a cell says nothing; `detail` goes on after the column and what stands there. */
export class NoValue extends Error {
  readonly code: RowFault['code'];
  constructor(code: RowFault['code'], detail: string) {
    super(detail);
    this.code = code;
  }
}

/** What a workbook has where a formula went wrong, or where there is nothing that can stand for a value. */
const ERRORS = new Set([
  ...['#FORMULA', '#VALUE', '#DATE', '#REF!', '#N/A', '#NAME?', '#DIV/0!', '#NULL!', '#NUM!', '#VALUE!'],
]);

export function textIn(cell: CellValue | undefined): string {
  if (typeof cell === 'string' && ERRORS.has(cell))
    throw new NoValue('no_value', 'is no value: write the text itself instead of a formula.');
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell);
}

/**
 * A text, as it is known already where it differs by the space around it only: spreadsheet programs
 * and people add and lose such space.
 */
export function textLike(cell: CellValue | undefined, known: string | undefined): string {
  const text = textIn(cell);
  if (known !== undefined && (text === known || text.trim() === known.trim())) return known;
  return text.trim();
}

/** A key, as it is known already, else without the space around it; `null` where there is none. */
export function keyIn(cell: CellValue | undefined, isKnown: (key: string) => boolean): string | null {
  const text = textIn(cell);
  if (text !== '' && isKnown(text)) return text;
  return text.trim() === '' ? null : text.trim();
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:T00:00:00(?:\.0+)?)?$/;
/** Day, month, year, as they are written in Vietnam. */
const WRITTEN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

export function dayIn(cell: CellValue | undefined): string | null {
  const text = textIn(cell).trim();
  if (text === '') return null;
  const [, day, month, year] = WRITTEN.exec(text) ?? [];
  const read =
    year === undefined ? ISO.exec(text)?.[1] : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (typeof cell === 'number' || read === undefined || !isDay(read))
    throw new NoValue('not_a_day', 'is no day: write day/month/year such as 31/12/2026, or 2026-12-31.');
  return read;
}

const NUMBER = /^[-+]?\d{1,3}(?:[.,]\d+)?(?:e[-+]?\d+)?$/i;

/** A number of degrees; a comma may part its decimals. */
export function degreesIn(cell: CellValue | undefined, most: number): number | null {
  const text = textIn(cell).trim();
  if (text === '') return null;
  const n = typeof cell === 'number' ? cell : NUMBER.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  if (!(Math.abs(n) <= most))
    throw new NoValue(
      'not_a_number',
      `is no number of degrees from -${most} to ${most}: write one such as 10.85.`,
    );
  return n;
}

export function levelIn(cell: CellValue | undefined): UnitLevel {
  const text = textIn(cell).trim();
  if (text === '') throw new NoValue('missing', 'is empty: write the level.');
  const level = levelOf(text);
  if (level !== undefined) return level;
  const words = UNIT_LEVELS.map((one) => levelWord(one, 'vi')).join('; ');
  throw new NoValue('unknown_level', `is no level: write ${UNIT_LEVELS.join(', ')}, or ${words}.`);
}
