/** Plans one statistical year of the sector and writes it into the journal, in order of time. */
import { byMoney, shareMoney } from './amounts.ts';
import { completionsByDay, eligibleByDay, matchCompletions } from './completions.ts';
import { carriedFates, paidInYear, takenUpAgain } from './fates.ts';
import { writeHistory } from './histories.ts';
import { newcomers } from './intake.ts';
import { carriedCases, restingCases, writeOpenings } from './opening.ts';
import { isFinished, type CasePlan } from './plan.ts';
import { randomStream, weightedDraw } from './random.ts';
import { writeAdvances } from './receipts.ts';
import type { CalibratedRecord, Destiny } from './record.ts';
import type { Sector } from './sector.ts';
import { announceTargets } from './targets.ts';
import { setEligibility } from './timing.ts';
import { workYear, type WorkYear } from './workdays.ts';

/** Each year brings so many more new cases than the one before. */
const GROWTH = 1.06;
/** The giants of the record do not come every year: part of its new money that an ordinary year brings. */
const ORDINARY_MONEY = 0.7;
const TAKEN_UP_SHARE = 0.012;

export interface YearSettings {
  readonly seed: string;
  readonly year: number;
  /** 0 for the calibrated year, 1 for the next, … */
  readonly yearsOn: number;
  readonly record: CalibratedRecord;
}

/** Appends a year. The first one also writes the opening versions of what it carries over. */
export function writeYear(sector: Sector, settings: YearSettings): void {
  const { seed, year, yearsOn, record } = settings;
  const stream = (name: string) => randomStream(seed, `${year}/${name}`);
  const cal = workYear(year);

  const plans =
    yearsOn === 0 ? calibratedPlans(sector, cal, record, stream) : laterPlans(sector, cal, settings, stream);

  setEligibility(plans, cal, stream('eligibility'));
  const total = plans.reduce((n, plan) => n + Number(isFinished(plan.destiny)), 0);
  const quotas = completionsByDay(cal, eligibleByDay(plans, cal), total, 0.4 * Math.min(3, yearsOn));
  matchCompletions(sector, plans, cal, quotas, stream('completions'));

  announceTargets(sector, year, yearsOn, cal.start, stream('targets'));
  const desk = { sector, cal, random: stream('histories'), toProvince: nearness(sector) };
  for (const plan of plans) writeHistory(desk, plan);
  writeAdvances(sector, cal, Math.round(record.advances * GROWTH ** yearsOn), stream('advances'));
}

type Streams = (name: string) => ReturnType<typeof randomStream>;

function calibratedPlans(
  sector: Sector,
  cal: WorkYear,
  record: CalibratedRecord,
  stream: Streams,
): CasePlan[] {
  const carried = carriedCases(sector, record, cal.start, stream('carried'));
  const resting = restingCases(sector, record.resting + record.takenUpAgain, cal.start, stream('resting'));
  const again = resting.slice(-record.takenUpAgain);
  const counts = record.counts.get('new') ?? new Map<Destiny, number>();
  const plans = [...carried, ...newcomers(sector, cal, counts, again, stream('intake'))];
  setMoney(sector, plans, record, 1, stream);
  writeOpenings(sector, [...carried.map((plan) => plan.case), ...resting], cal.start);
  return plans;
}

function laterPlans(sector: Sector, cal: WorkYear, settings: YearSettings, stream: Streams): CasePlan[] {
  const { record, yearsOn } = settings;
  const carried = carriedFates(sector, cal.start, stream('carried'));
  const again = takenUpAgain(sector, TAKEN_UP_SHARE, stream('resting'));
  const counts = new Map(
    [...(record.counts.get('new') ?? [])].map(([destiny, n]) => [destiny, Math.round(n * GROWTH ** yearsOn)]),
  );
  const fresh = newcomers(sector, cal, counts, again, stream('intake'));
  // What a case of the separate register owes is known since long ago.
  const [known, unknown] = [fresh.filter((p) => p.takenUpAgain), fresh.filter((p) => !p.takenUpAgain)];
  const random = stream('known money');
  for (const plan of known) plan.paid = paidInYear(plan, random);
  setMoney(sector, unknown, record, ORDINARY_MONEY * GROWTH ** yearsOn, stream);
  return [...carried, ...fresh];
}

function setMoney(
  sector: Sector,
  plans: readonly CasePlan[],
  record: CalibratedRecord,
  scale: number,
  stream: Streams,
): void {
  const random = stream('money');
  for (const [origin, groups] of byMoney(plans)) {
    for (const [group, ofGroup] of groups) {
      const sums = record.money.get(origin)?.get(group);
      if (!sums) continue;
      const scaled = { due: Math.round(sums.due * scale), paid: Math.round(sums.paid * scale) };
      shareMoney(sector, ofGroup, origin, group, scaled, random);
    }
  }
}

/** Near provinces receive more of what is entrusted. */
function nearness(sector: Sector): ReturnType<typeof weightedDraw> {
  const { agency } = sector.organisation.offices;
  return weightedDraw(
    sector.organisation.provinces.map(({ lat, lon }) => {
      const degrees = Math.hypot(lat - agency.lat, lon - agency.lon);
      return 1 / (0.4 + degrees) ** 1.3;
    }),
  );
}
