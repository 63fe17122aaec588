/** New cases of a year: what becomes of them, and when each is accepted. */
import { makeCase, shareByUnit } from './casting.ts';
import { dayNumber } from './days.ts';
import { DAY_MS } from '../contract/calendar.ts';
import { draftPlan, type CasePlan } from './plan.ts';
import { shuffle, type Random } from './random.ts';
import type { Destiny } from './record.ts';
import type { Case, Sector } from './sector.ts';
import { officeTime, spread, type WorkYear } from './workdays.ts';

/** Intake by month, October first: fewer around Tết. */
const SEASON = [1.06, 1.06, 1.1, 0.97, 0.8, 1.06, 1.04, 1, 1, 1, 0.98, 0.93];

/** Instants of `n` acceptances, in order. */
export function intakeInstants(cal: WorkYear, n: number, random: Random): number[] {
  const weights = cal.weights.map((w, day) => w * (SEASON[cal.months[day] ?? 0] ?? 1));
  return spread(n, weights).flatMap((count, day) =>
    Array.from({ length: count }, () => cal.start + day * DAY_MS + officeTime(random)).sort((a, b) => a - b),
  );
}

/** Where in the year's intake a case of some destiny tends to stand, 0 (first) to 1 (last). */
function place(destiny: Destiny, random: Random): number {
  const u = random.next();
  switch (destiny) {
    case 'completed':
    case 'discontinued':
      return u ** 1.12 * 0.985;
    case 'in_progress':
    case 'postponed':
    case 'suspended':
    case 'eligible_other':
      return 1 - 0.5 * u ** 1.6;
    case 'not_eligible':
      return u * 0.95;
    case 'set_aside':
      return u * 0.45;
    default:
      return u * 0.97;
  }
}

/**
 * New cases, `counts` by destiny, in order of acceptance. The first `again` of those that can be are cases
 * of the separate register that are taken up again.
 */
export function newcomers(
  sector: Sector,
  cal: WorkYear,
  counts: ReadonlyMap<Destiny, number>,
  again: readonly Case[],
  random: Random,
): CasePlan[] {
  const cast: { destiny: Destiny; unit: number; place: number }[] = [];
  for (const [destiny, n] of counts) {
    for (const [unit, part] of shareByUnit(sector, destiny, n).entries()) {
      for (let k = 0; k < part; k++) cast.push({ destiny, unit, place: place(destiny, random) });
    }
  }
  cast.sort((a, b) => a.place - b.place);
  const instants = intakeInstants(cal, cast.length, random);

  // Cases taken up again stand in for newcomers of their own unit, spread over the year.
  const waiting = new Map<number, Case[]>();
  for (const c of shuffle([...again], random)) waiting.set(c.unit, [...(waiting.get(c.unit) ?? []), c]);
  const chance = (2 * again.length) / Math.max(1, cast.length);

  return cast.map(({ destiny, unit }, i) => {
    const entry = instants[i] ?? cal.start;
    // One that goes back to the register counts nowhere, so it cannot be of the record.
    const possible = destiny !== 'set_aside' && random.chance(chance);
    const returning = possible ? waiting.get(unit)?.pop() : undefined;
    if (returning) return draftPlan(returning, 'new', destiny, entry, true);
    const start = { unit, destiny, state: 'in_progress', acceptedDay: dayNumber(entry) } as const;
    return draftPlan(makeCase(sector, start, random), 'new', destiny, entry);
  });
}
