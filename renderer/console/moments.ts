/** Days and times as people here write them, 15/01/2026 09:41, in the city's time whatever the browser's language and zone. */
import { isDay } from '../../electron/contract/calendar.ts';
import { formatClock, formatDay } from '../ui/index.ts';

const DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const CLOCK = /^(\d{1,2})[:hg](\d{2})(?::(\d{2}))?$/i;

/**
 * Reads a day with a time, in either order, as an instant in RFC 3339; `null` when it is none. Without a time it is the
 * beginning of the day.
 */
export function readMoment(text: string): string | null {
  const parts = text.trim().split(/[\s,]+/);
  const days = parts.filter((part) => DAY.test(part));
  const clocks = parts.filter((part) => CLOCK.test(part));
  if (days.length !== 1 || clocks.length > 1 || days.length + clocks.length !== parts.length) return null;
  const [, day = '', month = '', year = ''] = DAY.exec(days[0] ?? '') ?? [];
  const [, hour = '0', minute = '00', second = '00'] = CLOCK.exec(clocks[0] ?? '') ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(written) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${written}T${hour.padStart(2, '0')}:${minute}:${second}+07:00`;
}

/** Reads a day alone, `15/01/2026`, as `2026-01-15`; `null` when it is none. */
export function readDay(text: string): string | null {
  return DAY.test(text.trim()) ? (readMoment(text)?.slice(0, 10) ?? null) : null;
}

/** `15/01/2026 09:41`: what `readMoment` reads. */
export function writeMoment(at: number): string {
  return `${formatDay(at)} ${formatClock(at)}`;
}
