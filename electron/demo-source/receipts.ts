/** Receipts (biên lai): for payments on cases, and advances paid by citizens at the counter or from a phone. */
import { DAY_MS } from '../contract/calendar.ts';
import { weightedDraw, type Random } from './random.ts';
import { NOBODY, type Case, type Sector } from './sector.ts';
import { officeTime, portalTime, spread, type WorkYear } from './workdays.ts';

const PROVISIONAL = 0.16;
const WRONG = 0.008;
const IN_KIND = 0.06;

/** Writes the receipts of one payment; assets handed over in kind have none. */
export function writePayment(
  sector: Sector,
  c: Case,
  at: number,
  earliest: number,
  amount: number,
  random: Random,
): void {
  if (amount === 0 || random.chance(IN_KIND)) return;
  if (random.chance(WRONG)) {
    const wrong = sector.receipt(at, c.unit, c.officer, amount, c, null);
    sector.cancelReceipt(at + 1000 * (60 + random.below(600)), wrong, c.unit, c.officer, amount, c);
  }
  if (random.chance(PROVISIONAL)) {
    const before = Math.max(earliest, at - DAY_MS * (1 + random.below(12)));
    const provisional = sector.receipt(before, c.unit, c.officer, amount, c, null);
    sector.receipt(at, c.unit, c.officer, amount, c, provisional);
    return;
  }
  sector.receipt(at, c.unit, c.officer, amount, c, null);
}

const ONLINE = 0.8;
/** Of advances, how many become a formal receipt within the year. */
const FORMAL = 0.15;

/** Advances of court fees and enforcement costs: small, by citizens, on every day of the week. */
export function writeAdvances(sector: Sector, cal: WorkYear, n: number, random: Random): void {
  const { units } = sector.organisation;
  const unitOf = weightedDraw(units.map((unit) => (unit.room ? 0.1 : 1) * unit.load));
  const online = Math.round(n * ONLINE);
  const everyDay = cal.weights.map((w) => 0.8 + 0.6 * w);
  const moments = [
    ...spread(online, everyDay).flatMap((count, day) =>
      Array.from({ length: count }, () => day * DAY_MS + portalTime(random)),
    ),
    ...spread(n - online, cal.weights).flatMap((count, day) =>
      Array.from({ length: count }, () => day * DAY_MS + officeTime(random)),
    ),
  ];
  for (const moment of moments) {
    const unit = unitOf(random);
    const amount = 1000 * Math.round(Math.max(300, 900 * Math.exp(1.3 * random.normal())));
    const at = cal.start + moment;
    const advance = sector.receipt(at, unit, NOBODY, amount, null, null);
    if (!random.chance(FORMAL)) continue;
    const day = cal.workdayFrom(cal.dayIndex(at) + 20 + random.below(70));
    if (day <= cal.dayIndex(at)) continue;
    const own = units[unit]?.officers ?? [];
    const officer = own[random.below(own.length)] ?? NOBODY;
    sector.receipt(cal.start + day * DAY_MS + officeTime(random), unit, officer, amount, null, advance);
  }
}
