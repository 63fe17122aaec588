/** Landings of the year told of the demo source's offices, held against what the years came to. */
import { dayStart, yearEnd, yearOf } from '../../../electron/contract/calendar.ts';
import type { Quantity } from '../../../electron/contract/indicators.ts';
import { intervalOf } from '../../../electron/engine/forecast/ahead/space.ts';
import { quantitiesOf, readCourses } from '../../../electron/engine/forecast/making.ts';
import { percentile, report, round } from '../report.ts';
import type { DemoYears } from './demoYears.ts';

/** In the first year nothing is known of how a year ends; in the second, that one year; then more. */
const ASKED = {
  'the first year': ['2026-03-31', '2026-05-31', '2026-06-30', '2026-07-31', '2026-08-31'],
  'the second and third year': [
    ...['2026-12-31', '2027-03-31', '2027-06-30', '2027-08-31'],
    ...['2027-12-31', '2028-03-31', '2028-06-30', '2028-08-31'],
  ],
};

interface Tally {
  within80: number;
  within95: number;
  own: number[];
  naive: number[];
}

export function landings(demo: DemoYears): void {
  for (const [years, asked] of Object.entries(ASKED)) {
    const tally = tallyOf(demo, asked);
    tell(
      tally,
      years,
      `${tally.own.length} landings: ${demo.offices.length} offices, 13 indicators, ${asked.length} instants; widths found on another run of the demo source`,
    );
  }
}

function tallyOf({ tables, offices, catalogue, calendar }: DemoYears, asked: readonly string[]): Tally {
  const tally: Tally = { within80: 0, within95: 0, own: [], naive: [] };
  const quantities = catalogue.flatMap(({ formula }) => quantitiesOf(formula));
  for (const day of asked) {
    const at = dayStart(day);
    const reading = readCourses(tables, { step: 'week', at, units: offices, quantities }, calendar);
    const last = tables.at(yearEnd(yearOf(at)));
    for (const unit of offices)
      for (const { formula } of catalogue) {
        const outlook = reading.of(unit)(formula);
        const value = (quantity: Quantity) => Number(last(unit, quantity) ?? Number.NaN);
        const share = formula.is === 'share' ? 100 : 1;
        const came =
          formula.is === 'quantity'
            ? value(formula.quantity)
            : (share * value(formula.numerator)) / value(formula.denominator);
        const told = 'reason' in outlook ? undefined : outlook.steps.at(-1);
        if (!told || !Number.isFinite(came) || came === 0) continue;
        const { low80, high80, low95, high95 } = intervalOf(told);
        if (low80 <= came && came <= high80) tally.within80 += 1;
        if (low95 <= came && came <= high95) tally.within95 += 1;
        tally.own.push(Math.abs(told.value / came - 1));
        tally.naive.push(Math.abs(told.naive / came - 1));
      }
  }
  return tally;
}

function tell({ within80, within95, own, naive }: Tally, years: string, of: string): void {
  const [mine, rule] = [percentile(own, 0.5), percentile(naive, 0.5)];
  report({
    bench: `forecast, median error of the landing of the year, ${years}`,
    value: round(100 * mine),
    unit: '%',
    ratio: round(mine / rule, 3),
    baseline: `${round(100 * rule)} % by the pace of the last quarter; ${of}`,
  });
  for (const [level, within] of [
    [80, within80],
    [95, within95],
  ] as const)
    report({
      bench: `forecast, landings within the ${level} % interval, ${years}`,
      value: round((100 * within) / own.length, 1),
      unit: '%',
      ratio: null,
      baseline: `${of}; aim within two points of ${level}`,
    });
}
