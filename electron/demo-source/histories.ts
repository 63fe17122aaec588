/** Turns the plan of a case into what is written down about it during the year. */
import { DAY_MS } from '../contract/calendar.ts';
import { dayBetween, on, type Act, type YearDesk } from './acts.ts';
import { changesOfState } from './changes.ts';
import { payments } from './payments.ts';
import { hasEnded, isFinished, type CasePlan } from './plan.ts';
import { writePayment } from './receipts.ts';

const MOVED = 0.003;
/** Of cases in progress. */
const PART_ENTRUSTED = 0.008;

/** Writes the year of one case. */
export function writeHistory(desk: YearDesk, plan: CasePlan): void {
  const { sector, cal } = desk;
  const c = plan.case;
  if (plan.origin === 'new') {
    c.state = 'in_progress';
    sector.version(plan.entry, c);
    sector.decide(plan.entry, c, plan.takenUpAgain ? 'other' : 'enforcement');
  }
  const acts = [
    ...changesOfState(desk, plan),
    ...payments(desk, plan),
    ...handover(desk, plan),
    ...partEntrusted(desk, plan),
  ];
  const last = cal.start + cal.days * DAY_MS - 1000;
  for (const act of acts) act.at = Math.max(plan.entry + 1000, Math.min(last, act.at));
  // What ends a case comes after everything else of that second.
  acts.sort((a, b) => a.at - b.at || Number(ends(a)) - Number(ends(b)));
  for (const act of acts) {
    if (hasEnded(c.state)) return;
    perform(desk, plan, act);
  }
}

function ends(act: Act): boolean {
  return act.state !== undefined && hasEnded(act.state);
}

function perform({ sector, random, toProvince }: YearDesk, plan: CasePlan, act: Act): void {
  const c = plan.case;
  if (act.amount !== undefined) {
    writePayment(sector, c, act.at, plan.entry, act.amount, random);
    c.done += act.amount;
  }
  if (act.unit !== undefined) {
    c.unit = act.unit;
    const own = sector.organisation.units[act.unit]?.officers ?? [];
    c.officer = own[random.below(own.length)] ?? c.officer;
  }
  if (act.state !== undefined) c.state = act.state;
  if (act.decision !== undefined) {
    sector.decide(act.at, c, act.decision, act.decision === 'entrustment' ? toProvince(random) : 0);
  }
  if (act.amount !== undefined || act.unit !== undefined || act.state !== undefined)
    sector.version(act.at, c);
}

/** Now and then part of a case is entrusted to another province while the rest goes on. */
function partEntrusted(desk: YearDesk, plan: CasePlan): Act[] {
  const { cal, random } = desk;
  if (plan.destiny !== 'in_progress' || !random.chance(PART_ENTRUSTED)) return [];
  const day = dayBetween(desk, plan.eligibleFrom, cal.days - 1);
  return day === null ? [] : [{ at: on(desk, day), decision: 'entrustment' }];
}

/** A few cases go to the office where the debtor turns out to live. */
function handover(desk: YearDesk, plan: CasePlan): Act[] {
  const { sector, random, cal } = desk;
  const { units } = sector.organisation;
  if (!random.chance(MOVED) || units[plan.case.unit]?.room) return [];
  const regions = units.flatMap((unit, i) => (unit.room || i === plan.case.unit ? [] : [i]));
  const end = isFinished(plan.destiny) ? plan.closesOn : Math.min(plan.eligibleUntil, cal.days - 1);
  const day = dayBetween(desk, Math.max(0, cal.dayIndex(plan.entry)), end);
  const unit = regions[random.below(regions.length)];
  return day === null || unit === undefined ? [] : [{ at: on(desk, day), unit }];
}
