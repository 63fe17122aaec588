/** Days and instants as text, fast enough for a million lines. */
import { DAY_MS } from '../contract/calendar.ts';

/** Local time ahead of UTC. */
export const OFFSET_MS = 7 * 3_600_000;
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const days = new Map<number, string>();

/** `YYYY-MM-DD` of a local day number. */
export function dayName(day: number): string {
  let name = days.get(day);
  if (name === undefined) {
    name = new Date(day * DAY_MS).toISOString().slice(0, 10);
    days.set(day, name);
  }
  return name;
}

/** `YYYY-MM-DD` of an instant in local time. */
export function formatDay(at: number): string {
  return dayName(dayNumber(at));
}

/** Local day number of an instant. */
export function dayNumber(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS);
}

/** RFC 3339 with the city's offset; milliseconds only where there are any. */
export function instantText(at: number): string {
  const day = dayNumber(at);
  const ms = at + OFFSET_MS - day * DAY_MS;
  const seconds = Math.floor(ms / 1000);
  const rest = ms - seconds * 1000;
  const h = two[Math.floor(seconds / 3600)] ?? '';
  const m = two[Math.floor(seconds / 60) % 60] ?? '';
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${dayName(day)}T${h}:${m}:${two[seconds % 60] ?? ''}${fraction}+07:00`;
}
