/** Months, quarters and report periods, with their year where one is said. */
import type { Period } from '../../contract/questions.ts';
import type { Cursor, Found, NamedYear } from './cursor.ts';
import { yearSaid } from './dates.ts';
import { addDays, monthOf, partsOf, quarterOf, shiftMonths, statisticalYearOf, yearPeriod } from './days.ts';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** A month with its year where one is said: `tháng 5/2026`, `tháng 5 năm ngoái`, `May 2026`. */
export function month(words: Cursor, today: string): Found | null {
  const begun = words.at;
  let number: number | null = null;
  let year: NamedYear | null = null;
  const inFigures = /^(\d{1,2})[/.-](20\d\d)$/.exec(words.peek(1));
  if ((words.peek() === 'thang' || words.peek() === 't') && inFigures) {
    number = Number(inFigures[1]);
    year = { statistical: Number(inFigures[2]), calendar: Number(inFigures[2]) };
    words.at += 2;
  } else if (words.take('thang', 't', 'month')) {
    number = words.take('gieng') ? 1 : words.take('chap') ? 12 : words.number();
  } else {
    const named = MONTHS.findIndex((name) => name === words.peek() || name.slice(0, 3) === words.peek());
    if (named >= 0) {
      words.at += 1;
      const certain = MONTHS[named] === words.words[begun]?.text && named !== 4;
      if (certain || /^20\d\d$/.test(words.peek())) number = named + 1;
    }
  }
  if (number === null || number < 1 || number > 12) return null;
  year ??= yearSaid(words, today);
  const which = number;
  const inYear = (of: NamedYear) => monthOf(of.calendar, which);
  if (year) return { period: inYear(year), is: 'period', step: 'month' };
  const { year: now } = partsOf(today);
  const here = monthOf(now, which);
  return {
    period: here.from <= today ? here : monthOf(now - 1, which),
    is: 'period',
    step: 'month',
    inYear,
  };
}

export function quarter(words: Cursor, today: string): Found | null {
  let number: number | null = null;
  let year: NamedYear | null = null;
  const figures = /^([1-4])[/.-](20\d\d)$/.exec(words.peek(1));
  const short = words.peek() === 'q';
  if ((short || words.peek() === 'quy') && figures) {
    number = Number(figures[1]);
    year = { statistical: Number(figures[2]), calendar: Number(figures[2]) };
    words.at += 2;
  } else if (words.take('quy', 'q', 'quarter')) number = words.number();
  else if (words.take('first quarter')) number = 1;
  else if (words.take('second quarter')) number = 2;
  else if (words.take('third quarter')) number = 3;
  else if (words.take('fourth quarter')) number = 4;
  if (number === null || number < 1 || number > 4) return null;
  year ??= yearSaid(words, today);
  const which = number;
  const inYear = (of: NamedYear) => quarterOf(of.calendar, which);
  if (year) return { period: inYear(year), is: 'period', step: 'quarter' };
  const { year: now } = partsOf(today);
  const here = quarterOf(now, which);
  return {
    period: here.from <= today ? here : quarterOf(now - 1, which),
    is: 'period',
    step: 'quarter',
    inYear,
  };
}

/** `6 tháng đầu năm`: report periods of the statistical year. */
export function monthsOfYear(words: Cursor, today: string): Found | null {
  const english = words.take('first');
  const half = english ? words.take('half') : words.take('nua dau', 'nua');
  const n = half ? 6 : words.number();
  if (n === null || n < 1 || n > 12) return null;
  if (!half && !words.take('thang', 'month', 'months')) return null;
  let last = false;
  const begun = words.at;
  if (!english) {
    if (words.take('dau nam', 'dau cua nam', 'dau')) last = false;
    else if (words.take('cuoi nam', 'cuoi')) last = true;
    else if (half && !words.take('nam')) return null;
  }
  const placed = words.at > begun || english || half;
  // `đầu năm 2025`, `đầu năm nay`: the word year belongs to what follows.
  if (/^(20\d\d|nay|ngoai|truoc|roi)$/.test(words.peek()) && words.words[words.at - 1]?.text === 'nam')
    words.at -= 1;
  const year = yearSaid(words, today);
  if (!placed && !year) return null;
  const inYear = ({ statistical }: NamedYear): Period => {
    const { from, to } = yearPeriod(statistical);
    return last ? { from: shiftMonths(from, 12 - n), to } : { from, to: addDays(shiftMonths(from, n), -1) };
  };
  if (year) return { period: inYear(year), is: 'period', step: 'span' };
  const now = statisticalYearOf(today);
  return {
    period: inYear({ statistical: now, calendar: now }),
    is: 'period',
    step: 'span',
    inYear,
  };
}
