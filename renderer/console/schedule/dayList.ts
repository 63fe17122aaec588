/** Days as people here write them, 02/09/2026, one or several. */
import { dayStart } from '../../../electron/contract/calendar.ts';
import { formatDay } from '../../ui/index.ts';
import { readMoment } from '../moments.ts';

export function writeDay(day: string): string {
  return formatDay(dayStart(day));
}

export function writeDays(days: readonly string[]): string {
  return [...days].sort().map(writeDay).join(', ');
}

/** The days of a text, each once; `wrong` is the first part that is none. */
export function readDays(text: string): { days: string[]; wrong: string | null } {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const days = parts.map((part) => readMoment(part)?.slice(0, 10) ?? null);
  const wrong = parts.find((_, i) => days[i] === null) ?? null;
  return { days: [...new Set(days.filter((day) => day !== null))], wrong };
}
