/** How the state of a case changes during a year. */
import type { CaseState } from '../contract/events.ts';
import { dayBetween, on, type Act, type YearDesk } from './acts.ts';
import { isFinished, type CasePlan } from './plan.ts';
import type { Random } from './random.ts';
import type { DecisionKind } from './sector.ts';
import type { WorkYear } from './workdays.ts';

const POSTPONED_ONCE = 0.07;

const DECISION_OF: Partial<Record<CaseState, DecisionKind>> = {
  postponed: 'postponement',
  suspended: 'suspension',
  not_eligible: 'not_eligible',
  set_aside: 'other',
  discontinued: 'discontinuance',
  entrusted_out: 'entrustment',
  withdrawn: 'withdrawal',
};

function change(at: number, state: CaseState): Act {
  const decision = DECISION_OF[state];
  return decision ? { at, state, decision } : { at, state };
}

/** From eligible again to where the case stands at the close; completion comes with its last payment. */
export function changesOfState(desk: YearDesk, plan: CasePlan): Act[] {
  const { cal, random } = desk;
  const { case: c, destiny } = plan;
  const acts: Act[] = [];
  const until = isFinished(destiny) ? plan.closesOn : Math.min(plan.eligibleUntil, cal.days - 1);

  if (plan.eligibleFrom >= 0) {
    if (plan.origin === 'not_eligible') {
      acts.push({ at: on(desk, plan.eligibleFrom), state: 'in_progress', decision: 'other' });
    } else if (c.state !== 'in_progress' && c.state !== destiny) {
      const day = dayBetween(desk, plan.eligibleFrom, until) ?? plan.eligibleFrom;
      acts.push({ at: on(desk, day), state: 'in_progress', decision: 'other' });
    } else if (c.state === 'in_progress' && random.chance(POSTPONED_ONCE)) {
      const from = dayBetween(desk, plan.eligibleFrom + 5, until - 20);
      const back = from === null ? null : dayBetween(desk, from + 3, Math.min(until, from + 90));
      if (from !== null && back !== null) {
        acts.push(change(on(desk, from), 'postponed'));
        acts.push({ at: on(desk, back), state: 'in_progress', decision: 'other' });
      }
    }
  }
  const end = ending(desk, plan, until);
  // Nothing between may fall on or after the ending's instant.
  const bound = end[0]?.at ?? Number.POSITIVE_INFINITY;
  for (const act of acts) act.at = Math.min(act.at, bound - 60_000);
  return [...acts, ...end];
}

/** The changes that bring the case to its state at the close. */
function ending(desk: YearDesk, plan: CasePlan, until: number): Act[] {
  const { cal, random } = desk;
  const { case: c, destiny } = plan;
  switch (destiny) {
    case 'completed':
    case 'in_progress':
      return [];
    case 'discontinued':
      return [change(on(desk, plan.closesOn), destiny)];
    case 'postponed':
    case 'suspended':
    case 'eligible_other': {
      if (plan.origin !== 'new' && c.state === destiny) return [];
      const late = cal.days - 1 - Math.floor(random.exponential(80));
      return [change(on(desk, Math.max(plan.eligibleFrom + 1, late)), destiny)];
    }
    case 'set_aside': {
      const foundAt = plan.origin === 'not_eligible' ? null : on(desk, until);
      const from = foundAt === null ? 0 : Math.min(until + 1, cal.days - 2);
      const aside = change(on(desk, asideDay(cal, from, random)), 'set_aside');
      if (foundAt === null) return [aside];
      return [change(foundAt, 'not_eligible'), { ...aside, at: Math.max(aside.at, foundAt + 60_000) }];
    }
    case 'not_eligible':
      return plan.origin === 'not_eligible' ? [] : [change(on(desk, until), destiny)];
    default:
      return [change(on(desk, until), destiny)];
  }
}

/** The separate register is filled towards the end of quarters. */
function asideDay(cal: WorkYear, from: number, random: Random): number {
  const day = from + random.below(Math.max(1, cal.days - from));
  return random.chance(0.5)
    ? day
    : Math.min(cal.days - 1, Math.ceil((day + 1) / 91.3) * 91 - random.below(12));
}
