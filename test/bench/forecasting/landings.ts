/** Landings of the year told of the demo source's offices at eight instants, held against what the years came to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DAY_MS,
  dayStart,
  type Instant,
  yearEnd,
  yearOf,
  yearStart,
} from '../../../electron/contract/calendar.ts';
import type { Indicator, Quantity } from '../../../electron/contract/indicators.ts';
import { LiveFeed } from '../../../electron/demo-source/live.ts';
import { frozen } from '../../../electron/demo-source/pace.ts';
import { SectorStream } from '../../../electron/demo-source/stream.ts';
import { intervalOf } from '../../../electron/engine/forecast/ahead/space.ts';
import { readShifts } from '../../../electron/engine/forecast/index.ts';
import { quantitiesOf, readCourses } from '../../../electron/engine/forecast/making.ts';
import { createIngest } from '../../../electron/engine/ingest/index.ts';
import {
  createMeasures,
  createTableReader,
  readCatalogue,
  type TableReader,
} from '../../../electron/engine/measures/index.ts';
import { readHolidays } from '../../../electron/engine/schedules/index.ts';
import { openStore } from '../../../electron/engine/store/index.ts';
import { percentile, report, round } from '../report.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
const FIRST_YEAR = 2026;
const YEARS = 3;
const CASES = 20_000;
/** From the second year on: before, there is no year to go by. */
const ASKED = [
  ...['2026-12-31', '2027-03-31', '2027-06-30', '2027-08-31'],
  ...['2027-12-31', '2028-03-31', '2028-06-30', '2028-08-31'],
];

interface Tally {
  within80: number;
  within95: number;
  own: number[];
  naive: number[];
}

export async function landings(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const store = openStore({ dataDir });
  try {
    store.db.pragma('synchronous = OFF');
    const catalogue = readCatalogue(join(ASSETS, 'indicators'));
    const end = yearStart(FIRST_YEAR + YEARS) + DAY_MS;
    const measures = createMeasures(store, catalogue);
    const ingest = createIngest({ store, measures, now: () => end });
    ingest.settle({ id: 'demo', kind: 'push', nature: 'sample', expectEveryS: 15 });
    await ingest.push('demo', chunks(end));
    const tables = createTableReader(store.db);
    const offices = measures.units(end).flatMap(({ unit, level }) => (level === 'region' ? [unit] : []));
    const tally = tallyOf(tables, offices, catalogue);
    tell(
      tally,
      `${tally.own.length} landings: ${offices.length} offices, 13 indicators, ${ASKED.length} instants`,
    );
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}

function* chunks(end: Instant): Generator<Uint8Array> {
  const stream = new SectorStream({ seed: '1', cases: CASES, firstYear: FIRST_YEAR });
  const feed = new LiveFeed(stream, end, frozen(), () => end);
  for (let after = 0; after < feed.head; ) {
    const lines = feed.after(after, 500);
    after += lines.length;
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
  feed.close();
}

function tallyOf(tables: TableReader, units: readonly string[], catalogue: readonly Indicator[]): Tally {
  const tally: Tally = { within80: 0, within95: 0, own: [], naive: [] };
  const calendar = {
    daysOff: new Set(readHolidays(ASSETS, '').nameOf.keys()),
    shifts: readShifts(ASSETS, (sentence) => process.stderr.write(`${sentence}\n`)),
  };
  const quantities = catalogue.flatMap(({ formula }) => quantitiesOf(formula));
  for (const day of ASKED) {
    const at = dayStart(day);
    const reading = readCourses(tables, { step: 'week', at, units, quantities }, calendar);
    const last = tables.at(yearEnd(yearOf(at)));
    for (const unit of units)
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

function tell({ within80, within95, own, naive }: Tally, of: string): void {
  const [mine, rule] = [percentile(own, 0.5), percentile(naive, 0.5)];
  report({
    bench: 'forecast, median error of the landing of the year',
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
      bench: `forecast, landings within the ${level} % interval`,
      value: round((100 * within) / own.length, 1),
      unit: '%',
      ratio: null,
      baseline: of,
    });
}
