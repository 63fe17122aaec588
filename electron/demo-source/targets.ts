/** The targets of a year: what the province is assigned, and how it assigns it to rooms and regions. */
import { isFinished, type CasePlan } from './plan.ts';
import type { Random } from './random.ts';
import type { Sector } from './sector.ts';

/** Assigned to the province: 83.93 % for the published year, a little more each year after. */
const CASE_RATE = 83.93;
const MONEY_RATE = 52.5;

interface Expected {
  cases: number;
  money: number;
}

/** Announces the targets of `year`, given what the plan expects of each unit. */
export function announceTargets(
  sector: Sector,
  year: number,
  yearsOn: number,
  plans: readonly CasePlan[],
  start: number,
  random: Random,
): void {
  const { units, offices } = sector.organisation;
  const expected = units.map((): Expected => ({ cases: 0, money: 0 }));
  for (const plan of plans) {
    const unit = expected[plan.case.unit];
    if (!unit) continue;
    if (isFinished(plan.destiny)) unit.cases++;
    unit.money += plan.destiny === 'discontinued' ? plan.case.due - plan.case.done : plan.paid;
  }
  const tell = (indicator: string, unit: string, value: number) =>
    sector.announce(start, { type: 'target', indicator, unit, year, value });

  const caseRate = CASE_RATE + 0.37 * yearsOn;
  const moneyRate = MONEY_RATE + 1.5 * yearsOn;
  const root = offices.agency.unit;
  const total = (of: keyof Expected) => expected.reduce((s, unit) => s + unit[of], 0);
  tell('case_completion_rate', root, hundredths(caseRate));
  tell('money_recovery_rate', root, hundredths(moneyRate));
  tell('cases_completed', root, toTen(total('cases') * 0.985));
  tell('money_completed', root, toBillion(total('money') * 0.96));
  for (const [i, unit] of units.entries()) {
    const own = expected[i];
    if (!own) continue;
    tell('case_completion_rate', unit.key, hundredths(caseRate + 0.9 * Math.round(random.normal())));
    tell('money_recovery_rate', unit.key, hundredths(moneyRate + 2 * Math.round(random.normal())));
    tell('cases_completed', unit.key, toTen(own.cases * Math.exp(-0.045 * unit.strength)));
    tell('money_completed', unit.key, toBillion(own.money * random.between(0.85, 1.1)));
  }
}

function hundredths(x: number): number {
  return Math.round(x * 100) / 100;
}

function toTen(x: number): number {
  return Math.round(x / 10) * 10;
}

function toBillion(x: number): number {
  return Math.round(x / 1e9) * 1e9;
}
