/**
 * What the last complete year of the sample is calibrated to: the published record of THADS TP.HCM for the
 * statistical year 2025. Where only a total is published, its split by origin is chosen here so that every
 * published total comes out: 179,995 handled = 72,136 carried over + 107,859 new; 2,172 entrusted out; 64
 * withdrawn; 97,151 eligible; 61,909 not eligible; 18,699 set aside; 81,977 completed; 278,301,002,060,663 đ
 * handled, 55,773 tỷ completed of 98,941 tỷ eligible (56.37 %).
 */
import { CASE_STATES, type CaseState } from '../contract/events.ts';
import { apportion } from './random.ts';

/** Where a handled case comes from: carried over eligible, carried over not eligible, or new. */
export const ORIGINS = ['eligible', 'not_eligible', 'new'] as const;
export type Origin = (typeof ORIGINS)[number];

/** State at the close of the year. */
export type Destiny = CaseState;

/** Destinies whose money is shared out together. */
export type MoneyGroup =
  | 'completed'
  | 'discontinued'
  | 'open'
  | 'not_eligible'
  | 'set_aside'
  | 'entrusted_out'
  | 'withdrawn';

/** The group a destiny's money is counted in: open are the four states that stay eligible. */
export function moneyGroup(destiny: Destiny): MoneyGroup {
  switch (destiny) {
    case 'in_progress':
    case 'postponed':
    case 'suspended':
    case 'eligible_other':
      return 'open';
    default:
      return destiny;
  }
}

export const HANDLED = 179_995;

const COUNTS: Record<Origin, Partial<Record<Destiny, number>>> = {
  eligible: {
    completed: 9_300,
    discontinued: 900,
    in_progress: 1_050,
    postponed: 180,
    suspended: 40,
    eligible_other: 130,
    not_eligible: 1_800,
    set_aside: 100,
    entrusted_out: 380,
    withdrawn: 14,
  },
  not_eligible: {
    completed: 3_900,
    discontinued: 1_400,
    in_progress: 780,
    postponed: 60,
    suspended: 22,
    eligible_other: 80,
    not_eligible: 35_200,
    set_aside: 16_800,
  },
  new: {
    completed: 61_600,
    discontinued: 4_877,
    in_progress: 10_070,
    postponed: 1_000,
    suspended: 152,
    eligible_other: 1_610,
    not_eligible: 24_909,
    set_aside: 1_799,
    entrusted_out: 1_792,
    withdrawn: 50,
  },
};

/** Cases taken up again from the separate register; they count among the new. */
const TAKEN_UP_AGAIN = 400;
/** Cases that rest in the separate register all year and count nowhere. */
const RESTING = 2_600;
/** Receipts of advances paid on the public portal or at the counter, in a year. */
const ADVANCES = 90_000;

const TY = 1_000_000_000;
/** Whole đồng outstanding at the start or on acceptance (`due`), and paid within the year (`paid`). */
export interface Sums {
  readonly due: number;
  readonly paid: number;
}
const MONEY: Record<Origin, Partial<Record<MoneyGroup, Sums>>> = {
  eligible: {
    completed: { due: 9_600 * TY, paid: 9_600 * TY },
    discontinued: { due: 1_000 * TY, paid: 70 * TY },
    open: { due: 33_000 * TY, paid: 9_300 * TY },
    not_eligible: { due: 3_000 * TY, paid: 500 * TY },
    set_aside: { due: 100 * TY, paid: 10 * TY },
    entrusted_out: { due: 400 * TY, paid: 20 * TY },
    withdrawn: { due: 6 * TY, paid: 0 },
  },
  not_eligible: {
    completed: { due: 1_700 * TY, paid: 1_700 * TY },
    discontinued: { due: 500 * TY, paid: 30 * TY },
    open: { due: 1_500 * TY, paid: 200 * TY },
    not_eligible: { due: 50_486 * TY + 335_540_828, paid: 400 * TY },
    set_aside: { due: 33_030 * TY, paid: 120 * TY },
  },
  new: {
    completed: { due: 22_100 * TY, paid: 22_100 * TY },
    discontinued: { due: 1_073 * TY, paid: 100 * TY },
    open: { due: 26_668 * TY, paid: 8_500 * TY },
    not_eligible: { due: 88_795 * TY + 666_519_835, paid: 700 * TY },
    set_aside: { due: 3_520 * TY, paid: 20 * TY },
    entrusted_out: { due: 1_790 * TY, paid: 30 * TY },
    withdrawn: { due: 32 * TY, paid: 0 },
  },
};

/** The record at a size: counts and đồng of every cell. */
export interface CalibratedRecord {
  readonly counts: ReadonlyMap<Origin, ReadonlyMap<Destiny, number>>;
  readonly money: ReadonlyMap<Origin, ReadonlyMap<MoneyGroup, Sums>>;
  readonly takenUpAgain: number;
  readonly resting: number;
  readonly advances: number;
}

/** The record scaled so that `handled` cases are handled; đồng scale alike. */
export function recordFor(handled: number): CalibratedRecord {
  // Destinies first, then their origins: the published totals are of destinies.
  const sums = CASE_STATES.map((destiny) => ORIGINS.map((origin) => COUNTS[origin][destiny] ?? 0));
  const scaled = apportion(
    handled,
    sums.map((parts) => parts.reduce((s, n) => s + n, 0)),
  );
  const counts = new Map(ORIGINS.map((origin) => [origin, new Map<Destiny, number>()]));
  CASE_STATES.forEach((destiny, i) => {
    const parts = apportion(scaled[i] ?? 0, sums[i] ?? []);
    ORIGINS.forEach((origin, k) => counts.get(origin)?.set(destiny, parts[k] ?? 0));
  });
  const scale = handled / HANDLED;
  const money = new Map(
    ORIGINS.map((origin) => [
      origin,
      new Map(
        Object.entries(MONEY[origin]).map(([group, sums]) => [
          group as MoneyGroup,
          { due: Math.round(sums.due * scale), paid: Math.round(sums.paid * scale) },
        ]),
      ),
    ]),
  );
  return {
    counts,
    money,
    takenUpAgain: Math.round(TAKEN_UP_AGAIN * scale),
    resting: Math.round(RESTING * scale),
    advances: Math.round(ADVANCES * scale),
  };
}
