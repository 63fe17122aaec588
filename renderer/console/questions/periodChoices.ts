/** Times that a question is often about, by the day of the data. */
import { dayOf, dayStart, DAY_MS, yearEnd, yearOf, yearStart } from '../../../electron/contract/calendar.ts';
import type { Period } from '../../../electron/contract/questions.ts';

export const PERIODS = ['year', 'lastYear', 'quarter', 'month', 'lastMonth', 'week', 'today'] as const;
export type PeriodName = (typeof PERIODS)[number];

export function periodChoices(today: string): Readonly<Record<PeriodName, Period>> {
  const at = dayStart(today);
  const year = yearOf(at);
  const [calendarYear = 0, month = 1] = today.split('-').map(Number);
  const first = (y: number, m: number) => new Date(Date.UTC(y, m - 1, 1)).toISOString().slice(0, 10);
  const thisMonth = first(calendarYear, month);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return {
    year: { from: dayOf(yearStart(year)), to: today },
    lastYear: { from: dayOf(yearStart(year - 1)), to: dayOf(yearEnd(year - 1)) },
    quarter: { from: first(calendarYear, month - ((month - 1) % 3)), to: today },
    month: { from: thisMonth, to: today },
    lastMonth: { from: first(calendarYear, month - 1), to: dayOf(dayStart(thisMonth) - 1) },
    week: { from: dayOf(at - weekday * DAY_MS), to: today },
    today: { from: today, to: today },
  };
}

/** The same days one year earlier; 29 February becomes the 28th. */
export function yearEarlier({ from, to }: Period): Period {
  return { from: dayEarlier(from), to: dayEarlier(to) };
}

function dayEarlier(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const before = String(Number(year) - 1).padStart(4, '0');
  return `${before}-${month}-${month === '02' && date === '29' ? '28' : date}`;
}
