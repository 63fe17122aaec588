/** Tasks: made, given, changed, moved on, talked about; within place and rights, and never over a newer version. */
import type { UnitNode } from '../../contract/answers.ts';
import { dayOf, formatInstant, type Instant, parseInstant } from '../../contract/calendar.ts';
import type {
  AssigneesAnswer,
  DueAsked,
  NewTask,
  Task,
  TaskChange,
  TaskFilter,
  TaskHistory,
  TaskMove,
  TasksAnswer,
} from '../../contract/tasks.ts';
import { recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { type Actor, colleagues, liesWithin, mayDo } from './actors.ts';
import { attachmentsOf } from './attachmentStore.ts';
import { type IsHoliday, lateFrom, settled } from './deadlines.ts';
import { described, listed } from './describing.ts';
import { assigneesFor, type Given, giveTo } from './giving.ts';
import { historyOf } from './history.ts';
import { listTasks } from './listing.ts';
import { addComment, unwatch, watch, watchersOf } from './remarks.ts';
import { gives, obstacleTo, sees, works } from './rights.ts';
import { stepOf } from './states.ts';
import { findRequested, findTask, type KeptTask, type TaskContent } from './taskStore.ts';
import { indexTask } from './words.ts';
import type { Writing } from './writing.ts';

export interface Tasks {
  list(who: Actor, filter: TaskFilter): TasksAnswer;
  /** Throws `ProblemError` 404 for one that is not there or not theirs to see. */
  open(who: Actor, number: number): Task;
  make(who: Actor, asked: NewTask): Task;
  /** Throws `ProblemError` 409, saying who changed it when, where `basedOn` is not its newest version; `move` as well. */
  change(who: Actor, number: number, asked: TaskChange): Task;
  move(who: Actor, number: number, asked: TaskMove): Task;
  comment(who: Actor, number: number, text: string): Task;
  watch(who: Actor & { readonly id: number }, number: number, on: boolean): Task;
  history(who: Actor, number: number): TaskHistory;
  assignees(who: Actor): AssigneesAnswer;
  /** The task as it is kept, if somebody may see it. */
  found(who: Actor, number: number): KeptTask;
  /** The same, if they may comment on it and attach to it. */
  forRemarks(who: Actor, number: number): KeptTask;
}

export interface TasksParts {
  db: WritableDB;
  now: () => Instant;
  /** The organisation as it is now. */
  units: () => readonly UnitNode[];
  isHoliday: IsHoliday;
  writing: Writing;
  /** Hears of a comment within the transaction that writes it. */
  commented: (task: KeptTask, by: Actor) => void;
}

export function createTasks(parts: TasksParts): Tasks {
  const { db, now, units, isHoliday, writing, commented } = parts;

  function found(who: Actor, number: number): KeptTask {
    const kept = findTask(db, number);
    const watching = () => watchersOf(db, number).some(({ id }) => id === who.id);
    if (!kept || !sees(who, kept, watching())) throw unknown();
    return kept;
  }

  function forRemarks(who: Actor, number: number): KeptTask {
    const kept = found(who, number);
    if (mayDo(who, 'tasks.work') || gives(who, kept) || works(who, kept)) return kept;
    throw new ProblemError(
      403,
      'This needs the permission tasks.work (working on tasks), which you do not have; ask whoever manages people.',
    );
  }

  function answer(who: Actor, number: number): Task {
    return described(db, who, found(who, number), now());
  }

  function dueOf(asked: DueAsked | null): Pick<TaskContent, 'due' | 'dueAt'> {
    if (asked === null) return { due: null, dueAt: null };
    const due = settled(asked, now(), isHoliday);
    return { due, dueAt: lateFrom(due) };
  }

  /** A new deadline lies ahead; one that passed stays as it was. */
  function newDue(asked: DueAsked | null): Pick<TaskContent, 'due' | 'dueAt'> {
    const made = dueOf(asked);
    if (made.dueAt !== null && made.dueAt <= now())
      throw new ProblemError(400, `due: this deadline has passed; give one from ${dayOf(now())} on.`, {
        field: 'due',
      });
    return made;
  }

  const givenTo = (who: Actor, asked: NewTask['assignee']): Given =>
    giveTo(who, asked, units(), colleagues(db, units()));

  function refuseUnseen(who: Actor, { origin }: NewTask): void {
    if (origin.kind !== 'figure') return;
    if (!who.reach.covers(origin.unit))
      throw new ProblemError(400, `origin.unit: "${origin.unit}" lies outside what you may see.`, {
        field: 'origin.unit',
      });
    const at = parseInstant(origin.at);
    if (at === null || at > now())
      throw new ProblemError(400, 'origin.at: a figure was read at no later instant than now.', {
        field: 'origin.at',
      });
  }

  return {
    found,
    forRemarks,
    open: answer,
    assignees: (who) => assigneesFor(who, units(), colleagues(db, units())),
    list(who, filter) {
      const all = units();
      const subtree = (top: string) => {
        const below = all.filter(({ unit }) => liesWithin(unit, top, all)).map(({ unit }) => unit);
        return below.includes(top) ? below : [top, ...below];
      };
      const { place } = who.reach;
      const { tasks, next } = listTasks(db, filter, {
        who,
        now: now(),
        within: place === null ? null : subtree(place),
        own: place === null ? all.map(({ unit }) => unit) : subtree(place),
        asked: filter.unit === undefined ? null : subtree(filter.unit),
      });
      return { tasks: tasks.map((kept) => listed(db, who, kept, now())), next };
    },
    make(who, asked) {
      const request = asked.key === undefined ? null : `${who.name} ${asked.key}`;
      const number = db.transaction(() => {
        const before = request === null ? null : findRequested(db, request);
        if (before !== null) return before;
        refuseUnseen(who, asked);
        const { title, text, priority, origin } = asked;
        const content = {
          ...{ title, text, priority, state: 'open' as const },
          ...givenTo(who, asked.assignee),
          ...newDue(asked.due),
          ...{ doneBy: null, doneAt: null },
        };
        return writing.make(who, content, { origin, request }).number;
      })();
      writing.changed();
      return answer(who, number);
    },
    change(who, number, asked) {
      db.transaction(() => {
        const kept = found(who, number);
        if (!gives(who, kept))
          throw new ProblemError(
            403,
            'Only whoever gave a task, or gives tasks to its unit, changes it; comment on it to ask for a change.',
          );
        if (kept.state === 'confirmed' || kept.state === 'cancelled')
          throw new ProblemError(409, `This task is ${kept.state}; what is closed is not changed any more.`, {
            field: 'state',
          });
        const { title = kept.title, text = kept.text, priority = kept.priority, note = null } = asked;
        const next: TaskContent = {
          ...contentOf(kept),
          ...{ title, text, priority },
          ...(asked.assignee !== undefined && !isSameAssignee(kept, asked.assignee)
            ? givenTo(who, asked.assignee)
            : {}),
          ...(asked.due !== undefined && JSON.stringify(asked.due) !== JSON.stringify(kept.due)
            ? newDue(asked.due)
            : {}),
        };
        // The very same change again, whose answer was lost on the way.
        const same = JSON.stringify(next) === JSON.stringify(contentOf(kept));
        if (same && (kept.version === asked.basedOn || isAgain(kept, who, asked.basedOn))) return;
        refuseStale(kept, asked.basedOn);
        writing.change(who, kept, next, { act: 'changed', note });
      })();
      writing.changed();
      return answer(who, number);
    },
    move(who, number, { basedOn, to, note = null }) {
      db.transaction(() => {
        const kept = found(who, number);
        if (kept.state === to && kept.act === 'moved' && isAgain(kept, who, basedOn)) return;
        refuseStale(kept, basedOn);
        refuseMove(who, kept, to, note);
        writing.change(who, kept, moved(kept, to, who.name, now()), { act: 'moved', note });
      })();
      writing.changed();
      return answer(who, number);
    },
    comment(who, number, text) {
      db.transaction(() => {
        const kept = forRemarks(who, number);
        const at = now();
        addComment(db, number, { at, by: who.name, text });
        if (who.id !== null) watch(db, number, who.id);
        indexTask(db, number);
        const { name, address } = who;
        recordAudit(db, {
          ...{ at, who: name, address, what: 'task_commented', subject: String(number), after: { text } },
        });
        commented(kept, who);
      })();
      writing.changed();
      return answer(who, number);
    },
    watch(who, number, on) {
      found(who, number);
      if (on) watch(db, number, who.id);
      else unwatch(db, number, who.id);
      return answer(who, number);
    },
    history(who, number) {
      found(who, number);
      return {
        entries: historyOf(db, number),
        attachments: attachmentsOf(db, number).map(({ id, name, type, bytes, sha256, by, at }) => ({
          ...{ id, name, type, bytes, sha256, by, at: formatInstant(at) },
        })),
      };
    },
  };
}

/** What changes of a task, out of all that is kept of it. */
export function contentOf(kept: TaskContent): TaskContent {
  const { title, text, priority, state, unit, person, personId, due, dueAt, doneBy, doneAt } = kept;
  return { title, text, priority, state, unit, person, personId, due, dueAt, doneBy, doneAt };
}

/** A task one step on; who did it and when is kept while it counts as done. */
export function moved(kept: TaskContent, to: TaskContent['state'], by: string, at: Instant): TaskContent {
  const stays = to === 'confirmed';
  const doneBy = to === 'done' ? by : stays ? kept.doneBy : null;
  const doneAt = to === 'done' ? at : stays ? kept.doneAt : null;
  return { ...contentOf(kept), state: to, doneBy, doneAt };
}

function isSameAssignee(kept: KeptTask, { unit, person }: NewTask['assignee']): boolean {
  return kept.unit === unit && kept.person === person;
}

function isAgain(kept: KeptTask, who: Actor, basedOn: number): boolean {
  return kept.version === basedOn + 1 && kept.by === who.name;
}

function refuseStale({ version, by, since }: KeptTask, basedOn: number): void {
  if (version === basedOn) return;
  throw new ProblemError(
    409,
    `${by} changed this task at ${formatInstant(since)} (version ${version}); load it, and do it again if it is still right.`,
    { field: 'basedOn' },
  );
}

function refuseMove(who: Actor, kept: KeptTask, to: KeptTask['state'], note: string | null): void {
  switch (obstacleTo(who, kept, to)) {
    case 'no_step':
      throw new ProblemError(409, `to: a task that is ${kept.state} does not become ${to} in one step.`, {
        field: 'to',
      });
    case 'own_work':
      throw new ProblemError(403, 'Whoever did a task does not confirm it; ask whoever gave it.', {
        field: 'to',
      });
    case 'not_yours':
      throw new ProblemError(
        403,
        'This step is for others: whoever the task is given to, or whoever gave it.',
        {
          field: 'to',
        },
      );
    case null:
      if (stepOf(kept.state, to)?.needsNote && note === null)
        throw new ProblemError(400, 'note: say why, in a few words.', { field: 'note' });
  }
}

function unknown(): ProblemError {
  return new ProblemError(404, 'There is no such task, or it lies outside your part of the organisation.', {
    field: 'number',
  });
}
