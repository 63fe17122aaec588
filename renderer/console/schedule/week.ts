/** Weeks of the city, from Monday on. */
import { DAY_MS, dayOf, dayStart, startOfDay } from '../../../electron/contract/calendar.ts';

/** The Monday of the week that an instant lies in, so many weeks later. */
export function mondayOf(at: number, weeks: number): string {
  const start = startOfDay(at);
  const weekday = (new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay() + 6) % 7;
  return dayOf(start + (weeks * 7 - weekday) * DAY_MS);
}

/** Part of the day that has gone at an instant, from 0 to 1. */
export function shareOfDay(day: string, at: number): number {
  return (at - dayStart(day)) / DAY_MS;
}
