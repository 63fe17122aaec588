/** Heavy-tailed amounts that sum exactly to what the record says. */
import { AMOUNTS } from './casting.ts';
import type { CasePlan } from './plan.ts';
import type { Random } from './random.ts';
import { moneyGroup, type MoneyGroup, type Origin, type Sums } from './record.ts';
import type { Sector } from './sector.ts';

const SMALLEST = 200_000;
const PAYS_NOTHING = 0.05;

/** Part of a group's money that hangs on one giant case. */
function giantShare(origin: Origin, group: MoneyGroup): number {
  if (group === 'open') return origin === 'eligible' ? 0.3 : 0.12;
  if (group === 'not_eligible') return origin === 'eligible' ? 0 : 0.3;
  return 0;
}

function toThousand(n: number): number {
  return Math.max(0, Math.round(n / 1000) * 1000);
}

/** How much is at stake in a case, relative to others. */
function stake(sector: Sector, plan: CasePlan, random: Random): number {
  if (random.chance(PAYS_NOTHING)) return 0;
  const unit = sector.organisation.units[plan.case.unit]?.amounts ?? 1;
  const tail = random.chance(0.004) ? (1 - random.next()) ** -0.8 * 8 : 1;
  return unit * AMOUNTS[plan.case.category] * Math.exp(1.5 * random.normal()) * tail;
}

/** Sets what is due and paid in every plan of one origin and money group. */
export function shareMoney(
  sector: Sector,
  plans: readonly CasePlan[],
  origin: Origin,
  group: MoneyGroup,
  sums: Sums,
  random: Random,
): void {
  if (plans.length === 0) return;
  const stakes = plans.map((plan) => stake(sector, plan, random));
  const share = giantShare(origin, group);
  const giant = plans.findIndex((plan) => plan.case.unit === sector.organisation.giantsUnit);
  const others = stakes.reduce((s, x, i) => (share > 0 && i === giant ? s : s + x), 0);
  if (share > 0 && giant >= 0) stakes[giant] = (others * share) / (1 - share);
  const total = stakes.reduce((s, x) => s + x, 0);

  const due = stakes.map((x) => (x === 0 ? 0 : Math.max(SMALLEST, toThousand((x / total) * sums.due))));
  settle(due, sums.due, () => Number.POSITIVE_INFINITY);
  const paid = group === 'completed' ? due : payments(due, sums.paid, random);
  plans.forEach((plan, i) => {
    const before = origin === 'new' || !random.chance(0.12) ? 0 : toThousand((due[i] ?? 0) * random.next());
    plan.case.due = (due[i] ?? 0) + before;
    plan.case.done = before;
    plan.paid = paid[i] ?? 0;
  });
}

/** What is paid on cases that stay unfinished: nothing on half of them, parts on the others. */
function payments(due: readonly number[], sum: number, random: Random): number[] {
  const eagerness = due.map((x) => (x > 0 && random.chance(0.55) ? random.next() ** 1.2 + 0.02 : 0));
  const largest = due.indexOf(due.reduce((m, x) => Math.max(m, x), 0));
  if (largest >= 0) eagerness[largest] = 0.5;
  const paidOn = (i: number, factor: number) =>
    toThousand((due[i] ?? 0) * Math.min(0.95, factor * (eagerness[i] ?? 0)));
  const total = (factor: number) => {
    let all = 0;
    for (let i = 0; i < due.length; i++) all += paidOn(i, factor);
    return all;
  };
  let low = 0;
  let high = 64;
  for (let k = 0; k < 40; k++) {
    const middle = (low + high) / 2;
    if (total(middle) < sum) low = middle;
    else high = middle;
  }
  const paid = due.map((_, i) => paidOn(i, low));
  settle(paid, sum, (i) => due[i] ?? 0);
  return paid;
}

/** Brings the sum to `sum` by changing the largest amounts, none below 0 or above its limit. */
function settle(amounts: number[], sum: number, limit: (i: number) => number): void {
  let missing = sum - amounts.reduce((s, x) => s + x, 0);
  const bySize = amounts.map((_, i) => i).sort((x, y) => (amounts[y] ?? 0) - (amounts[x] ?? 0) || x - y);
  for (const i of bySize) {
    if (missing === 0) return;
    const old = amounts[i] ?? 0;
    const changed = Math.max(0, Math.min(limit(i), old + missing));
    amounts[i] = changed;
    missing -= changed - old;
  }
}

/** Groups plans by origin and money group. */
export function byMoney(plans: readonly CasePlan[]): Map<Origin, Map<MoneyGroup, CasePlan[]>> {
  const groups = new Map<Origin, Map<MoneyGroup, CasePlan[]>>();
  for (const plan of plans) {
    const group = moneyGroup(plan.destiny);
    const ofOrigin = groups.get(plan.origin) ?? new Map<MoneyGroup, CasePlan[]>();
    const list = ofOrigin.get(group) ?? [];
    list.push(plan);
    ofOrigin.set(group, list);
    groups.set(plan.origin, ofOrigin);
  }
  return groups;
}
