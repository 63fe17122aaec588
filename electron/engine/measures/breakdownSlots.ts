import { HOUR_MS, type Instant, yearStart } from '../../contract/calendar.ts';

/** Stretches of a statistical year over which changes are summed by dimensions: 32 days each. */
const SLOT_HOURS = 768;
/** Stands for the whole year, of which only the stock is summed. */
export const YEAR_SLOT = -1;

/** The stretch that an hour of a year lies in. */
export function breakdownSlotOf(hoursBefore: number): number {
  return Math.floor(hoursBefore / SLOT_HOURS);
}

/** First hour since the epoch of a stretch. */
export function slotBegins(year: number, slot: number): number {
  return yearBegins(year) + slot * SLOT_HOURS;
}

/** First hour since the epoch of a statistical year; the next one's is the hour after its last. */
export function yearBegins(year: number): number {
  return hourOf(yearStart(year));
}

export function hourOf(at: Instant): number {
  return Math.floor(at / HOUR_MS);
}
