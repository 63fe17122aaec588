/** Times with two ends, or counted up to one. */
import { month, quarter } from './calendarTimes.ts';
import { type Cursor, type Found, span } from './cursor.ts';
import { date } from './dates.ts';
import { statisticalYearOf, yearPeriod } from './days.ts';
import { relative } from './runningTimes.ts';

/** The end of what is counted from the beginning of the statistical year. */
export function until(words: Cursor, today: string): Found | null {
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

export function between(words: Cursor, today: string): Found | null {
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
