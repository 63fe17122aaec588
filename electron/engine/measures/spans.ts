import { HOUR_MS, type Instant, yearStart } from '../../contract/calendar.ts';

/**
 * Spans of the cube in hours, widest first; each divides the one before, so that any stretch from the start of a
 * year to a whole hour is a handful of slots: at most 5 + 7 + 7 + 3 + 5 cells of a unit, however long the year.
 */
export const SPANS = [1536, 192, 24, 6, 1] as const;

/** Slots [from, to) of one span. */
export interface SlotRange {
  span: number;
  from: number;
  to: number;
}

/** Whole hours of statistical year `year` that have passed before the hour of `at`. */
export function hoursBefore(year: number, at: Instant): number {
  return Math.floor((at - yearStart(year)) / HOUR_MS);
}

/** The slots that together cover the first `hours` hours of a year, one range for each span (it may be empty). */
export function slotsCovering(hours: number): SlotRange[] {
  let covered = 0;
  return SPANS.map((span) => {
    const from = covered / span;
    const to = Math.floor(hours / span);
    covered = to * span;
    return { span, from, to };
  });
}
