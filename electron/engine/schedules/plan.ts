/** What the schedule will show when: stretches of time between its changes. Pure. */
import { DAY_MS, dayOf, dayStart, formatInstant, type Instant, startOfDay } from '../../contract/calendar.ts';
import type { PlanAnswer, Planned, ScheduleEntry } from '../../contract/schedules.ts';
import { type IsHoliday, type Occurrence, occurrencesWithin } from './occurrence.ts';
import { byRank } from './sceneAt.ts';

/** A stretch that nothing begins or ends in. */
interface Stretch {
  from: Instant;
  to: Instant;
  /** On without a condition, the highest rank first. */
  sure: Occurrence[];
  /** Would come before those if their condition holds, the highest rank first. */
  may: Occurrence[];
}

/** The days from `first` on, each in stretches that cover it. Conditions lie in the future: what they could change is said besides. */
export function planOf(
  entries: readonly ScheduleEntry[],
  first: string,
  days: number,
  holidayOn: (day: string) => PlanAnswer['days'][number]['holiday'],
): PlanAnswer {
  const isHoliday = (day: string) => holidayOn(day) !== null;
  return {
    days: Array.from({ length: days }, (_, i) => {
      const start = dayStart(first) + i * DAY_MS;
      const day = dayOf(start);
      const stretches = stretchesOf(entries, start, start + DAY_MS, isHoliday).map(describe);
      return { day, holiday: holidayOn(day), stretches };
    }),
  };
}

/** When the schedule next changes by the clock alone, within [from, to). */
export function nextChange(
  entries: readonly ScheduleEntry[],
  from: Instant,
  to: Instant,
  isHoliday: IsHoliday,
): Instant | null {
  let before: string | null = null;
  // Day by day: mostly the first one tells.
  for (let start = from; start < to; start = startOfDay(start) + DAY_MS) {
    const end = Math.min(startOfDay(start) + DAY_MS, to);
    for (const one of stretchesOf(entries, start, end, isHoliday)) {
      const key = sureKey(one);
      if (before !== null && key !== before) return one.from;
      before = key;
    }
  }
  return null;
}

function stretchesOf(
  entries: readonly ScheduleEntry[],
  from: Instant,
  to: Instant,
  isHoliday: IsHoliday,
): Stretch[] {
  const all = entries.flatMap((entry) => occurrencesWithin(entry, from, to, isHoliday)).sort(byRank);
  const inside = all.flatMap((one) => [one.from, one.to]).filter((at) => at > from && at < to);
  const bounds = [...new Set([from, ...inside, to])].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  bounds.slice(0, -1).forEach((begin, i) => {
    const stretch = stretchAt(all, begin, bounds[i + 1] ?? to);
    const before = stretches.at(-1);
    if (before && keyOf(before) === keyOf(stretch)) before.to = stretch.to;
    else stretches.push(stretch);
  });
  return stretches;
}

function stretchAt(all: readonly Occurrence[], from: Instant, to: Instant): Stretch {
  const seen = new Set<number>();
  const on = all.filter((one) => {
    if (one.from > from || one.to <= from || seen.has(one.entry.id)) return false;
    seen.add(one.entry.id);
    return true;
  });
  const sure = on.filter(({ entry }) => entry.condition === null);
  const [first] = sure;
  const may = on.filter((one) => one.entry.condition !== null && (!first || byRank(one, first) < 0));
  return { from, to, sure, may };
}

function sureKey({ sure: [first] }: Stretch): string {
  return first ? `${first.entry.id} ${first.from}` : 'none';
}

function keyOf(stretch: Stretch): string {
  const ids = (all: readonly Occurrence[]) => all.map(({ entry }) => entry.id).join();
  return [sureKey(stretch), ids(stretch.sure), ids(stretch.may)].join(' | ');
}

function describe({ from, to, sure: [first, ...outranked], may }: Stretch): Planned {
  return {
    from: formatInstant(from),
    to: formatInstant(to),
    scene: first?.entry.scene ?? null,
    entry: first?.entry.id ?? null,
    outranked: outranked.map(({ entry }) => entry.id),
    may: may.map(({ entry }) => entry.id),
  };
}
