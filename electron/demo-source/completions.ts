/**
 * The pace of completion: how many cases are finished on each day so that the completion rate follows the
 * published season (about 36 % after five months, 45 % after six, 84 % at the close), and which ones.
 */
import { isFinished, type CasePlan } from './plan.ts';
import type { Random } from './random.ts';
import type { Sector } from './sector.ts';
import type { WorkYear } from './workdays.ts';

/** Completed per cent of eligible at the end of each month, October first; the close follows from the plan. */
const RATES = [7.1, 14.1, 22.3, 28.6, 36.1, 45.4, 51.3, 57.8, 66.3, 71.7, 77.2] as const;

/** Eligible cases at the end of each day. */
export function eligibleByDay(plans: readonly CasePlan[], cal: WorkYear): number[] {
  const change = new Array<number>(cal.days + 1).fill(0);
  for (const plan of plans) {
    if (plan.eligibleFrom < 0) continue;
    change[plan.eligibleFrom] = (change[plan.eligibleFrom] ?? 0) + 1;
    change[plan.eligibleUntil] = (change[plan.eligibleUntil] ?? 0) - 1;
  }
  let running = 0;
  return change.slice(0, cal.days).map((n) => (running += n));
}

/** How many cases are finished on each day; the parts sum to `total`. `lead` shifts the rates, in points. */
export function completionsByDay(
  cal: WorkYear,
  eligible: readonly number[],
  total: number,
  lead: number,
): number[] {
  const monthEnds = RATES.map((_, m) => cal.months.lastIndexOf(m));
  const goals = [
    ...monthEnds.map((day, m) => Math.round(((eligible[day] ?? 0) * ((RATES[m] ?? 0) + lead)) / 100)),
    total,
  ];
  const quotas = new Array<number>(cal.days).fill(0);
  let before = 0;
  for (const [m, end] of [...monthEnds, cal.days - 1].entries()) {
    const first = cal.months.indexOf(m);
    const goal = Math.max(before, Math.min(total, goals[m] ?? total));
    // Work quickens towards the end of a month, more so of a quarter: reports are due.
    const rush = m % 3 === 2 ? 1.6 : 0.7;
    let passed = 0;
    const upTo = [];
    for (let day = first; day <= end; day++) {
      passed += (cal.weights[day] ?? 0) * (1 + rush * ((day - first) / (end - first)) ** 3);
      upTo.push(passed);
    }
    let given = 0;
    upTo.forEach((sum, k) => {
      const count = Math.round(((goal - before) * sum) / passed);
      quotas[first + k] = count - given;
      given = count;
    });
    before = goal;
  }
  return quotas;
}

/** Days a case asks for before it can be finished at all. */
function readyOn(plan: CasePlan, random: Random): number {
  if (plan.origin !== 'new') return plan.eligibleFrom;
  return plan.eligibleFrom + 2 + Math.floor(random.exponential(9));
}

/** Amounts above this take longer, the more so the larger (đồng). */
const LARGE = 200_000_000;

/** Decides which cases are finished on which day: those that are due first, earlier in strong units. */
export function matchCompletions(
  sector: Sector,
  plans: readonly CasePlan[],
  cal: WorkYear,
  quotas: readonly number[],
  random: Random,
): void {
  const ready = Array.from({ length: cal.days }, (): Queued[] => []);
  for (const plan of plans) {
    if (!isFinished(plan.destiny)) continue;
    const day = Math.min(cal.workdayFrom(readyOn(plan, random)), cal.days - 1);
    const strength = sector.organisation.units[plan.case.unit]?.strength ?? 0;
    const skill = sector.organisation.officers[plan.case.officer]?.skill ?? 0;
    const outstanding = Math.max(0, plan.case.due - plan.case.done);
    const large = Math.max(0, Math.log10(Math.max(1, outstanding / LARGE)));
    const patience = random.exponential(75) * Math.exp(-0.5 * strength - 0.2 * skill);
    ready[day]?.push({ plan, rank: day + patience + 15 * large });
  }
  const queue = new Queue();
  const lastWorkday = cal.workdayFrom(cal.days - 1);
  let owed = 0;
  for (let day = 0; day < cal.days; day++) {
    for (const item of ready[day] ?? []) queue.push(item);
    owed += quotas[day] ?? 0;
    if (day === lastWorkday) owed = queue.size;
    while (owed > 0 && queue.size > 0 && cal.works(day)) {
      const plan = queue.pop();
      if (!plan) break;
      plan.closesOn = day;
      owed--;
    }
  }
}

interface Queued {
  readonly plan: CasePlan;
  /** Day on which it would be finished if all went its way. */
  readonly rank: number;
}

/** Takes out the plan with the smallest rank first. */
class Queue {
  readonly #items: Queued[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: Queued): void {
    const items = this.#items;
    let i = items.length;
    items.push(item);
    while (i > 0) {
      const above = (i - 1) >> 1;
      const parent = items[above];
      if (!parent || parent.rank <= item.rank) break;
      items[i] = parent;
      i = above;
    }
    items[i] = item;
  }

  pop(): CasePlan | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (!top || !last || top === last) return top?.plan;
    let i = 0;
    for (;;) {
      let below = 2 * i + 1;
      const left = items[below];
      if (!left) break;
      const right = items[below + 1];
      const smaller = right && right.rank < left.rank ? right : left;
      if (smaller === right) below++;
      if (smaller.rank >= last.rank) break;
      items[i] = smaller;
      i = below;
    }
    items[i] = last;
    return top.plan;
  }
}
