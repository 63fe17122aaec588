/** One thing that happens to a case, and the desk it happens at. */
import { DAY_MS } from '../contract/calendar.ts';
import type { CaseState } from '../contract/events.ts';
import type { Random } from './random.ts';
import type { DecisionKind, Sector } from './sector.ts';
import { officeTime, type WorkYear } from './workdays.ts';

export interface Act {
  at: number;
  readonly state?: CaseState;
  readonly decision?: DecisionKind;
  readonly amount?: number;
  /** Unit that takes the case over. */
  readonly unit?: number;
}

export interface YearDesk {
  readonly sector: Sector;
  readonly cal: WorkYear;
  readonly random: Random;
  /** Draws the province a case is entrusted to. */
  readonly toProvince: (random: Random) => number;
}

/** An instant in office hours on a day of the year. */
export function on(desk: YearDesk, day: number): number {
  return desk.cal.start + desk.cal.workdayFrom(day) * DAY_MS + officeTime(desk.random);
}

/** A working day after `from` and before `to`, if there is one. */
export function dayBetween(desk: YearDesk, from: number, to: number): number | null {
  if (to - from < 2) return null;
  const day = desk.cal.workdayFrom(from + 1 + desk.random.below(to - from - 1));
  return day > from && day < to ? day : null;
}
