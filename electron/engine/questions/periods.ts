/** Times in a question, by the field's conventions (docs/operations/questions.md). */
import { month, monthsOfYear, quarter } from './calendarTimes.ts';
import { Cursor, type Found, type TimeSaid } from './cursor.ts';
import { date, yearSaid } from './dates.ts';
import { yearPeriod } from './days.ts';
import type { Word } from './fold.ts';
import { numberAt } from './numbers.ts';
import { lately, relative, turning } from './runningTimes.ts';
import { between, until } from './spans.ts';

type Rule = (words: Cursor, today: string) => Found | null;

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
  return day === null ? null : { period: { from: day, to: day }, is: 'period', step: 'day' };
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
