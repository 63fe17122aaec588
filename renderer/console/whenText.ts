import { formatClock, formatDay } from '../ui/index.ts';

/** An instant as the console writes it in passing: `09:41 15/01/2026`. */
export function whenText(instant: string): string {
  const at = Date.parse(instant);
  return `${formatClock(at)} ${formatDay(at)}`;
}
