/** The rhythm of work: which days count how much, and at what time of day things happen. */
import { DAY_MS, dayOf, yearStart } from '../contract/calendar.ts';
import { weightedDraw, type Random } from './random.ts';

/** New Year's day of the lunar calendar, month and day. Outside these years Tết is not modelled. */
const TET: Readonly<Record<number, string>> = {
  2019: '02-05',
  2020: '01-25',
  2021: '02-12',
  2022: '02-01',
  2023: '01-22',
  2024: '02-10',
  2025: '01-29',
  2026: '02-17',
  2027: '02-06',
  2028: '01-26',
  2029: '02-13',
  2030: '02-03',
  2031: '01-23',
  2032: '02-11',
  2033: '01-31',
  2034: '02-19',
  2035: '02-08',
};
const FIXED_HOLIDAYS = new Set(['01-01', '04-30', '05-01', '09-01', '09-02']);
const SATURDAY_SHARE = 0.04;

/** Days from the nearest Tết (negative before it), or `null` where it is not known. */
function daysFromTet(day: string): number | null {
  const tet = TET[Number(day.slice(0, 4))];
  return tet ? (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-${tet}`)) / DAY_MS : null;
}

/** How much is done on a day, a plain weekday being 1; 0 on Sundays and holidays. */
export function dayWeight(day: string): number {
  if (FIXED_HOLIDAYS.has(day.slice(5))) return 0;
  const weekday = new Date(day).getUTCDay();
  if (weekday === 0) return 0;
  const tet = daysFromTet(day);
  let pace = 1;
  if (tet !== null && tet >= -3 && tet <= 5) return 0;
  if (tet !== null && tet >= -10 && tet < -3) pace = 0.6;
  if (tet !== null && tet > 5 && tet <= 12) pace = 0.55;
  return weekday === 6 ? pace * SATURDAY_SHARE : pace;
}

/** One statistical year day by day. */
export interface WorkYear {
  readonly year: number;
  readonly start: number;
  readonly days: number;
  /** Weight of each day, 0 first. */
  readonly weights: readonly number[];
  /** Month counted from October (0–11) of each day. */
  readonly months: readonly number[];
  /** Whether full offices work on a day. */
  works(day: number): boolean;
  /** The first working day at or after `day`, or the last of the year. */
  workdayFrom(day: number): number;
  /** The day an instant lies in. */
  dayIndex(at: number): number;
}

/** Lays out the statistical year. */
export function workYear(year: number): WorkYear {
  const start = yearStart(year);
  const days = Math.round((yearStart(year + 1) - start) / DAY_MS);
  const names = Array.from({ length: days }, (_, d) => dayOf(start + d * DAY_MS));
  const weights = names.map(dayWeight);
  const months = names.map((name) => (Number(name.slice(5, 7)) + 2) % 12);
  const works = (day: number) => (weights[day] ?? 0) > 2 * SATURDAY_SHARE;
  let lastWorkday = days - 1;
  while (!works(lastWorkday)) lastWorkday--;
  const from = new Array<number>(days);
  for (let d = days - 1, next = lastWorkday; d >= 0; d--) {
    if (works(d)) next = d;
    from[d] = next;
  }
  return {
    year,
    start,
    days,
    weights,
    months,
    works,
    workdayFrom: (day) => from[Math.max(0, Math.min(days - 1, day))] ?? lastWorkday,
    dayIndex: (at) => Math.floor((at - start) / DAY_MS),
  };
}

/** A time of day in office hours, ms from midnight: 7:30–11:30 and 13:00–17:00, now and then into the evening. */
export function officeTime(random: Random): number {
  const u = random.next();
  const spread = (random.next() + random.next()) / 2;
  let hours = 13 + 4 * spread;
  if (u < 0.53) hours = 7.5 + 4 * spread;
  else if (u > 0.985) hours = 17 + 2.5 * random.next();
  return Math.floor(hours * 3600) * 1000;
}

/** What citizens pay on the public portal, by hour of day. */
const PORTAL_HOURS = [2, 1, 1, 0.6, 0.6, 1, 3, 6, 12, 16, 15, 11, 8, 10, 14, 15, 13, 10, 8, 9, 11, 11, 8, 4];
const portalHour = weightedDraw(PORTAL_HOURS);

/** A time of day at which a citizen pays from a phone, ms from midnight. */
export function portalTime(random: Random): number {
  return Math.floor((portalHour(random) + random.next()) * 3600) * 1000;
}

/** Seconds a full office works in a year, about 247 days of eight hours. */
export const officeSecondsPerYear = 247 * 8 * 3600;

/** How busy an instant of the week is for the whole sector, 1 being an ordinary office hour; never 0. */
export function busyness(at: number): number {
  const local = new Date(at + 7 * 3_600_000);
  const hour = local.getUTCHours() + local.getUTCMinutes() / 60;
  const portal = 0.002 * (PORTAL_HOURS[local.getUTCHours()] ?? 1);
  const inOffice = (hour >= 7.5 && hour < 11.5) || (hour >= 13 && hour < 17);
  const office = inOffice ? 1 : hour >= 17 && hour < 19.5 ? 0.05 : 0;
  return portal + office * dayWeight(dayOf(at));
}

/** Spreads `total` things over days in proportion to their weights; the parts sum to `total`. */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((s, w) => s + w, 0);
  let passed = 0;
  let given = 0;
  return weights.map((w) => {
    passed += w;
    const upTo = sum > 0 ? Math.round((total * passed) / sum) : 0;
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
