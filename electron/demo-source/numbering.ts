/**
 * Gives cases, receipts and decisions their numbers in order of time, anew from each 1 January; a case is
 * numbered in the year it was accepted.
 */
import { DAY_MS } from '../contract/calendar.ts';
import { OFFSET_MS } from './days.ts';
import { KIND } from './journal.ts';
import type { Sector } from './sector.ts';

/** Numbers up to ten million a calendar year. */
const PER_YEAR = 10_000_000;

/** The last number given, by what is numbered and calendar year. */
export type Serials = Map<number, number>;

/** Numbers what appears for the first time from row `first` of the journal on (rows must be in order). */
export function numberFrom(sector: Sector, serials: Serials, first: number): void {
  const { journal, cases } = sector;
  let year = 0;
  let nextYearAt = 0;
  for (let i = first; i < journal.length; i++) {
    const kind = journal.kind(i);
    if (kind === KIND.announcement || journal.v(i) !== 1) continue;
    const at = journal.at(i);
    if (at >= nextYearAt) {
      year = new Date(at + OFFSET_MS).getUTCFullYear();
      nextYearAt = Date.UTC(year + 1, 0, 1) - OFFSET_MS;
    }
    if (kind === KIND.case) {
      const c = cases[journal.ref(i)];
      if (c) c.serial = nextSerial(serials, kind, new Date(c.acceptedDay * DAY_MS).getUTCFullYear());
    } else {
      const papers = kind === KIND.receipt ? sector.receiptSerials : sector.decisionSerials;
      papers[journal.ref(i)] = nextSerial(serials, kind, year);
    }
  }
}

function nextSerial(serials: Serials, kind: number, year: number): number {
  const key = kind * 10_000 + year;
  const number = (serials.get(key) ?? 0) + 1;
  serials.set(key, number);
  return (year % 100) * PER_YEAR + number;
}

/** A number as it is written: `2026-0001234`. */
export function writtenSerial(serial: number): string {
  const number = serial % PER_YEAR;
  return `20${String((serial - number) / PER_YEAR).padStart(2, '0')}-${String(number).padStart(7, '0')}`;
}
