/** The cases that are there when the first year of the sample begins, and their opening versions. */
import type { CaseState } from '../contract/events.ts';
import { DAY_MS } from '../contract/calendar.ts';
import { makeCase, shareByUnit } from './casting.ts';
import { dayNumber } from './days.ts';
import { draftPlan, type CasePlan } from './plan.ts';
import type { Random } from './random.ts';
import type { CalibratedRecord, Destiny, Origin } from './record.ts';
import type { Case, Sector } from './sector.ts';

/** The state an eligible case is carried over in, given what the year has in store for it. */
function openingState(destiny: Destiny, random: Random): CaseState {
  const resting = destiny === 'postponed' || destiny === 'suspended' || destiny === 'eligible_other';
  if (resting && random.chance(0.5)) return destiny;
  const u = random.next();
  if (u < 0.86) return 'in_progress';
  if (u < 0.94) return 'postponed';
  return u < 0.955 ? 'suspended' : 'eligible_other';
}

/** Carried cases of the record's cells, with their plans; amounts are still to be set. */
export function carriedCases(
  sector: Sector,
  record: CalibratedRecord,
  start: number,
  random: Random,
): CasePlan[] {
  const plans: CasePlan[] = [];
  const firstDay = dayNumber(start);
  for (const origin of ['eligible', 'not_eligible'] satisfies Origin[]) {
    for (const [destiny, n] of record.counts.get(origin) ?? []) {
      for (const [unit, part] of shareByUnit(sector, destiny, n).entries()) {
        for (let k = 0; k < part; k++) {
          const state = origin === 'eligible' ? openingState(destiny, random) : 'not_eligible';
          const age = origin === 'eligible' ? 20 + random.exponential(260) : 200 + random.exponential(800);
          const acceptedDay = firstDay - Math.min(3600, Math.ceil(age));
          const carried = makeCase(sector, { unit, destiny, state, acceptedDay }, random);
          plans.push(draftPlan(carried, origin, destiny, start));
        }
      }
    }
  }
  return plans;
}

/** Cases of the separate register that rest there all year. */
export function restingCases(sector: Sector, n: number, start: number, random: Random): Case[] {
  const firstDay = dayNumber(start);
  return shareByUnit(sector, 'set_aside', n).flatMap((part, unit) =>
    Array.from({ length: part }, () => {
      const acceptedDay = firstDay - 700 - Math.floor(random.exponential(900));
      const start = { unit, destiny: 'set_aside', state: 'set_aside', acceptedDay } as const;
      return makeCase(sector, start, random);
    }),
  );
}

/** Writes the opening versions, on the last day before the year. */
export function writeOpenings(sector: Sector, opened: readonly Case[], start: number): void {
  const from = start - DAY_MS / 2;
  const step = (DAY_MS / 2 - 60_000) / Math.max(1, opened.length);
  for (const [i, c] of opened.entries()) sector.version(Math.floor((from + i * step) / 1000) * 1000, c);
}
