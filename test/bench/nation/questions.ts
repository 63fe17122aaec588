/** Questions to a country's figures, and how long the engine takes to answer them. */
import { join } from 'node:path';
import { DAY_MS, type Instant, yearOf } from '../../../electron/contract/calendar.ts';
import { createMeasures, type Measures, readCatalogue } from '../../../electron/engine/measures/index.ts';
import { openStore, type Store } from '../../../electron/engine/store/index.ts';
import { inProject } from '../../../build/paths.ts';
import { BEGIN, DAYS, NATION, PROVINCES, provinceKey, REGIONS, regionKey } from './events.ts';

export interface Times {
  /** Every indicator of every unit at an instant, ms each. */
  everything: number[];
  /** One unit by enforcer and category at an instant, ms each. */
  breakdown: number[];
}

const QUESTIONS = 120;
/** Left out of the times: what is read from the disk for the first time. */
const WARM_UP = 20;

/** Instants all over the days of the load, none twice, most of them in the middle of an hour. */
export function instants(count: number): Instant[] {
  return Array.from(
    { length: count },
    (_, i) => BEGIN + (20 + ((i * 0.618_034) % 1) * (DAYS - 40)) * DAY_MS,
  ).map(Math.floor);
}

export function everyUnit(): string[] {
  return [
    NATION,
    ...Array.from({ length: PROVINCES }, (_, n) => provinceKey(n)),
    ...Array.from({ length: REGIONS }, (_, n) => regionKey(n)),
  ];
}

export async function withMeasures<T>(
  dataDir: string,
  ask: (measures: Measures, store: Store) => Promise<T>,
): Promise<T> {
  const store = openStore({ dataDir });
  try {
    return await ask(createMeasures(store, readCatalogue(join(inProject('assets'), 'indicators'))), store);
  } finally {
    store.close();
  }
}

function timeOfEverything(measures: Measures, at: Instant): number {
  const indicators = measures.catalogue().map((i) => i.key);
  const units = everyUnit();
  const begun = performance.now();
  measures.valuesOfUnits({ units, at, indicators });
  return performance.now() - begun;
}

async function timeOfBreakdown(measures: Measures, at: Instant, region: number): Promise<number> {
  const begun = performance.now();
  await measures.breakdown({
    unit: regionKey(region),
    year: yearOf(at),
    at,
    by: ['officer', 'category'],
    filter: {},
  });
  return performance.now() - begun;
}

export function timesOf(dataDir: string): Promise<Times> {
  return withMeasures(dataDir, async (measures) => {
    const times: Times = { everything: [], breakdown: [] };
    // As after a night: what is over has been summed.
    await measures.sumAhead(BEGIN + DAYS * DAY_MS);
    for (const [i, at] of instants(QUESTIONS).entries()) {
      times.everything.push(timeOfEverything(measures, at));
      times.breakdown.push(await timeOfBreakdown(measures, at, (i * 131) % REGIONS));
    }
    return { everything: times.everything.slice(WARM_UP), breakdown: times.breakdown.slice(WARM_UP) };
  });
}
