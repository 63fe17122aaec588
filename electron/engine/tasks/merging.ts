/** What becomes of a task that was changed here and in another system: field by field. Pure. */
import type { Instant } from '../../contract/calendar.ts';
import { type FieldChange, TASK_FIELDS, type TaskConflict, type TaskField } from '../../contract/tasks.ts';
import type { TaskSystem } from '../../contract/taskSync.ts';
import { fieldOf, isSameField } from './history.ts';
import { pathBetween } from './states.ts';
import type { KeptTask } from './taskStore.ts';

/** Fields as the other system has them; those it says nothing of are left out. */
export type Theirs = Partial<Record<TaskField, FieldChange['after']>>;

export interface Meeting {
  readonly system: string;
  readonly wins: TaskSystem['wins'];
  /** Every version here, the first one first. */
  readonly versions: readonly KeptTask[];
  /** The version here that theirs was made of; 0: of none. */
  readonly base: number;
  readonly theirs: Theirs;
  readonly changedThere: Instant;
}

export interface Merged {
  /** Fields to take over. */
  readonly taken: Theirs;
  readonly conflicts: TaskConflict[];
}

/**
 * A field that only one side changed since `base` is taken from that side. Where both did, the system's rule says who is
 * kept; `last` is whoever changed it later, and at the same instant this side. A state that no legal steps lead to is
 * never taken.
 */
export function merge({ system, wins, versions, base, theirs, changedThere }: Meeting): Merged {
  const taken: Theirs = {};
  const conflicts: TaskConflict[] = [];
  const ours = versions.at(-1);
  if (!ours) return { taken: theirs, conflicts };
  for (const field of TASK_FIELDS) {
    const there = theirs[field];
    const here = fieldOf(ours, field);
    if (there === undefined || isSameField(here, there)) continue;
    const changedHere = lastChange(versions, field, system);
    const both = changedHere !== null && changedHere.version > base;
    const later = changedHere === null || changedThere > changedHere.at;
    const reachable = field !== 'state' || pathBetween(ours.state, there as KeptTask['state']) !== null;
    const kept = reachable && (!both || wins[field] === 'there' || (wins[field] === 'last' && later));
    if (kept) taken[field] = there;
    if (both || !reachable) conflicts.push({ field, here, there, kept: kept ? 'there' : 'here' });
  }
  return { taken, conflicts };
}

/** When a field was changed last by anybody but that system; `null` when it never was. */
function lastChange(
  versions: readonly KeptTask[],
  field: TaskField,
  system: string,
): { version: number; at: Instant } | null {
  for (let i = versions.length - 1; i >= 0; i -= 1) {
    const [one, before] = [versions[i], versions[i - 1]];
    if (!one || one.system === system) continue;
    if (!before || !isSameField(fieldOf(before, field), fieldOf(one, field)))
      return { version: one.version, at: one.since };
  }
  return null;
}
