/**
 * Civil time of the field. Instants are milliseconds since the epoch; days are days of
 * Asia/Ho_Chi_Minh, which has kept UTC+7 without daylight saving since 1975.
 */

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const HO_CHI_MINH_OFFSET_MS = 7 * HOUR_MS;

/** Instant (ms). */
export type Instant = number;

/** First instant of the statistical year: 1 October of the year before, 00:00 in Ho Chi Minh City. */
export function yearStart(year: number): Instant {
  return dayNumber(year - 1, 10, 1) * DAY_MS - HO_CHI_MINH_OFFSET_MS;
}

/** Last instant (ms) of the statistical year. */
export function yearEnd(year: number): Instant {
  return yearStart(year + 1) - 1;
}

/** The year that was asked about last: one question is mostly about the same as the one before. */
let lastYear = { year: 0, from: 0, to: 0 };

/** The statistical year an instant lies in. */
export function yearOf(at: Instant): number {
  if (at >= lastYear.from && at < lastYear.to) return lastYear.year;
  const local = new Date(at + HO_CHI_MINH_OFFSET_MS);
  const year = local.getUTCFullYear() + (local.getUTCMonth() >= 9 ? 1 : 0);
  lastYear = { year, from: yearStart(year), to: yearStart(year + 1) };
  return year;
}

/** First instant of a `YYYY-MM-DD` day in Ho Chi Minh City. */
export function dayStart(day: string): Instant {
  return Date.parse(`${day}T00:00:00.000Z`) - HO_CHI_MINH_OFFSET_MS;
}

/** The `YYYY-MM-DD` day of an instant in Ho Chi Minh City. */
export function dayOf(at: Instant): string {
  return new Date(at + HO_CHI_MINH_OFFSET_MS).toISOString().slice(0, 10);
}

/** First instant of the day an instant lies in. */
export function startOfDay(at: Instant): Instant {
  return Math.floor((at + HO_CHI_MINH_OFFSET_MS) / DAY_MS) * DAY_MS - HO_CHI_MINH_OFFSET_MS;
}

/** First instant of the day `months` calendar months away, clamped to the end of a shorter month; keeps the time of day. */
export function addMonths(at: Instant, months: number): Instant {
  const local = new Date(at + HO_CHI_MINH_OFFSET_MS);
  const day = local.getUTCDate();
  local.setUTCDate(1);
  local.setUTCMonth(local.getUTCMonth() + months);
  const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
  local.setUTCDate(Math.min(day, last));
  return local.getTime() - HO_CHI_MINH_OFFSET_MS;
}

/** The instant in RFC 3339 with the city's offset, milliseconds kept. */
export function formatInstant(at: Instant): string {
  return new Date(at + HO_CHI_MINH_OFFSET_MS).toISOString().replace('Z', '+07:00');
}

/**
 * Share of a statistical year elapsed at `at`, in twelfths counted as whole months plus the current
 * month by days, the day of `at` counted whole (31 March is exactly 6/12). Range 0 (exclusive) to 1.
 */
export function elapsedShare(at: Instant): number {
  const { elapsed, of } = elapsedParts(at);
  return elapsed / of;
}

/** The same share as a fraction of whole numbers, for figures that must be exact. */
export function elapsedParts(at: Instant): { elapsed: number; of: number } {
  const local = new Date(at + HO_CHI_MINH_OFFSET_MS);
  const monthsBefore = (local.getUTCMonth() + 3) % 12;
  const daysInMonth = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
  return { elapsed: monthsBefore * daysInMonth + local.getUTCDate(), of: 12 * daysInMonth };
}

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:([Zz])|([+-])(\d{2}):(\d{2}))$/;

/** What the city's calendar can write: years of four digits. An offset may lead beyond them. */
const FIRST_INSTANT = dayStart('0000-01-01');
const LAST_INSTANT = dayStart('9999-12-31') + DAY_MS - 1;

/**
 * Instant of an RFC 3339 date-time with offset, or `null` if the text is not one, or if it lies outside the years
 * 0000 to 9999 of the city. Digits beyond the millisecond are cut; the leap second `:60` is the first instant of the
 * next minute.
 */
export function parseInstant(text: string): Instant | null {
  const m = RFC3339.exec(text);
  if (!m) return null;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = '',
    ,
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = m;
  if (!isDay(`${year}-${month}-${day}`)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return null;
  const local =
    dayNumber(Number(year), Number(month), Number(day)) * DAY_MS +
    Number(hour) * HOUR_MS +
    Number(minute) * 60_000 +
    Number(second) * 1_000 +
    Number(`${fraction}000`.slice(0, 3));
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  const instant = local - (sign === '-' ? -offset : offset);
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : null;
}

/** Whether the text is a real calendar day written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!m) return false;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return day <= (days ?? 0);
}

/** Days since the epoch of a proleptic Gregorian date (`Date.UTC` remaps years 0–99, this does not). */
function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY_MS;
}
