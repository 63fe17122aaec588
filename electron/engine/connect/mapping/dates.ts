/** Dates as programs and people write them; without an offset they are those of Asia/Ho_Chi_Minh. */
import {
  DAY_MS,
  dayOf,
  dayStart,
  formatInstant,
  type Instant,
  isDay,
  parseInstant,
} from '../../../contract/calendar.ts';

/** Why a value is no date of that format. */
export class NotADate extends Error {}

/** An instant, and whether the value named a day only. */
interface Moment {
  at: Instant;
  dayOnly: boolean;
}

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** Days of the spreadsheet's calendar before 1 January 1970, which counts a 29 February 1900 that never was. */
const EXCEL_EPOCH_DAYS = 25_569;
const EXCEL_DAY_MOST = 2_958_465;

/**
 * The instant a value means.
 * @param clock which instant of a day without a time of day: its first, or its last millisecond
 * @throws NotADate
 */
export function instantOf(value: string | number, format = 'iso', clock: 'start' | 'end' = 'start'): Instant {
  const { at, dayOnly } = momentOf(value, format);
  return dayOnly && clock === 'end' ? at + DAY_MS - 1 : at;
}

/** The day (`YYYY-MM-DD`, in Ho Chi Minh City) a value means. */
export function dateOf(value: string | number, format = 'iso'): string {
  return dayOf(momentOf(value, format).at);
}

function momentOf(value: string | number, format: string): Moment {
  const moment = read(value, format);
  // What cannot be written in four digits of a year cannot be an event's either.
  if (!Number.isFinite(moment.at) || parseInstant(safely(moment.at)) === null)
    throw new NotADate('is no date');
  return moment;
}

function safely(at: Instant): string {
  return Math.abs(at) > 8e15 ? '' : formatInstant(at);
}

function read(value: string | number, format: string): Moment {
  if (format === 'epoch_s') return { at: Math.round(numberIn(value) * 1000), dayOnly: false };
  if (format === 'epoch_ms') return { at: Math.round(numberIn(value)), dayOnly: false };
  if (format === 'excel' && (typeof value === 'number' || /^\d+([.]\d+)?$/.test(value)))
    return ofSerial(Number(value));
  if (typeof value === 'number')
    throw new NotADate('is a number: if it is a day of a spreadsheet, say "excel"');
  // A date of the source's own type arrives as ISO text, whatever pattern its cells are shown in.
  const iso = ofIso(value);
  if (iso) return iso;
  if (format === 'iso' || format === 'excel') throw new NotADate('is no date written YYYY-MM-DD or RFC 3339');
  return ofPattern(value, format);
}

function numberIn(value: string | number): number {
  if (typeof value === 'string' && !/^-?\d{1,16}(\.\d+)?$/.test(value)) throw new NotADate('is no number');
  return Number(value);
}

function ofSerial(serial: number): Moment {
  if (!(serial >= 1 && serial < EXCEL_DAY_MOST + 1)) throw new NotADate('is no day of a spreadsheet');
  const days = serial < 60 ? serial + 1 : serial;
  const dayOnly = Number.isInteger(days);
  const start = dayStart('1970-01-01') + Math.floor(days - EXCEL_EPOCH_DAYS) * DAY_MS;
  return { at: start + Math.round((days - Math.floor(days)) * DAY_MS), dayOnly };
}

function ofIso(text: string): Moment | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, day = '', hour, minute, second = '00', fraction = '0', offset] = match;
  if (!isDay(day)) throw new NotADate('is no day of the calendar');
  if (hour === undefined) return { at: dayStart(day), dayOnly: true };
  const at = parseInstant(`${day}T${hour}:${minute}:${second}.${fraction}${fullOffset(offset)}`);
  if (at === null) throw new NotADate('is no time of day');
  return { at, dayOnly: false };
}

/** `+07`, `+0700` and `+07:00` are the same; without one it is the city's. */
function fullOffset(offset: string | undefined): string {
  if (offset === undefined) return '+07:00';
  if (offset.toUpperCase() === 'Z') return 'Z';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

const PIECE: Record<string, string> = {
  yyyy: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  dd: String.raw`(?<day>\d{2})`,
  d: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{2})`,
  H: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})`,
};
const patterns = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
  let pattern = patterns.get(format);
  if (!pattern) {
    const source = format.replace(
      /yyyy|MM|dd|HH|mm|ss|M|d|H|[\\^$.*+?()[\]{}|/]/g,
      (token) => PIECE[token] ?? `\\${token}`,
    );
    pattern = new RegExp(`^${source}$`, 'u');
    patterns.set(format, pattern);
  }
  return pattern;
}

function ofPattern(text: string, format: string): Moment {
  const parts = patternOf(format).exec(text)?.groups;
  if (!parts) throw new NotADate(`is no date written ${format}`);
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');
  const day = `${parts['year']}-${two(parts['month'])}-${two(parts['day'])}`;
  if (!isDay(day)) throw new NotADate('is no day of the calendar');
  if (parts['hour'] === undefined) return { at: dayStart(day), dayOnly: true };
  const at = parseInstant(
    `${day}T${two(parts['hour'])}:${two(parts['minute'])}:${two(parts['second'])}+07:00`,
  );
  if (at === null) throw new NotADate('is no time of day');
  return { at, dayOnly: false };
}
