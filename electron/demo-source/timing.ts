/** When a case is eligible during the year, and when it stops being so otherwise than by completion. */
import { isFinished, type CasePlan } from './plan.ts';
import type { Random } from './random.ts';
import type { WorkYear } from './workdays.ts';

/** Verification of a large debtor is quick, because it was well prepared (đồng). */
const LARGE = 500_000_000_000;

/** Sets `eligibleFrom` and `eligibleUntil` of every plan. */
export function setEligibility(plans: readonly CasePlan[], cal: WorkYear, random: Random): void {
  for (const plan of plans) {
    const entryDay = Math.max(0, cal.dayIndex(plan.entry));
    plan.eligibleUntil = cal.days;
    if (plan.origin === 'not_eligible') {
      plan.eligibleFrom = becomesEligible(plan, cal, random);
      continue;
    }
    plan.eligibleFrom = entryDay;
    const days = staysEligible(plan, cal, entryDay, random);
    if (days !== null) plan.eligibleUntil = cal.workdayFrom(Math.min(cal.days - 1, entryDay + days));
  }
}

/** Day on which conditions are found for a case carried over without them; -1 for not this year. */
function becomesEligible(plan: CasePlan, cal: WorkYear, random: Random): number {
  if (isFinished(plan.destiny)) return cal.workdayFrom(Math.floor((cal.days - 30) * random.next() ** 1.2));
  if (plan.destiny === 'not_eligible' || plan.destiny === 'set_aside') return -1;
  return cal.workdayFrom(Math.floor(cal.days * (1 - 0.6 * random.next())));
}

/** Days from entry until it is found not eligible, entrusted out or withdrawn; `null` for never. */
function staysEligible(plan: CasePlan, cal: WorkYear, entryDay: number, random: Random): number | null {
  switch (plan.destiny) {
    case 'not_eligible':
    case 'set_aside':
      if (plan.origin === 'eligible') return Math.floor((cal.days - 10) * random.next());
      return plan.case.due > LARGE ? 2 : 12 + Math.floor(random.exponential(26));
    case 'entrusted_out':
      return plan.origin === 'eligible'
        ? Math.floor((cal.days - 10) * random.next())
        : 6 + Math.floor(random.exponential(25));
    case 'withdrawn':
      return Math.floor((cal.days - entryDay) * random.next());
    default:
      return null;
  }
}
