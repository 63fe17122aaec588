/** Who is told of what: acts of others as they happen, deadlines as they come and pass. */
import type { UnitNode } from '../../contract/answers.ts';
import { dayOf, type Instant } from '../../contract/calendar.ts';
import type { TaskNoticeKind } from '../../contract/taskNotices.ts';
import type { WritableDB } from '../store/index.ts';
import { type Actor, type Colleague, colleagues, unitsAbove } from './actors.ts';
import { dayOfDue, type IsHoliday, workingDaysBefore, workingDaysBetween } from './deadlines.ts';
import type { Outbox } from './mailing.ts';
import { addNotice, escalationNow, forgetOld, remindersOf } from './noticeStore.ts';
import { mailOf } from './noticeMail.ts';
import { watchersOf } from './remarks.ts';
import { FAR, type KeptTask, selectTasks } from './taskStore.ts';
import type { Author, Witness } from './writing.ts';

export interface Telling {
  /** Tells of a version, within the transaction that writes it. */
  readonly witness: Witness;
  commented(task: KeptTask, by: Actor): void;
  /** Tells of deadlines that come near or passed; harmless when called again. */
  look(): void;
}

export interface TellingParts {
  db: WritableDB;
  now: () => Instant;
  units: () => readonly UnitNode[];
  isHoliday: IsHoliday;
  outbox: Outbox | null;
  /** Address of the console, to lead to a task; `null` while there is none. */
  console: () => string | null;
}

export function createTelling(parts: TellingParts): Telling {
  const { db, now, units, isHoliday, outbox } = parts;

  function tell(
    people: Iterable<number>,
    task: KeptTask,
    kind: TaskNoticeKind,
    by: string | null,
    occasion: string,
  ): void {
    for (const person of new Set(people)) {
      const notice = { person, task: task.number, kind, at: now(), by, occasion };
      if (!addNotice(db, notice) || outbox === null) continue;
      const { mail, language } = remindersOf(db, person);
      if (mail === null) continue;
      outbox.put({
        key: `task-${task.number}-${person}-${occasion}`,
        to: { mail: [mail] },
        ...mailOf({ task, kind, by, console: parts.console(), language }),
      });
    }
  }

  /** Whose a task is: its person, or those who work in its very unit. */
  function workersOf(task: KeptTask, all: readonly Colleague[]): number[] {
    if (task.personId !== null) return [task.personId];
    return all.filter(({ place }) => place === task.unit).map(({ id }) => id);
  }

  function others(people: readonly number[], author: Pick<Author, 'id'>): number[] {
    return people.filter((id) => id !== author.id);
  }

  function witness(after: KeptTask, before: KeptTask | null, author: Author): void {
    const all = colleagues(db, units());
    const occasion = `version ${after.version}`;
    const watching = watchersOf(db, after.number).map(({ id }) => id);
    const given = before === null || before.unit !== after.unit || before.personId !== after.personId;
    if (given) tell(others(workersOf(after, all), author), after, 'assigned', author.name, occasion);
    if (before === null || before.state === after.state) return;
    const kind = noticeOfMove(before, after);
    const maker = after.maker === null ? [] : [after.maker];
    if (kind) tell(others([...maker, ...watching], author), after, kind, author.name, occasion);
  }

  /** Those who lead the nearest unit above that has somebody who gives tasks. */
  function leadersAbove(task: KeptTask, all: readonly Colleague[]): number[] {
    for (const unit of unitsAbove(task.unit, units())) {
      const leaders = all.filter((one) => one.unit === unit && one.permissions.includes('tasks.assign'));
      if (leaders.length > 0) return leaders.map(({ id }) => id);
    }
    return [];
  }

  function lookAt(task: KeptTask, all: readonly Colleague[], escalateAfter: number | null): void {
    if (task.due === null || task.dueAt === null) return;
    const [today, dueDay] = [dayOf(now()), dayOfDue(task.due)];
    const key = `${task.dueAt}`;
    const workers = workersOf(task, all);
    if (now() < task.dueAt) {
      const near = workers.filter(
        (id) => today >= workingDaysBefore(dueDay, remindersOf(db, id).daysBefore, isHoliday),
      );
      tell(near, task, 'due_soon', null, `soon ${key}`);
      return;
    }
    const maker = task.maker === null ? [] : [task.maker];
    tell([...workers, ...maker], task, 'overdue', null, `overdue ${key}`);
    if (escalateAfter !== null && workingDaysBetween(dueDay, today, isHoliday) >= escalateAfter)
      tell(leadersAbove(task, all), task, 'escalated', null, `escalated ${key}`);
  }

  return {
    witness,
    commented(task, by) {
      const people = [
        ...watchersOf(db, task.number).map(({ id }) => id),
        ...(task.maker ? [task.maker] : []),
      ];
      tell(others(people, by), task, 'commented', by.name, `comment ${now()}`);
    },
    look() {
      const all = colleagues(db, units());
      const { afterDays } = escalationNow(db);
      db.transaction(() => {
        const open = selectTasks(
          db,
          `WHERE v.until = ${FAR} AND v.state IN ('open', 'in_progress', 'blocked') AND v.due_at IS NOT NULL`,
          {},
        );
        for (const task of open) lookAt(task, all, afterDays);
        forgetOld(db, now());
      })();
    },
  };
}

function noticeOfMove(before: KeptTask, after: KeptTask): TaskNoticeKind | null {
  switch (after.state) {
    case 'blocked':
    case 'done':
    case 'confirmed':
    case 'cancelled':
      return after.state;
    case 'in_progress':
      return before.state === 'done' ? 'sent_back' : null;
    case 'open':
      return null;
  }
}
