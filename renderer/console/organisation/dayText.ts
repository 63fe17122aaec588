import { formatDay } from '../../ui/index.ts';

/** `2026-01-15` as people here write it: `15/01/2026`. */
export function dayText(day: string): string {
  return formatDay(Date.parse(`${day}T12:00:00+07:00`));
}
