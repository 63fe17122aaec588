/** What a later year has in store for the cases carried into it, when no record says so. */
import { drawOfficer } from './casting.ts';
import { draftPlan, hasEnded, isEligible, isFinished, type CasePlan } from './plan.ts';
import { weightedDraw, type Random } from './random.ts';
import { moneyGroup, type Destiny } from './record.ts';
import type { Case, Sector } from './sector.ts';

const FROM_ELIGIBLE: readonly [Destiny, number][] = [
  ['completed', 70],
  ['discontinued', 6.5],
  ['in_progress', 7],
  ['postponed', 1.2],
  ['suspended', 0.3],
  ['eligible_other', 1],
  ['not_eligible', 13],
  ['set_aside', 0.8],
  ['entrusted_out', 2.1],
  ['withdrawn', 0.1],
];
const FROM_NOT_ELIGIBLE: readonly [Destiny, number][] = [
  ['completed', 6.9],
  ['discontinued', 2.4],
  ['in_progress', 1.4],
  ['postponed', 0.1],
  ['suspended', 0.05],
  ['eligible_other', 0.15],
  ['not_eligible', 60],
  ['set_aside', 29],
];
const drawEligible = weightedDraw(FROM_ELIGIBLE.map(([, w]) => w));
const drawNotEligible = weightedDraw(FROM_NOT_ELIGIBLE.map(([, w]) => w));

/** A case too large to be done in a year (đồng): it goes on as it is. */
const GIANT = 4_000_000_000_000;
/** A large case takes more than a year more often than not (đồng). */
const LARGE = 20_000_000_000;

function destinyOf(c: Case, strength: number, random: Random): Destiny {
  if (c.due - c.done > GIANT) return c.state;
  if (!isEligible(c.state)) return FROM_NOT_ELIGIBLE[drawNotEligible(random)]?.[0] ?? c.state;
  const drawn = FROM_ELIGIBLE[drawEligible(random)]?.[0] ?? c.state;
  if (c.due - c.done > LARGE && isFinished(drawn) && random.chance(0.6)) return 'in_progress';
  // A weak unit leaves undone part of what an ordinary one would finish, a strong one finishes more.
  if (strength < 0 && isFinished(drawn) && random.chance(-0.09 * strength)) return 'in_progress';
  if (strength > 0 && drawn === 'in_progress' && random.chance(0.35 * strength)) return 'completed';
  return drawn;
}

/** Paid within the year on a case that stays unfinished, as a share of what is outstanding. */
function partPaid(destiny: Destiny, random: Random): number {
  switch (moneyGroup(destiny)) {
    case 'open':
      return random.chance(0.55) ? 0.6 * random.next() : 0;
    case 'not_eligible':
    case 'set_aside':
    case 'entrusted_out':
      return random.chance(0.08) ? 0.1 * random.next() : 0;
    case 'discontinued':
      return random.chance(0.2) ? 0.4 * random.next() : 0;
    default:
      return 0;
  }
}

/** What is paid within the year on a case that was there before it, whole đồng. */
export function paidInYear(plan: CasePlan, random: Random): number {
  const outstanding = Math.max(0, plan.case.due - plan.case.done);
  if (plan.destiny === 'completed') return outstanding;
  if (outstanding > GIANT && isEligible(plan.case.state)) return Math.floor(outstanding * 0.2);
  return Math.floor((outstanding * partPaid(plan.destiny, random)) / 1000) * 1000;
}

/** Plans for every case that is neither ended nor set aside. */
export function carriedFates(sector: Sector, start: number, random: Random): CasePlan[] {
  const plans: CasePlan[] = [];
  for (const c of sector.cases) {
    if (hasEnded(c.state) || c.state === 'set_aside' || c.v === 0) continue;
    const strength = sector.organisation.units[c.unit]?.strength ?? 0;
    const destiny = destinyOf(c, strength, random);
    const plan = draftPlan(c, isEligible(c.state) ? 'eligible' : 'not_eligible', destiny, start);
    plan.paid = paidInYear(plan, random);
    // Work is shared out anew now and then.
    if (random.chance(0.03)) c.officer = drawOfficer(sector, c.unit, destiny, random);
    plans.push(plan);
  }
  return plans;
}

/** Some cases of the separate register, to be taken up again during the year. */
export function takenUpAgain(sector: Sector, share: number, random: Random): Case[] {
  return sector.cases.filter((c) => c.state === 'set_aside' && random.chance(share));
}
