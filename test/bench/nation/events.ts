/** A country's enforcement agencies as a source would send them: 34 provinces, 355 regions, day after day in order. */
import {
  DAY_MS,
  dayOf,
  formatInstant,
  type Instant,
  yearStart,
} from '../../../electron/contract/calendar.ts';
import { CATEGORIES } from '../../../electron/contract/events.ts';

export const PROVINCES = 34;
export const REGIONS = 355;
export const NATION = 'VN';
/** Enforcers of a region. */
export const OFFICERS = 12;
/** The first day, and how many there are: two statistical years and a half. */
const FIRST_YEAR = 2024;
export const DAYS = 900;
export const BEGIN: Instant = yearStart(FIRST_YEAR);
/** Offices work from 08:00 to 17:00. */
const OPENS_MS = 8 * 3_600_000;
const WORKS_MS = 9 * 3_600_000;
/** Days from a case's acceptance to its second and its third event: cases of a day go different ways. */
const ACT_AFTER = [11, 23, 37, 58, 90] as const;
const END_AFTER = [70, 120, 190, 280, 410] as const;

const ACTS = [
  'in_progress',
  'not_eligible',
  'in_progress',
  'postponed',
  'in_progress',
  'suspended',
  'eligible_other',
];
const ENDS = [
  'completed',
  'completed',
  'discontinued',
  'not_eligible',
  'completed',
  'set_aside',
  'entrusted_out',
  'completed',
  'withdrawn',
];

export function regionKey(n: number): string {
  return `KV-${String(n + 1).padStart(3, '0')}`;
}

export function provinceKey(n: number): string {
  return `T-${String(n + 1).padStart(2, '0')}`;
}

/** Every unit and every enforcer. */
export function* organisation(): Generator<string> {
  const at = formatInstant(BEGIN - DAY_MS);
  const unit = (key: string, parent: string | null, level: string) =>
    JSON.stringify({ id: `unit/${key}`, type: 'unit', v: 1, at, unit: key, name: key, parent, level });
  yield unit(NATION, null, 'national');
  for (let p = 0; p < PROVINCES; p++) yield unit(provinceKey(p), NATION, 'province');
  for (let r = 0; r < REGIONS; r++) {
    yield unit(regionKey(r), provinceKey(r % PROVINCES), 'region');
    for (let o = 0; o < OFFICERS; o++) {
      const officer = officerKey(r, o);
      yield JSON.stringify({
        id: `officer/${officer}`,
        type: 'officer',
        v: 1,
        at,
        officer,
        name: officer,
        unit: regionKey(r),
      });
    }
  }
}

function officerKey(region: number, n: number): string {
  return `CHV-${String(region * OFFICERS + n).padStart(5, '0')}`;
}

/** What of a case never changes, from its number alone. */
function caseOf(n: number) {
  const mixed = Math.imul(n, 0x9e3779b1) >>> 0;
  const region = mixed % REGIONS;
  const due = 1_000_000 + ((mixed >>> 3) % 20_000) * 10_000 + (n % 97 === 0 ? 10_000_000_000 : 0);
  return { key: `THA-${String(n).padStart(8, '0')}`, mixed, region, due };
}

/**
 * The events of every case, in the order in which a source would send them: by day, within a day by time.
 * @param cases how many cases are taken in over all the days
 */
export function* caseEvents(cases: number): Generator<string> {
  const aDay = cases / DAYS;
  const firstOf = (day: number) => Math.ceil(day * aDay);
  for (let day = 0; day < DAYS + (END_AFTER.at(-1) as number); day++) {
    const due: [number, 'taken' | 'act' | 'end'][] = [];
    const gather = (what: 'taken' | 'act' | 'end', from: number, of: number, among: number) => {
      if (from < 0 || from >= DAYS) return;
      for (let n = firstOf(from); n < firstOf(from + 1); n++) if (n % among === of) due.push([n, what]);
    };
    gather('taken', day, 0, 1);
    ACT_AFTER.forEach((after, i) => gather('act', day - after, i, ACT_AFTER.length));
    END_AFTER.forEach((after, i) => gather('end', day - after, i, END_AFTER.length));
    due.sort((a, b) => Math.imul(a[0], 0x85ebca6b) - Math.imul(b[0], 0x85ebca6b));
    const begins = BEGIN + Math.min(day, DAYS - 1) * DAY_MS + OPENS_MS;
    for (let i = 0; i < due.length; i++) {
      const [n, what] = due[i] as [number, 'taken' | 'act' | 'end'];
      yield* eventsOf(
        n,
        what,
        begins + Math.floor((i / due.length) * WORKS_MS),
        BEGIN + Math.floor(n / aDay) * DAY_MS,
      );
    }
  }
}

function* eventsOf(
  n: number,
  what: 'taken' | 'act' | 'end',
  at: Instant,
  accepted: Instant,
): Generator<string> {
  const { key, mixed, region, due } = caseOf(n);
  const when = formatInstant(at);
  const officer = officerKey(region, n % OFFICERS);
  const line = (v: number, done: number, state: string) =>
    `{"id":"${key}/${v}","type":"case","at":"${when}","v":${v},"case":"${key}","unit":"${regionKey(region)}","officer":"${officer}","initiation":"${mixed & 64 ? 'ex_officio' : 'on_request'}","category":"${CATEGORIES[(mixed >>> 8) % CATEGORIES.length]}","accepted_on":"${dayOf(accepted)}","due":${due},"done":${done},"state":"${state}"}`;
  if (what === 'taken') yield line(1, 0, 'in_progress');
  else if (what === 'act') yield line(2, 0, ACTS[n % ACTS.length] as string);
  else {
    const state = ENDS[n % ENDS.length] as string;
    const done = state === 'completed' ? due : Math.floor(due / 1000 / 3) * 1000;
    yield `{"id":"BL-${key}/1","type":"receipt","at":"${when}","v":1,"receipt":"BL-${key}","unit":"${regionKey(region)}","officer":"${officer}","case":"${key}","amount":${done},"status":"issued","converts":null}`;
    yield line(3, done, state);
  }
}
