/** Days and years as they are written. */
import { isDay } from '../../contract/calendar.ts';
import type { Cursor, NamedYear } from './cursor.ts';
import { dayFrom, partsOf, statisticalYearOf } from './days.ts';

/** `15/5/2026`, `15-5-2026`, `2026-05-15`, `15/5`; a day without a year is the last one there was. */
function dateOf(text: string, today: string): string | null {
  const parts = text.split(/[/.-]/).map(Number);
  const [a = 0, b = 0, c = 0] = parts;
  if (parts.length === 3) {
    const [year, month, date] = a > 31 ? [a, b, c] : [c, b, a];
    const day = [String(year), twoDigits(month), twoDigits(date)].join('-');
    return year >= 1900 && isDay(day) ? day : null;
  }
  if (parts.length !== 2 || !text.includes('/') || a > 31 || b > 12 || a < 1 || b < 1) return null;
  const { year } = partsOf(today);
  const here = dayFrom(year, b, a);
  return here <= today ? here : dayFrom(year - 1, b, a);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

/** A date in figures, or `ngày 15 tháng 5 năm 2026`. */
export function date(words: Cursor, today: string): string | null {
  const named = words.take('ngay', 'hom', 'mung', 'mong');
  const figures = words.peek();
  if (/^\d+[/.-]\d+/.test(figures)) {
    const day = dateOf(figures, today);
    if (day !== null) words.at += 1;
    return day;
  }
  if (!named) return null;
  const dateInMonth = words.number();
  if (dateInMonth === null || !words.take('thang')) return null;
  const month = words.number();
  if (month === null) return null;
  const year = yearSaid(words, today);
  return dateOf(year ? `${dateInMonth}/${month}/${year.calendar}` : `${dateInMonth}/${month}`, today);
}

/** `năm 2025`, `2025`, `năm ngoái`, `năm nay`, `last year`. */
export function yearSaid(words: Cursor, today: string): NamedYear | null {
  const now = { statistical: statisticalYearOf(today), calendar: partsOf(today).year };
  const shifted = (n: number) => ({ statistical: now.statistical + n, calendar: now.calendar + n });
  if (words.peek() === 'nam' && words.peek(1) === 'truoc' && words.peek(2) === 'chuyen') return null;
  if (words.take('nam nay', 'nam hien tai', 'this year', 'current year')) return shifted(0);
  if (words.take('nam ngoai', 'nam truoc', 'nam vua qua', 'nam roi', 'nam qua', 'last year', 'previous year'))
    return shifted(-1);
  if (words.take('nam kia')) return shifted(-2);
  if (words.take('nam sau', 'nam toi', 'next year')) return shifted(1);
  const begun = words.at;
  words.take('nam thong ke', 'nam', 'cua nam', 'statistical year', 'year', 'of', 'in');
  if (/^20[1-9]\d$/.test(words.peek())) {
    const year = Number(words.peek());
    words.at += 1;
    return { statistical: year, calendar: year };
  }
  words.at = begun;
  return null;
}
