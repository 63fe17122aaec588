/** Tasks as they are answered to somebody. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { PENDING_STATES, type Task, type TaskListed } from '../../contract/tasks.ts';
import type { ReadableDB } from '../store/index.ts';
import type { Actor } from './actors.ts';
import { countAttachments } from './attachmentStore.ts';
import { countComments, watchersOf } from './remarks.ts';
import { gives, movesOf, works } from './rights.ts';
import { externalOf } from './syncStore.ts';
import type { KeptTask } from './taskStore.ts';

/** Whether a task is past its deadline and still to be done, or was done after it. */
export function isLate({ state, dueAt, doneAt }: Pick<KeptTask, 'state' | 'dueAt' | 'doneAt'>, at: Instant) {
  if (dueAt === null || state === 'cancelled') return false;
  return PENDING_STATES.includes(state) ? at >= dueAt : (doneAt ?? 0) >= dueAt;
}

export function listed(db: ReadableDB, who: Actor, kept: KeptTask, at: Instant): TaskListed {
  const { number, version, title, priority, state, unit, person, due, origin } = kept;
  return {
    ...{ number, version, title, priority, state, due, origin },
    assignee: { unit, person },
    late: isLate(kept, at),
    madeBy: kept.madeBy,
    madeAt: formatInstant(kept.madeAt),
    changedBy: kept.by,
    changedAt: formatInstant(kept.since),
    doneBy: kept.doneBy,
    doneAt: kept.doneAt === null ? null : formatInstant(kept.doneAt),
    comments: countComments(db, number),
    attachments: countAttachments(db, number),
    moves: movesOf(who, kept),
  };
}

export function described(db: ReadableDB, who: Actor, kept: KeptTask, at: Instant): Task {
  const watchers = watchersOf(db, kept.number);
  const closed = kept.state === 'confirmed' || kept.state === 'cancelled';
  return {
    ...listed(db, who, kept, at),
    text: kept.text,
    watchers: watchers.map(({ username }) => username),
    watching: watchers.some(({ id }) => id === who.id),
    external: externalOf(db, kept.number),
    mayChange: !closed && gives(who, kept),
    mayComment: who.reach.permissions.includes('tasks.work') || gives(who, kept) || works(who, kept),
  };
}
