/** Turns the plan of a case into what is written down about it during the year. */
import { DAY_MS } from '../contract/calendar.ts';
import type { CaseState } from '../contract/events.ts';
import { hasEnded, isFinished, type CasePlan } from './plan.ts';
import type { Random } from './random.ts';
import { writePayment } from './receipts.ts';
import type { DecisionKind, Sector } from './sector.ts';
import { officeTime, type WorkYear } from './workdays.ts';

interface Act {
  at: number;
  readonly state?: CaseState;
  readonly decision?: DecisionKind;
  readonly amount?: number;
  /** Unit that takes the case over. */
  readonly unit?: number;
}

const LARGE = 100_000_000_000;
const POSTPONED_ONCE = 0.07;
const MOVED = 0.003;
/** Of cases in progress. */
const PART_ENTRUSTED = 0.008;

export interface YearDesk {
  readonly sector: Sector;
  readonly cal: WorkYear;
  readonly random: Random;
  /** Draws the province a case is entrusted to. */
  readonly toProvince: (random: Random) => number;
}

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

/** An instant in office hours on a day of the year. */
function on(desk: YearDesk, day: number): number {
  return desk.cal.start + desk.cal.workdayFrom(day) * DAY_MS + officeTime(desk.random);
}

/** A working day after `from` and before `to`, if there is one. */
function dayBetween(desk: YearDesk, from: number, to: number): number | null {
  if (to - from < 2) return null;
  const day = desk.cal.workdayFrom(from + 1 + desk.random.below(to - from - 1));
  return day > from && day < to ? day : null;
}

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

function changesOfState(desk: YearDesk, plan: CasePlan): Act[] {
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

function payments(desk: YearDesk, plan: CasePlan): Act[] {
  const { cal, random } = desk;
  const { destiny, paid } = plan;
  const closing = destiny === 'completed' ? on(desk, plan.closesOn) : null;
  if (paid === 0) return closing === null ? [] : [{ at: closing, state: 'completed' }];

  const entryDay = Math.max(0, cal.dayIndex(plan.entry));
  let end = cal.days - 1;
  if (isFinished(destiny)) end = plan.closesOn;
  else if (destiny === 'entrusted_out' || destiny === 'withdrawn') end = plan.eligibleUntil;
  else if (destiny === 'set_aside') end = Math.min(end, Math.max(entryDay + 1, 60));
  const parts = instalments(paid, random);
  const acts = parts.map((amount, k): Act => {
    if (closing !== null && k === parts.length - 1) return { at: closing, state: 'completed', amount };
    const room = Math.max(0, end - entryDay - 1);
    const share = parts.length > 6 ? (k + random.next()) / parts.length : random.next() ** 0.7;
    return { at: on(desk, entryDay + Math.floor(room * share)), amount };
  });
  const bound = closing ?? (end < cal.days - 1 ? cal.start + end * DAY_MS : Number.POSITIVE_INFINITY);
  for (const act of acts) if (act.state === undefined) act.at = Math.min(act.at, bound - 60_000);
  return acts;
}

/** Most pay at once, some in parts, the giants month by month. */
function instalments(paid: number, random: Random): number[] {
  let n = 1;
  if (paid >= 10 * LARGE) n = 18 + random.below(10);
  else if (paid >= LARGE) n = 4 + random.below(5);
  else if (paid >= 4_000_000 && random.chance(0.22)) n = 2 + random.below(2);
  const weights = Array.from({ length: n }, () => 0.4 + random.next());
  const sum = weights.reduce((s, w) => s + w, 0);
  const parts = weights.map((w) => Math.floor((paid * w) / sum / 1000) * 1000);
  parts[n - 1] = (parts[n - 1] ?? 0) + paid - parts.reduce((s, x) => s + x, 0);
  return parts;
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
