/** Times told from today: this month, last week, the last seven days. */
import type { Cursor, Found } from './cursor.ts';
import {
  addDays,
  monthOf,
  partsOf,
  quarterOf,
  shiftMonths,
  statisticalYearOf,
  weekOf,
  yearPeriod,
} from './days.ts';
import { span } from './cursor.ts';
import { numberAt } from './numbers.ts';

const LATELY_MOST = 400;

/** `7 ngày qua`, `last 30 days`: up to and including today. */
export function lately(words: Cursor, today: string): Found | null {
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

type Turning = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The day, week, month, quarter or year `n` away from the one that runs. */
export function relative(step: Turning, n: number, today: string): Found {
  const { year, month: number } = partsOf(today);
  switch (step) {
    case 'day':
      return { period: { from: addDays(today, n), to: addDays(today, n) }, is: 'period', step };
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

export function turning(words: Cursor, today: string): Found | null {
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
