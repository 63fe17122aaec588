/**
 * Gives cases, receipts and decisions their numbers in order of time, anew from each 1 January; a case is
 * numbered in the year it was accepted.
 */
import { dayName } from './days.ts';
import { KIND } from './journal.ts';
import type { Case, Sector } from './sector.ts';

/** Numbers up to ten million a calendar year. */
const PER_YEAR = 10_000_000;

type Numbered = { serial: number } | Case;

export interface Serials {
  readonly last: Map<string, number>;
}

/** Numbers what appears for the first time from row `first` of the journal on (rows must be in order). */
export function numberFrom(sector: Sector, serials: Serials, first: number): void {
  const { journal } = sector;
  const lists: (readonly Numbered[])[] = [[], sector.cases, sector.receipts, sector.decisions];
  let year = 0;
  let nextYearAt = 0;
  for (let i = first; i < journal.length; i++) {
    const kind = journal.kind(i);
    if (kind === KIND.announcement || journal.v(i) !== 1) continue;
    const at = journal.at(i);
    if (at >= nextYearAt) {
      year = new Date(at + 7 * 3_600_000).getUTCFullYear();
      nextYearAt = Date.UTC(year + 1, 0, 1) - 7 * 3_600_000;
    }
    const numbered = lists[kind]?.[journal.ref(i)];
    if (!numbered) continue;
    const of = 'acceptedDay' in numbered ? Number(dayName(numbered.acceptedDay).slice(0, 4)) : year;
    const key = `${kind}/${of}`;
    const number = (serials.last.get(key) ?? 0) + 1;
    serials.last.set(key, number);
    numbered.serial = (of % 100) * PER_YEAR + number;
  }
}

/** A number as it is written: `2026-0001234`. */
export function writtenSerial(serial: number): string {
  const number = serial % PER_YEAR;
  return `20${String((serial - number) / PER_YEAR).padStart(2, '0')}-${String(number).padStart(7, '0')}`;
}
