/** Times in a question, by the field's conventions (docs/operations/questions.md). */
import type { Period } from '../../contract/questions.ts';
import { isDay } from '../../contract/calendar.ts';
import {
  addDays,
  dayFrom,
  monthOf,
  partsOf,
  quarterOf,
  shiftMonths,
  statisticalYearOf,
  weekOf,
  yearPeriod,
} from './days.ts';
import type { Word } from './fold.ts';
import { numberAt } from './numbers.ts';

/** A year that was named: the statistical one, and the calendar's, which months and quarters go by. */
interface NamedYear {
  statistical: number;
  calendar: number;
}

export interface TimeSaid {
  at: number;
  length: number;
  period: Period;
  /** `cung_ky`: the same days a year before whatever else is asked about. */
  is: 'period' | 'year' | 'cung_ky';
  /** The step it is one of, so that “than last month” tells what is meant by now. */
  step: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'span';
  /** A month or quarter without its year takes one that was said elsewhere. */
  inYear?: (year: NamedYear) => Period;
  year?: NamedYear;
}

type Found = Omit<TimeSaid, 'at' | 'length'>;
type Rule = (words: Cursor, today: string) => Found | null;

/** Words read one after the other; a rule that fails leaves nothing behind. */
class Cursor {
  readonly words: readonly Word[];
  at: number;
  constructor(words: readonly Word[], at: number) {
    this.words = words;
    this.at = at;
  }
  peek(n = 0): string {
    return this.words[this.at + n]?.text ?? '';
  }
  /** Takes the words of a phrase, the first of them that stands here. */
  take(...phrases: string[]): boolean {
    for (const phrase of phrases) {
      const parts = phrase.split(' ');
      if (!parts.every((part, i) => this.peek(i) === part)) continue;
      this.at += parts.length;
      return true;
    }
    return false;
  }
  number(): number | null {
    const read = numberAt(this.words, this.at);
    if (read) this.at += read.length;
    return read?.value ?? null;
  }
  /** Whether the word has these marks, or none. */
  marked(n: number, marked: string): boolean {
    const word = this.words[this.at + n];
    return word !== undefined && (word.marked === marked || word.marked === word.text);
  }
}

const span = (period: Period): Found => ({ period, is: 'period', step: 'span' });
const oneDay = (day: string): Found => ({ period: { from: day, to: day }, is: 'period', step: 'day' });

/** Every time said in the words, in order; none overlaps another. */
export function timesIn(words: readonly Word[], today: string): TimeSaid[] {
  const found: TimeSaid[] = [];
  for (let at = 0; at < words.length; ) {
    const said = timeAt(words, at, today);
    if (said) found.push(said);
    at += said?.length ?? 1;
  }
  return found;
}

/** A number after one of these is of a place: `khu vực 8 tuần trước` is not eight weeks. */
const NUMBERED = /^(kv|vuc|region|office|quan|phong|vu|district)$/;

function timeAt(words: readonly Word[], at: number, today: string): TimeSaid | null {
  if (NUMBERED.test(words[at - 1]?.text ?? '') && numberAt(words, at)) return null;
  for (const rule of RULES) {
    const cursor = new Cursor(words, at);
    const found = rule(cursor, today);
    if (found) return { ...found, at, length: cursor.at - at };
  }
  return null;
}

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
function date(words: Cursor, today: string): string | null {
  const named = words.take('ngay', 'hom', 'mung', 'mong');
  const figures = words.peek();
  if (/^\d+[/.-]\d+/.test(figures)) {
    const day = dateOf(figures, today);
    if (day !== null && (named || figures.split(/[/.-]/).length === 3 || Number(figures.split('/')[1]) > 0)) {
      words.at += 1;
      return day;
    }
    return null;
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
function yearSaid(words: Cursor, today: string): NamedYear | null {
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
function month(words: Cursor, today: string): Found | null {
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

function quarter(words: Cursor, today: string): Found | null {
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
function monthsOfYear(words: Cursor, today: string): Found | null {
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

const LATELY_MOST = 400;

/** `7 ngày qua`, `last 30 days`: up to and including today. */
function lately(words: Cursor, today: string): Found | null {
  const english = words.take('last', 'past');
  const n = words.number();
  if (n === null || n < 1 || n > LATELY_MOST) return null;
  const step = words.take('ngay', 'days', 'day')
    ? 'day'
    : words.take('tuan', 'weeks', 'week')
      ? 'week'
      : words.take('thang', 'months', 'month')
        ? 'month'
        : null;
  if (step === null) return null;
  if (!english && !words.take('gan day', 'gan nhat', 'vua qua', 'vua roi', 'tro lai day', 'qua', 'truoc'))
    return null;
  if (step === 'month') return span({ from: addDays(shiftMonths(today, -n), 1), to: today });
  return span({ from: addDays(today, 1 - n * (step === 'week' ? 7 : 1)), to: today });
}

/** The end of what is counted from the beginning of the statistical year. */
function until(words: Cursor, today: string): Found | null {
  words.take('luy ke', 'cong don');
  words.take('tinh');
  if (!words.take('den', 'toi', 'as of', 'until', 'up to', 'by')) return null;
  words.take('thoi diem');
  if (words.take('hom nay', 'ngay hom nay', 'nay', 'gio', 'bay gio', 'today', 'now'))
    return { ...relative('year', 0, today), step: 'span' };
  words.take('het', 'cuoi', 'the end of', 'end of', 'end');
  const begun = words.at;
  const day = date(words, today);
  if (day !== null) return span({ from: yearPeriod(statisticalYearOf(day)).from, to: day });
  words.at = begun;
  const ends = month(words, today) ?? quarter(words, today);
  if (!ends) return null;
  const { to } = ends.period;
  return span({ from: yearPeriod(statisticalYearOf(to)).from, to });
}

function between(words: Cursor, today: string): Found | null {
  const led = words.take('tu', 'from', 'between');
  if (!led) return joined(words, today);
  if (words.take('dau thang')) return relative('month', 0, today);
  if (words.take('dau tuan')) return relative('week', 0, today);
  if (words.take('dau quy')) return relative('quarter', 0, today);
  if (words.take('dau nam')) {
    words.take('den nay', 'toi nay', 'den gio', 'nay', 'den hom nay');
    return { ...relative('year', 0, today), step: 'span' };
  }
  return joined(words, today);
}

/** Two days or two months with “to” between them. */
function joined(words: Cursor, today: string): Found | null {
  const begun = words.at;
  const from = date(words, today);
  if (from !== null) {
    if (!words.take('den', 'toi', 'to', 'and', 'until')) return null;
    words.take('het');
    const to = words.take('nay', 'hom nay', 'today', 'now') ? today : date(words, today);
    return to === null || to < from ? null : span({ from, to });
  }
  words.at = begun;
  const first = month(words, today);
  if (!first || !words.take('den', 'toi', 'to')) return null;
  words.take('het');
  const last = words.take('nay', 'hom nay', 'now') ? { period: { to: today } } : month(words, today);
  if (!last || last.period.to < first.period.from) return null;
  return span({ from: first.period.from, to: last.period.to });
}

type Turning = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The day, week, month, quarter or year `n` away from the one that runs. */
export function relative(step: Turning, n: number, today: string): Found {
  const { year, month: number } = partsOf(today);
  switch (step) {
    case 'day':
      return oneDay(addDays(today, n));
    case 'week':
      return { period: weekOf(addDays(today, n * 7)), is: 'period', step };
    case 'month':
      return { period: monthOf(year, number + n), is: 'period', step };
    case 'quarter':
      return { period: quarterOf(year, Math.floor((number - 1) / 3) + 1 + n), is: 'period', step };
    case 'year':
      return { period: yearPeriod(statisticalYearOf(today) + n), is: 'period', step };
  }
}

const TURNS: readonly [Turning, readonly string[], readonly string[], readonly string[]][] = [
  [
    'day',
    ['hom nay', 'ngay hom nay', 'trong ngay', 'today'],
    ['hom qua', 'ngay hom qua', 'yesterday'],
    ['ngay mai', 'hom sau', 'tomorrow'],
  ],
  [
    'week',
    ['tuan nay', 'trong tuan', 'this week'],
    ['tuan truoc', 'tuan qua', 'tuan vua qua', 'tuan roi', 'tuan vua roi', 'last week', 'previous week'],
    ['tuan sau', 'tuan toi', 'next week'],
  ],
  [
    'month',
    ['thang nay', 'trong thang', 'this month'],
    [
      'thang truoc',
      'thang qua',
      'thang vua qua',
      'thang roi',
      'thang vua roi',
      'last month',
      'previous month',
    ],
    ['thang toi', 'next month'],
  ],
  [
    'quarter',
    ['quy nay', 'this quarter'],
    ['quy truoc', 'quy vua qua', 'quy roi', 'last quarter', 'previous quarter'],
    ['quy sau', 'quy toi', 'next quarter'],
  ],
];

function turning(words: Cursor, today: string): Found | null {
  // `tháng sau` is next month; `tháng sáu`, and the same without marks, is June.
  if (
    words.peek() === 'thang' &&
    words.words[words.at + 1]?.marked === 'sau' &&
    words.words[words.at]?.marked === 'tháng'
  ) {
    words.at += 2;
    return relative('month', 1, today);
  }
  if (words.take('hom kia')) return relative('day', -2, today);
  for (const [step, now, last, next] of TURNS) {
    const begun = words.at;
    if (words.take(...now)) {
      // `trong tháng 5`, `trong tuần trước` say which one.
      if (words.words[begun]?.text !== 'trong' || !follows(words)) return relative(step, 0, today);
      words.at = begun;
      return null;
    }
    if (words.take(...last)) return relative(step, -1, today);
    if (words.take(...next)) return relative(step, 1, today);
  }
  return null;
}

function follows(words: Cursor): boolean {
  return (
    /^(\d.*|nay|truoc|qua|vua|roi|sau|toi|hom|ngoai)$/.test(words.peek()) ||
    numberAt(words.words, words.at) !== null
  );
}

function cungKy(words: Cursor, today: string): Found | null {
  if (!words.take('cung ky', 'same period', 'same time')) return null;
  const year = yearSaid(words, today);
  return { ...relative('year', -1, today), is: 'cung_ky', ...(year && { year }) };
}

function wholeYear(words: Cursor, today: string): Found | null {
  const said = yearSaid(words, today);
  return said && { period: yearPeriod(said.statistical), is: 'year', step: 'year', year: said };
}

function aDate(words: Cursor, today: string): Found | null {
  words.take('tai');
  const day = date(words, today);
  return day === null ? null : oneDay(day);
}

const RULES: readonly Rule[] = [
  between,
  until,
  cungKy,
  turning,
  monthsOfYear,
  lately,
  aDate,
  month,
  quarter,
  wholeYear,
];
