/** Which scene the schedule wants at an instant, and why. Pure. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { Condition, ScheduleEntry, ScheduleWhy } from '../../contract/schedules.ts';
import { type IsHoliday, type Occurrence, occurrencesWithin } from './occurrence.ts';

/** What the schedule depends on besides the clock. */
export interface Conditions {
  isHoliday: IsHoliday;
  /** Whether a condition holds; `null` when that cannot be told, which counts as no. */
  holds(condition: Condition): boolean | null;
}

export interface Scheduled {
  /** `null`: no entry holds, and the scene that a person chose is shown. */
  readonly scene: string | null;
  readonly why: ScheduleWhy;
  /** The same as long as the schedule has not changed: the entry that holds, and which time of it. */
  readonly key: string;
}

/**
 * The entry of the highest rank whose time and condition hold. Ranks: the higher priority; of the same, the one that began
 * last; of those that began together, the one with the lower number (which was added first).
 */
export function sceneAt(
  entries: readonly ScheduleEntry[],
  instant: Instant,
  conditions: Conditions,
): Scheduled {
  const on = entries.flatMap((entry) => lastAt(entry, instant, conditions.isHoliday)).sort(byRank);
  const waiting: { entry: number; known: boolean }[] = [];
  const holding = on.filter(({ entry: { id, condition } }) => {
    if (condition === null) return true;
    const holds = conditions.holds(condition);
    if (holds !== true) waiting.push({ entry: id, known: holds !== null });
    return holds === true;
  });
  const [first, ...outranked] = holding;
  if (first === undefined) return { scene: null, why: { rule: 'none', waiting }, key: 'none' };
  const { entry, from, to } = first;
  return {
    scene: entry.scene,
    why: {
      rule: 'entry',
      entry: entry.id,
      from: formatInstant(from),
      to: formatInstant(to),
      outranked: outranked.map((one) => one.entry.id),
      waiting,
    },
    key: `${entry.id} ${entry.scene} ${from}`,
  };
}

/** The time that an entry is on at an instant: the later one, where one of the day before still lasts. */
function lastAt(entry: ScheduleEntry, instant: Instant, isHoliday: IsHoliday): Occurrence[] {
  return occurrencesWithin(entry, instant, instant + 1, isHoliday).slice(-1);
}

/** The highest rank first. */
export function byRank(a: Occurrence, b: Occurrence): number {
  return b.entry.priority - a.entry.priority || b.from - a.from || a.entry.id - b.entry.id;
}
