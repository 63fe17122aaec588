/** The schedule at work: looks at the clock, shows what is due, and lets a person choose otherwise. */
import { DAY_MS, formatInstant, type Instant } from '../../contract/calendar.ts';
import type {
  Condition,
  ScheduleAnswer,
  ScheduleEntry,
  ScheduleEntryRequest,
  ScheduleState,
} from '../../contract/schedules.ts';
import { recordAudit } from '../access/index.ts';
import type { Layouts } from '../layouts/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { holdsNow, missingIn, type Surroundings } from './conditions.ts';
import type { Holidays } from './holidays.ts';
import { nextChange } from './plan.ts';
import { type Conditions, type Scheduled, sceneAt } from './sceneAt.ts';
import {
  addEntry,
  changeEntry,
  type Choice,
  keepChoice,
  readChoice,
  readEntries,
  removeEntry,
} from './scheduleStore.ts';

const LOOK_MS = 1_000;
/** Conditions are judged again after this, so that a value about its limit does not have the screens flicker. */
const JUDGED_MS = 15_000;
/** How far ahead the next change is looked for. */
const AHEAD_MS = 8 * DAY_MS;
/** More could not be told apart. */
const ENTRIES_MAX = 200;

/** Who does something, for the audit trail. */
export interface Doer {
  who: string;
  address: string | null;
}

export interface Schedule {
  entries(): ScheduleEntry[];
  faults(): ScheduleAnswer['faults'];
  state(): ScheduleState;
  /** A person's choice: against the entry that holds, or for the time that nothing is scheduled for. `false` without such a scene. */
  choose(scene: string, who: string): boolean;
  /** Gives the wall back to the schedule; without an override nothing happens. */
  handBack(doer: Doer): void;
  /** These throw `ProblemError` naming the field. */
  add(entry: ScheduleEntryRequest, doer: Doer): ScheduleEntry;
  change(id: number, entry: ScheduleEntryRequest, doer: Doer): ScheduleEntry;
  remove(id: number, doer: Doer): void;
  /** Shows what is due; called every second from `start` on. */
  look(): void;
  start(): void;
  stop(): void;
}

export interface ScheduleOptions extends Surroundings {
  db: WritableDB;
  layouts: Layouts;
  holidays: Holidays;
  now: () => Instant;
  /** Told when the store could not be written, or a condition not judged: the wall goes on. */
  failed: (error: unknown) => void;
}

/** By whom a scene is shown that the schedule wants: no username has a colon. */
function byEntry(id: number): string {
  return `schedule:${id}`;
}

export function createSchedule(options: ScheduleOptions): Schedule {
  const { db, layouts, holidays, now, failed } = options;
  const isHoliday = (day: string) => holidays.nameOf.has(day);
  let entries = readEntries(db);
  let choice: Choice = readChoice(db) ?? firstChoice();
  const judged = new Map<string, { at: Instant; holds: boolean | null }>();
  let timer: NodeJS.Timeout | undefined;
  /** Said once, not every second. */
  let trouble = '';

  /** Kept at once: what the schedule shows later is nobody's choice. */
  function firstChoice(): Choice {
    const { scene, by, since } = layouts.shown();
    const first: Choice = { chosen: { scene, by, since }, override: null };
    try {
      keepChoice(db, first);
    } catch (error) {
      failed(error);
    }
    return first;
  }

  const hasScene = (id: string) => layouts.scenes().some((scene) => scene.id === id);
  const usable = () => entries.filter(({ scene }) => hasScene(scene));

  function holds(condition: Condition): boolean | null {
    const key = JSON.stringify(condition);
    const at = now();
    const known = judged.get(key);
    if (known && at >= known.at && at - known.at < JUDGED_MS) return known.holds;
    const fresh = { at, holds: judge(condition, at) };
    judged.set(key, fresh);
    return fresh.holds;
  }

  function judge(condition: Condition, at: Instant): boolean | null {
    try {
      return holdsNow(condition, at, options);
    } catch (error) {
      failed(error);
      return null;
    }
  }

  const conditions: Conditions = { isHoliday, holds };
  const wanted = (): Scheduled => sceneAt(usable(), now(), conditions);

  function keep(next: Choice): void {
    keepChoice(db, next);
    choice = next;
  }

  /** The override that holds against what is wanted now. */
  function overrideOf({ key, scene }: Scheduled): Choice['override'] {
    const { override } = choice;
    return scene !== null && override?.against === key && hasScene(override.scene) ? override : null;
  }

  function due(): { scene: string; by: string } {
    const want = wanted();
    const override = overrideOf(want);
    if (override) return override;
    if (want.scene !== null && want.why.rule === 'entry')
      return { scene: want.scene, by: byEntry(want.why.entry) };
    return hasScene(choice.chosen.scene) ? choice.chosen : layouts.shown();
  }

  /** What could not be done is tried again a second later. */
  function follow(): void {
    try {
      if (choice.override && overrideOf(wanted()) === null) keep({ ...choice, override: null });
      const { scene, by } = due();
      const before = layouts.shown();
      if (before.scene !== scene) {
        layouts.show(scene, by);
        const what = 'scene_switched';
        const change = { before: { scene: before.scene }, after: { scene } };
        recordAudit(db, { at: now(), who: by, what, subject: `${before.scene} → ${scene}`, ...change });
      }
      trouble = '';
    } catch (error) {
      if (String(error) !== trouble) failed(error);
      trouble = String(error);
    }
  }

  function refuseMissing(entry: ScheduleEntryRequest): void {
    const fault = faultOf(entry);
    if (fault) throw new ProblemError(400, `${fault.field}: ${fault.detail}.`, { field: fault.field });
  }

  function faultOf(entry: ScheduleEntryRequest): { field: string; detail: string } | null {
    if (!hasScene(entry.scene))
      return {
        field: 'scene',
        detail: `there is no scene "${entry.scene}"; choose one of ${layouts
          .scenes()
          .map(({ id }) => id)
          .join(', ')}`,
      };
    return entry.condition === null ? null : missingIn(entry.condition, now(), options);
  }

  function found(id: number): ScheduleEntry {
    const entry = entries.find((one) => one.id === id);
    if (entry) return entry;
    throw new ProblemError(404, `There is no schedule entry ${id}; it may have been removed.`, {
      field: 'number',
    });
  }

  /** Writes a change of the schedule and its entry in the audit trail, both or neither. */
  function write(
    doer: Doer,
    what: 'schedule_added' | 'schedule_changed' | 'schedule_removed',
    before: ScheduleEntry | null,
    change: () => ScheduleEntry | null,
  ): void {
    db.transaction(() => {
      const after = change();
      const subject = subjectOf(after ?? before);
      recordAudit(db, { at: now(), ...doer, what, subject, before: told(before), after: told(after) });
    })();
    entries = readEntries(db);
    judged.clear();
    follow();
  }

  return {
    entries: () => [...entries].sort((a, b) => b.priority - a.priority || a.id - b.id),
    faults: () =>
      entries.flatMap((entry) => {
        const fault = faultOf(entry);
        return fault ? [{ entry: entry.id, ...fault }] : [];
      }),
    state() {
      const want = wanted();
      const override = overrideOf(want);
      const at = now();
      const next = nextChange(usable(), at, at + AHEAD_MS, isHoliday);
      return {
        scene: layouts.shown().scene,
        cause: override ? 'override' : want.scene === null ? 'chosen' : 'schedule',
        scheduled: want.scene,
        why: want.why,
        override: override && describeChoice(override),
        chosen: describeChoice(choice.chosen),
        nextChange: next === null ? null : formatInstant(next),
      };
    },
    choose(scene, by) {
      if (!hasScene(scene)) return false;
      const since = now();
      const want = wanted();
      const made = { scene, by, since };
      // Choosing what the schedule wants anyway is no choice against it.
      if (want.scene === null) keep({ chosen: made, override: null });
      else keep({ ...choice, override: want.scene === scene ? null : { ...made, against: want.key } });
      return layouts.show(scene, by);
    },
    handBack(doer) {
      const override = overrideOf(wanted());
      if (override === null) return;
      db.transaction(() => {
        keep({ ...choice, override: null });
        recordAudit(db, {
          at: now(),
          ...doer,
          what: 'scene_handed_back',
          subject: override.scene,
          before: { scene: override.scene },
          after: { scene: wanted().scene },
        });
      })();
      follow();
    },
    add(entry, doer) {
      if (entries.length >= ENTRIES_MAX)
        throw new ProblemError(409, `There are ${ENTRIES_MAX} schedule entries already; remove one first.`);
      refuseMissing(entry);
      let made: ScheduleEntry = { ...entry, id: 0 };
      write(doer, 'schedule_added', null, () => {
        made = addEntry(db, entry);
        return made;
      });
      return made;
    },
    change(id, entry, doer) {
      const before = found(id);
      refuseMissing(entry);
      const after = { ...entry, id };
      write(doer, 'schedule_changed', before, () => {
        changeEntry(db, id, entry);
        return after;
      });
      return after;
    },
    remove(id, doer) {
      const before = found(id);
      write(doer, 'schedule_removed', before, () => {
        removeEntry(db, id);
        return null;
      });
    },
    look: follow,
    start() {
      follow();
      timer ??= setInterval(follow, LOOK_MS);
    },
    stop: () => clearInterval(timer),
  };
}

function describeChoice({ scene, by, since }: Choice['chosen']): ScheduleState['chosen'] {
  return { scene, by, since: formatInstant(since) };
}

function subjectOf(entry: ScheduleEntry | null): string | null {
  return entry && `${entry.id} ${entry.name}`;
}

/** An entry as the audit trail keeps it. */
function told(entry: ScheduleEntry | null): object | null {
  if (entry === null) return null;
  const { id: _, ...rest } = entry;
  return rest;
}
