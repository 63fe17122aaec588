/** Which time is asked about, and which other one it is held against. */
import type { Period, Query } from '../../contract/questions.ts';
import { cutLike, statisticalYearOf, yearEarlier, yearPeriod } from './days.ts';
import type { TimeSaid } from './cursor.ts';
import { relative } from './runningTimes.ts';
import type { Reading } from './reading.ts';

export type TimeAsked =
  | { is: 'none' }
  | { is: 'future' }
  | { is: 'period'; period: Period; with?: Period }
  /** Only what to compare with was said. */
  | { is: 'with'; of: Period | null; with: (asked: Period) => Period };

/** The running statistical year, up to today. */
export function toDate(today: string): Period {
  return { from: yearPeriod(statisticalYearOf(today)).from, to: today };
}

export function timeSaid(reading: Reading, today: string, previous?: Query): TimeAsked {
  const compares = reading.meanings.find(({ meaning }) => meaning === 'compare');
  const times = compares ? reading.times : inTheirYear(reading.times);
  const cut = (period: Period): Period => ({ from: period.from, to: period.to > today ? today : period.to });
  if (times.some(({ period }) => period.from > today)) return { is: 'future' };
  const [first, second] = times;
  if (!first) return { is: 'none' };

  const before = (previous && 'period' in previous ? previous.period : undefined) ?? toDate(today);
  const cungKy = times.find(({ is }) => is === 'cung_ky');
  if (cungKy) {
    const other = times.find(
      (time) =>
        time !== cungKy && time.is !== 'cung_ky' && !(time.is === 'year' && time.place > cungKy.place),
    );
    const compared = compares !== undefined || reading.has('change');
    if (!compared) return { is: 'period', period: yearEarlier(other ? cut(other.period) : before) };
    if (other) return { is: 'period', period: cut(other.period), with: yearEarlier(cut(other.period)) };
    return { is: 'with', of: null, with: yearEarlier };
  }
  if (second && (compares || reading.has('change') || joinedBetween(reading, first.place, second.place))) {
    // “2024 and 2025”: the later one is looked at, the earlier one is what it is held against.
    const swapped = !compares && first.period.to < second.period.from;
    const [main, other] = swapped ? [second, first] : [first, second];
    return { is: 'period', period: cut(main.period), with: like(main, other, today) };
  }
  if (
    compares &&
    first.place > compares.at &&
    !reading.units.some(({ at }) => at > compares.at && at < first.place)
  ) {
    const running = runningOf(first, today);
    if (first.step === 'year' && running) return { is: 'with', of: null, with: yearEarlier };
    return running
      ? { is: 'with', of: cut(running), with: (asked) => cutLike(asked, first.period) }
      : { is: 'with', of: null, with: () => cut(first.period) };
  }
  return { is: 'period', period: cut(first.period) };
}

function joinedBetween({ meanings }: Reading, from: number, to: number): boolean {
  return meanings.some(({ at, meaning }) => meaning === 'join' && at > from && at < to);
}

/** A year said apart is that of the month, quarter or report period without one. */
function inTheirYear(times: Reading['times']): Reading['times'] {
  const year = times.find(({ is }) => is === 'year')?.year;
  const open = times.find(({ inYear }) => inYear);
  if (!year || !open?.inYear || times.length !== 2) return times;
  return [{ ...open, period: open.inYear(year) }];
}

function like(first: TimeSaid, second: TimeSaid, today: string): Period {
  if (second.year && first.inYear) return first.inYear(second.year);
  const running = { from: first.period.from, to: today };
  return first.period.to > today ? cutLike(running, second.period) : second.period;
}

/** The running day, week, month, quarter or year that an earlier one is held against. */
function runningOf({ step, period }: TimeSaid, today: string): Period | null {
  if (step === 'span') return null;
  const running = relative(step, 0, today).period;
  return period.from < running.from ? running : null;
}
