/** Reads what came, day by day, of the figures that are counted up in the year. */
import { DAY_MS, type Instant, startOfDay, yearStart } from '../../../contract/calendar.ts';
import type { Formula, Quantity } from '../../../contract/indicators.ts';
import type { TableReader } from '../../measures/index.ts';
import { countsWhatCame } from '../course/letterCourse.ts';
import { layOut, stepStart } from '../course/steps.ts';
import { type Calendar, originOf, stepsAhead } from '../making.ts';
import type { LaidDays } from './expectation.ts';
import type { Figure } from './unusualDays.ts';

/** Two years and a season: the turn of a year is told by the one before. */
const BACK_DAYS = 800;

export interface ReadDays extends LaidDays {
  readonly figures: readonly Figure[];
}

/** @param formulas of which those are read that count what came */
export function readDays(
  tables: TableReader,
  { at, formulas }: { at: Instant; formulas: readonly { key: string; formula: Formula }[] },
  calendar: Calendar,
): ReadDays {
  const origin = originOf('day', at, calendar);
  const first = stepStart('day', startOfDay(origin) - BACK_DAYS * DAY_MS);
  const steps = layOut('day', first, origin, calendar.daysOff);
  const units = tables.units(origin);
  const counted = formulas.flatMap(({ key, formula }): { key: string; quantity: Quantity }[] =>
    countsWhatCame(formula) ? [{ key, quantity: formula.quantity }] : [],
  );
  const figures = counted.map(
    ({ key, quantity }): Figure => ({
      key,
      kind: quantity.of === 'money' ? 'money' : 'count',
      series: units.map((unit) => ({ unit, came: new Float64Array(steps.length).fill(Number.NaN) })),
    }),
  );
  let before: Float64Array | null = null;
  steps.forEach((step, t) => {
    const opens = step.from === yearStart(step.year) || before === null;
    const from = opens
      ? read(tables, step.from === yearStart(step.year) ? step.from : step.from - 1)
      : before;
    const to = read(tables, step.end);
    for (const [f, { series }] of figures.entries())
      for (const [u, { came }] of series.entries()) {
        const place = f * units.length + u;
        came[t] = (to[place] ?? Number.NaN) - (from?.[place] ?? Number.NaN);
      }
    before = to;
  });
  return { steps, figures, ahead: stepsAhead('day', origin, origin, calendar).length };

  /** By figure and unit; not a number where it is not known. Sums are exact below 2^53, which none of đồng passes. */
  function read(reader: TableReader, instant: Instant): Float64Array {
    const valueOf = reader.at(instant);
    const values = new Float64Array(counted.length * units.length);
    counted.forEach(({ quantity }, f) =>
      units.forEach((unit, u) => {
        values[f * units.length + u] = Number(valueOf(unit, quantity) ?? Number.NaN);
      }),
    );
    return values;
  }
}
