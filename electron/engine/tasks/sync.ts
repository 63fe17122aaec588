/** Tasks shared with other systems: what they say is taken in once, however often and in what order it comes; what changes here is told. */
import type { UnitNode } from '../../contract/answers.ts';
import { formatInstant, type Instant, parseInstant } from '../../contract/calendar.ts';
import type { TaskConflict } from '../../contract/tasks.ts';
import type { TaskEvent, TaskFromOutside, TaskSystem } from '../../contract/taskSync.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { type Actor, colleagues, liesWithin } from './actors.ts';
import { lateFrom } from './deadlines.ts';
import { giveTo } from './giving.ts';
import type { Outbox } from './mailing.ts';
import { merge, type Theirs } from './merging.ts';
import { pathBetween } from './states.ts';
import { type Bond, bondOf, bondOfTask, keepBond, listSystems } from './syncStore.ts';
import { findTask, type KeptTask, selectTasks, type TaskContent, versionsOf } from './taskStore.ts';
import { contentOf, moved } from './tasks.ts';
import type { Author, Witness, Writing } from './writing.ts';

export interface Heard {
  readonly outcome: 'made' | 'changed' | 'unchanged' | 'older';
  readonly task: number;
  readonly conflicts: readonly TaskConflict[];
}

export interface Sync {
  /** Takes in a task as another system has it. */
  hear(who: Actor, system: string, external: string, said: TaskFromOutside): Heard;
  /** What changed of the tasks a system shares, from a position on, oldest first. */
  changes(
    who: Actor,
    system: string,
    after: number,
    limit: number,
  ): { events: TaskEvent[]; last: number; more: boolean };
  /** Puts webhooks for a version, within the transaction that writes it. */
  readonly witness: Witness;
}

export interface SyncParts {
  db: WritableDB;
  now: () => Instant;
  units: () => readonly UnitNode[];
  writing: Writing;
  outbox: Outbox | null;
}

export function createSync({ db, now, units, writing, outbox }: SyncParts): Sync {
  function shared(who: Actor, id: string): TaskSystem {
    const system = listSystems(db).find((one) => one.id === id);
    if (system && who.reach.covers(system.unit)) return system;
    throw new ProblemError(404, `There is no system "${id}" in your part of the organisation.`, {
      field: 'system',
    });
  }

  const inScope = (system: TaskSystem, unit: string) => liesWithin(unit, system.unit, units());

  /** The task that an external key stands for, or is to stand for from now on. */
  function boundTo(system: TaskSystem, external: string, said: TaskFromOutside): Bond | null {
    const bond = bondOf(db, system.id, external);
    if (bond) {
      if (said.number !== undefined && said.number !== bond.task)
        throw new ProblemError(
          409,
          `number: "${external}" is task ${bond.task} here; a key stands for one task.`,
          { field: 'number' },
        );
      return bond;
    }
    if (said.number === undefined) return null;
    const other = bondOfTask(db, system.id, said.number);
    const task = findTask(db, said.number);
    if (!task || !inScope(system, task.unit))
      throw new ProblemError(404, `number: there is no task ${said.number} that this system shares.`, {
        field: 'number',
      });
    if (other)
      throw new ProblemError(
        409,
        `number: task ${said.number} is "${other.external}" in that system already.`,
        {
          field: 'number',
        },
      );
    return { external, task: said.number, heard: 0, became: 0 };
  }

  function given(who: Actor, system: TaskSystem, assignee: NonNullable<TaskFromOutside['assignee']>) {
    if (!inScope(system, assignee.unit))
      throw new ProblemError(400, `assignee.unit: this system shares tasks of ${system.unit} and below.`, {
        field: 'assignee.unit',
      });
    return giveTo(who, assignee, units(), colleagues(db, units()));
  }

  function make(who: Actor, author: Author, system: TaskSystem, external: string, said: TaskFromOutside) {
    if (said.title === undefined)
      throw new ProblemError(400, 'title: a task that is new here needs one.', { field: 'title' });
    const begun: TaskContent = {
      ...{ title: said.title, text: said.text ?? '', priority: said.priority ?? 'normal', state: 'open' },
      ...given(who, system, said.assignee ?? { unit: system.unit, person: null }),
      ...dueOf(said.due ?? null),
      ...{ doneBy: null, doneAt: null },
    };
    const content = led(begun, said.state ?? 'open', author.name, changedAt(said, now()));
    const origin = { kind: 'system', system: system.id, id: external } as const;
    return writing.make(author, content, { origin });
  }

  function take(who: Actor, author: Author, system: TaskSystem, bond: Bond, said: TaskFromOutside): Heard {
    const versions = versionsOf(db, bond.task);
    const before = versions.at(-1);
    if (!before) throw new Error(`Task ${bond.task} is bound and not there.`);
    const { taken, conflicts } = merge({
      ...{ system: system.id, wins: system.wins, versions },
      base: said.basedOn ?? bond.became,
      theirs: theirsOf(said),
      changedThere: changedAt(said, now()),
    });
    const isNews = Object.keys(taken).length > 0 || conflicts.length > 0;
    const after = isNews
      ? writing.change(author, before, merged(before, taken), { act: 'synced', conflicts })
      : before;
    keepBond(db, system.id, { ...bond, heard: said.version, became: after.version });
    return { outcome: isNews ? 'changed' : 'unchanged', task: bond.task, conflicts };

    function merged(kept: KeptTask, fields: Theirs): TaskContent {
      const content: TaskContent = {
        ...contentOf(kept),
        ...('title' in fields && { title: said.title ?? kept.title }),
        ...('text' in fields && { text: said.text ?? kept.text }),
        ...('priority' in fields && { priority: said.priority ?? kept.priority }),
        ...('assignee' in fields && said.assignee && given(who, system, said.assignee)),
        ...('due' in fields && dueOf(said.due ?? null)),
      };
      return 'state' in fields && said.state
        ? led(content, said.state, author.name, changedAt(said, now()))
        : content;
    }
  }

  return {
    hear(who, id, external, said) {
      const system = shared(who, id);
      const { name, address } = who;
      const author = { name: `system:${id}`, id: null, address, system: id, auditedAs: name };
      const heard = db.transaction((): Heard => {
        const bond = boundTo(system, external, said);
        if (bond === null) {
          const made = make(who, author, system, external, said);
          keepBond(db, id, { external, task: made.number, heard: said.version, became: made.version });
          return { outcome: 'made', task: made.number, conflicts: [] };
        }
        if (said.version === bond.heard) return { outcome: 'unchanged', task: bond.task, conflicts: [] };
        if (said.version < bond.heard) return { outcome: 'older', task: bond.task, conflicts: [] };
        return take(who, author, system, bond, said);
      })();
      if (heard.outcome === 'made' || heard.outcome === 'changed') writing.changed();
      return heard;
    },
    changes(who, id, after, limit) {
      const system = shared(who, id);
      const within = units()
        .filter(({ unit }) => inScope(system, unit))
        .map(({ unit }) => unit);
      const found = selectTasks(
        db,
        `WHERE v.position > :after AND (v.unit IN (SELECT value FROM json_each(:within))
           OR v.task IN (SELECT task FROM task_external WHERE system = :system)) ORDER BY v.position LIMIT :limit`,
        { after, within: JSON.stringify(within), system: id, limit: limit + 1 },
      );
      const events = found
        .slice(0, limit)
        .map((task) => eventOf(task, bondOfTask(db, id, task.number) ?? null));
      return { events, last: events.at(-1)?.position ?? after, more: found.length > limit };
    },
    witness(after) {
      if (outbox === null) return;
      for (const system of listSystems(db)) {
        const bond = bondOfTask(db, system.id, after.number) ?? null;
        if (system.endpoint === null || (bond === null && !inScope(system, after.unit))) continue;
        // What it said itself it need not hear again, unless something of it was not taken over.
        const own = after.system === system.id && after.conflicts.every(({ kept }) => kept === 'there');
        if (own) continue;
        const data = eventOf(after, bond);
        outbox.put({
          key: `task-version-${after.position}-${system.id}`,
          to: { endpoint: system.endpoint },
          subject: `Việc số ${after.number}: ${after.title}`,
          text: `${data.event} ${after.number}, version ${after.version}`,
          data,
        });
      }
    },
  };
}

/** When it was changed there: a clock that is ahead does not win by that. */
function changedAt(said: TaskFromOutside, now: Instant): Instant {
  return Math.min(parseInstant(said.at) ?? now, now);
}

function dueOf(due: NonNullable<TaskFromOutside['due']> | null): Pick<TaskContent, 'due' | 'dueAt'> {
  if (due === null) return { due: null, dueAt: null };
  const kept = 'at' in due ? { at: formatInstant(parseInstant(due.at) ?? 0) } : due;
  return { due: kept, dueAt: lateFrom(kept) };
}

/** A task led to a state by legal steps. */
function led(content: TaskContent, to: TaskContent['state'], by: string, at: Instant): TaskContent {
  const steps = pathBetween(content.state, to);
  return (steps ?? []).reduce((now, step) => moved(now, step, by, at), content);
}

function theirsOf({ title, text, priority, state, assignee, due }: TaskFromOutside): Theirs {
  return {
    ...(title !== undefined && { title }),
    ...(text !== undefined && { text }),
    ...(priority !== undefined && { priority }),
    ...(state !== undefined && { state }),
    ...(assignee !== undefined && { assignee: { unit: assignee.unit, person: assignee.person } }),
    ...(due !== undefined && { due: dueOf(due).due }),
  };
}

function eventOf(task: KeptTask, bond: Bond | null): TaskEvent {
  const { position, number, version, title, text, priority, state, unit, person, due } = task;
  return {
    ...{ position, event: `task.${task.act}`, number, version },
    ...{ at: formatInstant(task.since), by: task.by },
    ...{ external: bond?.external ?? null, externalVersion: bond?.heard ?? null },
    ...{ title, text, priority, state, assignee: { unit, person }, due },
  };
}
