/** How many days of the demo source, in which nothing unusual was put, are told of as unusual. */
import { DAY_MS, dayOf, dayStart, type Instant, yearEnd } from '../../../electron/contract/calendar.ts';
import { dayWeight } from '../../../electron/demo-source/workdays.ts';
import { isWorkday, type LaidStep, layOut } from '../../../electron/engine/forecast/course/steps.ts';
import type { LaidDays } from '../../../electron/engine/forecast/days/expectation.ts';
import { readDays } from '../../../electron/engine/forecast/days/readDays.ts';
import {
  DAYS_A_MONTH,
  FALSE_A_MONTH,
  unusualDays,
} from '../../../electron/engine/forecast/days/unusualDays.ts';
import { report, round } from '../report.ts';
import type { DemoYears } from './demoYears.ts';

const LAST = '2028-09-30';
/** Until so many days are known nothing can be said. */
const FIRST = 120;

export function unusual({ tables, catalogue, calendar }: DemoYears): void {
  const at: Instant = dayStart(LAST) + DAY_MS - 1;
  const formulas = catalogue.map(({ key, formula }) => ({ key, formula }));
  const daysOff = demoDaysOff(at);
  const { steps, figures } = readDays(tables, { at, formulas }, { ...calendar, daysOff });
  let [found, months, series] = [0, 0, 0];
  for (let end = FIRST; end <= steps.length; end += DAYS_A_MONTH) {
    const known = figures.map((figure) => ({
      ...figure,
      series: figure.series.map(({ unit, came }) => ({ unit, came: came.slice(0, end) })),
    }));
    const told = unusualDays(known, laid(steps.slice(0, end), daysOff), DAYS_A_MONTH);
    if (told.days.length === 0) continue;
    found += told.found.length;
    months += 1;
    series = Math.max(series, told.series);
  }
  report({
    bench: 'forecast, days told of as unusual a month where nothing is',
    value: round(found / months),
    unit: 'a month',
    ratio: round(found / months / FALSE_A_MONTH),
    baseline: `at most ${FALSE_A_MONTH}; ${months} months, ${series} units × figures`,
  });
}

function laid(steps: readonly LaidStep[], daysOff: ReadonlySet<string>): LaidDays {
  const { end = 0, year = 0 } = steps.at(-1) ?? {};
  return { steps, ahead: layOut('day', end + 1, yearEnd(year), daysOff).length };
}

/** Days off as the demo source keeps them: its Tết is longer than the calendar's, and it knows no days in lieu. */
function demoDaysOff(until: Instant): Set<string> {
  const off = new Set<string>();
  for (let day = dayStart('2025-10-01'); day <= until; day += DAY_MS)
    if (isWorkday(day, off) && dayWeight(dayOf(day)) === 0) off.add(dayOf(day));
  return off;
}
