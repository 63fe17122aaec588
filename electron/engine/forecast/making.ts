/** Makes outlooks of units from the tables of a database. */
import type { Step } from '../../contract/answers.ts';
import { DAY_MS, type Instant, startOfDay, yearEnd, yearOf, yearStart } from '../../contract/calendar.ts';
import type { Formula, Quantity } from '../../contract/indicators.ts';
import type { TableReader } from '../measures/index.ts';
import { instantsOf } from './course/letterCourse.ts';
import { type LaidStep, layOut, stepStart } from './course/steps.ts';
import type { NoOutlook } from './letterAhead.ts';
import { type Outlook, outlooksOf } from './outlook.ts';

/** Statistical years, or days, that are looked back on. */
const BACK: Readonly<Record<Step, { years: number; days?: number }>> = {
  day: { years: 1, days: 260 },
  week: { years: 4 },
  month: { years: 8 },
};
const HANDLED: Quantity = { of: 'cases', letter: 'A' };

export interface Calendar {
  /** Public holidays, as days. */
  readonly daysOff: ReadonlySet<string>;
  /** First instants of days on which levels may have jumped. */
  readonly shifts: readonly Instant[];
}

/** The end of the last whole step before `at`: forecasts of all instants until the next one begin there. */
export function originOf(step: Step, at: Instant, { daysOff }: Calendar): Instant {
  // A month is long enough to hold a whole step of any kind that lies before `at`.
  const from = stepStart(step, startOfDay(at) - 62 * DAY_MS);
  const before = layOut(step, from, at - 1, daysOff).at(-1);
  return before?.end ?? from - 1;
}

/** The steps from an origin until the statistical year of `at` ends. */
export function stepsAhead(step: Step, origin: Instant, at: Instant, { daysOff }: Calendar): LaidStep[] {
  return layOut(step, origin + 1, yearEnd(yearOf(at)), daysOff);
}

/** Days are told for a quarter of a year: what is further is told by weeks. */
const DAYS_AHEAD = 65;

/** What is read of the tables before outlooks are made: letters of units, at the instants that the steps need. */
export interface Reading {
  /** Outlooks of a unit, by formula. */
  of(unit: string): (formula: Formula) => Outlook | NoOutlook;
}

/**
 * Reads what is known at `at` of some units. Only this needs the database: outlooks are made of what was read.
 * A unit that was not there has nothing known of it.
 */
export function readCourses(
  tables: TableReader,
  asked: { step: Step; at: Instant; units: readonly string[]; quantities: readonly Quantity[] },
  calendar: Calendar,
): Reading {
  const { step, at, units } = asked;
  const { years, days } = BACK[step];
  const origin = originOf(step, at, calendar);
  const first = stepStart(
    step,
    days === undefined ? yearStart(yearOf(at) - years) : startOfDay(origin) - days * DAY_MS,
  );
  const steps = layOut(step, first, origin, calendar.daysOff);
  const ahead = stepsAhead(step, origin, at, calendar).slice(0, step === 'day' ? DAYS_AHEAD : undefined);
  const quantities = [HANDLED, ...asked.quantities];
  const place = new Map(quantities.map((quantity, i) => [keyOf(quantity), i]));
  const row = new Map(units.map((unit, i) => [unit, i * quantities.length]));
  // Numbers are exact below 2^53, which no sum of đồng passes.
  const read = new Map<Instant, Float64Array>();
  for (const instant of instantsOf(steps, yearOf(at))) {
    const valueOf = tables.at(instant);
    const values = new Float64Array(units.length * quantities.length);
    units.forEach((unit, u) =>
      quantities.forEach((quantity, q) => {
        values[u * quantities.length + q] = Number(valueOf(unit, quantity) ?? Number.NaN);
      }),
    );
    read.set(instant, values);
  }
  const value = (unit: string, quantity: Quantity, instant: Instant): number | null => {
    const from = row.get(unit);
    const at = place.get(keyOf(quantity));
    const found = from === undefined || at === undefined ? undefined : read.get(instant)?.[from + at];
    return found === undefined || Number.isNaN(found) ? null : found;
  };
  return {
    of: (unit) =>
      outlooksOf({
        step,
        steps,
        ahead,
        shifts: calendar.shifts,
        reading: (quantity) => ({
          known: (instant) => (value(unit, HANDLED, instant) ?? 0) > 0,
          value: (instant) => value(unit, quantity, instant),
        }),
      }),
  };
}

/** The quantities that a formula is of. */
export function quantitiesOf(formula: Formula): Quantity[] {
  return formula.is === 'quantity' ? [formula.quantity] : [formula.numerator, formula.denominator];
}

const keyOf = ({ of, letter }: Quantity): string => `${of} ${letter}`;
