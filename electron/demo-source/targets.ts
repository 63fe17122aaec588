/** The targets of a year: the rates that the province is assigned, and how it assigns them to rooms and regions. */
import type { Random } from './random.ts';
import type { Sector } from './sector.ts';

/** Assigned to the province: 83.93 % for the published year, a little more each year after. */
const CASE_RATE = 83.93;
const MONEY_RATE = 52.5;

/** Announces the targets of `year`. Only rates are assigned, as in the published record. */
export function announceTargets(
  sector: Sector,
  year: number,
  yearsOn: number,
  start: number,
  random: Random,
): void {
  const { units, offices } = sector.organisation;
  const tell = (indicator: string, unit: string, value: number) =>
    sector.announce(start, { type: 'target', indicator, unit, year, value: hundredths(value) });

  const caseRate = CASE_RATE + 0.37 * yearsOn;
  const moneyRate = MONEY_RATE + 1.5 * yearsOn;
  tell('case_completion_rate', offices.agency.unit, caseRate);
  tell('money_recovery_rate', offices.agency.unit, moneyRate);
  for (const { key } of units) {
    tell('case_completion_rate', key, caseRate + 0.9 * Math.round(random.normal()));
    tell('money_recovery_rate', key, moneyRate + 2 * Math.round(random.normal()));
  }
}

function hundredths(x: number): number {
  return Math.round(x * 100) / 100;
}
