/** Times of the room: days and clock of Ho Chi Minh City, whatever the machine's own zone is. */
import { dayOf, formatInstant } from '../../../electron/contract/calendar.ts';

/** `09:41` */
export function formatClock(at: number): string {
  return formatInstant(at).slice(11, 16);
}

/** `09:41:07` */
export function formatClockSeconds(at: number): string {
  return formatInstant(at).slice(11, 19);
}

/** `15/01/2026`, in both languages. */
export function formatDay(at: number): string {
  const [year, month, day] = dayOf(at).split('-');
  return `${day}/${month}/${year}`;
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(at: number): number {
  return new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay();
}

/** An age in the largest unit that says enough: `seconds` to a minute, then `minutes`, `hours`, `days`. */
export interface Age {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days';
  readonly count: number;
}

/** Age of `seconds` (≥ 0, fractions are cut). */
export function ageOf(seconds: number): Age {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return { unit: 'seconds', count: whole };
  if (whole < 3_600) return { unit: 'minutes', count: Math.floor(whole / 60) };
  if (whole < 86_400) return { unit: 'hours', count: Math.floor(whole / 3_600) };
  return { unit: 'days', count: Math.floor(whole / 86_400) };
}
