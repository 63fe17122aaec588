/** Arithmetic of days as the field writes them, `YYYY-MM-DD`. */
import { DAY_MS } from '../../contract/calendar.ts';
import type { Period } from '../../contract/questions.ts';

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10);

export function dayFrom(year: number, month: number, day: number): string {
  return dayAt(Date.UTC(year, month - 1, day));
}

export function partsOf(day: string): { year: number; month: number; date: number } {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { year, month, date };
}

export function addDays(day: string, n: number): string {
  return dayAt(timeOf(day) + n * DAY_MS);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((timeOf(to) - timeOf(from)) / DAY_MS);
}

/** The same day of another month, or the last one of a shorter month. */
export function shiftMonths(day: string, n: number): string {
  const { year, month, date } = partsOf(day);
  const last = partsOf(dayFrom(year, month + n + 1, 0));
  return dayFrom(last.year, last.month, Math.min(date, last.date));
}

export function monthOf(year: number, month: number): Period {
  return { from: dayFrom(year, month, 1), to: dayFrom(year, month + 1, 0) };
}

export function quarterOf(year: number, quarter: number): Period {
  return { from: dayFrom(year, quarter * 3 - 2, 1), to: dayFrom(year, quarter * 3 + 1, 0) };
}

/** Monday to Sunday. */
export function weekOf(day: string): Period {
  const from = addDays(day, -((new Date(timeOf(day)).getUTCDay() + 6) % 7));
  return { from, to: addDays(from, 6) };
}

/** The statistical year, which begins on 1 October of the year before. */
export function yearPeriod(year: number): Period {
  return { from: dayFrom(year - 1, 10, 1), to: dayFrom(year, 9, 30) };
}

export function statisticalYearOf(day: string): number {
  const { year, month } = partsOf(day);
  return month >= 10 ? year + 1 : year;
}

/** Its last day a month earlier or later stays the last day. */
function shiftDay(day: string, months: number): string {
  const { year, month, date } = partsOf(day);
  const isLast = date === partsOf(dayFrom(year, month + 1, 0)).date;
  return isLast ? dayFrom(year, month + months + 1, 0) : shiftMonths(day, months);
}

/** The same days one year earlier. */
export function yearEarlier({ from, to }: Period): Period {
  return { from: shiftMonths(from, -12), to: shiftDay(to, -12) };
}

/**
 * An earlier period cut to the length of one that is still running, so that like is held against like: this month until the
 * 17th against last month until the 17th.
 */
export function cutLike(running: Period, earlier: Period): Period {
  const firsts = [running.from, earlier.from].map(partsOf);
  const monthly = firsts.every(({ date }) => date === 1);
  const [a, b] = firsts as [ReturnType<typeof partsOf>, ReturnType<typeof partsOf>];
  const to = monthly
    ? shiftMonths(running.to, (b.year - a.year) * 12 + b.month - a.month)
    : addDays(earlier.from, daysBetween(running.from, running.to));
  return { from: earlier.from, to: to < earlier.to ? to : earlier.to };
}
