/** Looks for what was unusual, by days and by weeks, and what it is put down to. */
import type { Instant } from '../../contract/calendar.ts';
import type { Driver } from '../../contract/forecasts.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { timesBeyond } from './ahead/space.ts';
import type { AnomalyStore, Look, LookStep, Unusual } from './anomalyStore.ts';
import { countsWhatCame } from './course/letterCourse.ts';
import { FALSE_A_MONTH, type UnusualDays } from './days/unusualDays.ts';
import { type AskQuery, driversOf } from './drivers.ts';
import type { ForecastStore } from './forecastStore.ts';

/** Whole weeks of a month. */
const WEEKS_A_MONTH = 365.25 / 7 / 12;
/** What is put down to parts: what is further down the list is seen once what stands above it is understood. */
const EXPLAINED = 60;

export interface Looking {
  readonly store: AnomalyStore;
  readonly catalogue: readonly Indicator[];
  readonly ask: AskQuery;
  readonly now: Instant;
}

export async function lookAtDays(looking: Looking, { days, found }: UnusualDays): Promise<void> {
  const [first, last] = [days[0], days.at(-1)];
  if (first && last) await keep(looking, 'day', { from: first.from, to: last.to, found });
}

/** Of the outlooks made of the weeks until an origin: units and figures that were further off than chance explains. */
export async function lookAtWeeks(looking: Looking, outlooks: ForecastStore, origin: Instant): Promise<void> {
  const counted = new Set(
    looking.catalogue.flatMap(({ key, formula }) => (countsWhatCame(formula) ? [key] : [])),
  );
  let series = 0;
  for (const [key, count] of outlooks.known('week', origin)) if (counted.has(key)) series += count;
  if (series === 0) return;
  const beyond = timesBeyond(FALSE_A_MONTH / (WEEKS_A_MONTH * series));
  const found = outlooks.off('week', origin, beyond).flatMap(({ unit, indicator, outlook }): Unusual[] => {
    const newest = 'reason' in outlook ? null : outlook.newest;
    return newest && counted.has(indicator) ? [{ unit, indicator, ...newest, to: origin }] : [];
  });
  const from = found.reduce((least, one) => Math.min(least, one.from), origin);
  await keep(looking, 'week', { from, to: origin, found });
}

/** Parts are told again only of what was not told just so before. */
async function keep(
  { store, catalogue, ask, now }: Looking,
  step: LookStep,
  look: Omit<Look, 'found'> & { readonly found: readonly Unusual[] },
): Promise<void> {
  const before = new Map(store.get(step)?.found.map((one) => [idOf(one), one.drivers]));
  const found: Look['found'][number][] = [];
  for (const [i, one] of look.found.entries()) {
    const indicator = catalogue.find(({ key }) => key === one.indicator);
    const known = before.get(idOf(one));
    const drivers: readonly Driver[] =
      known ?? (indicator && i < EXPLAINED ? await driversOf(one, indicator, ask) : []);
    const { unit, indicator: key, from, to, came, told, low, high, off } = one;
    found.push({ unit, indicator: key, from, to, came, told, low, high, off, drivers });
  }
  store.put(step, { ...look, found }, now);
}

const idOf = ({ unit, indicator, from, came }: Unusual): string => [unit, indicator, from, came].join('\n');
