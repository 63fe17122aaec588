/** The one way a task is written: a version, the words it is found by, the audit trail, and whoever must hear of it, in one transaction. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { TaskConflict, TaskOrigin } from '../../contract/tasks.ts';
import { recordAudit } from '../access/index.ts';
import type { WritableDB } from '../store/index.ts';
import { addTask, addVersion, findTask, type KeptTask, type TaskAct, type TaskContent } from './taskStore.ts';
import { watch } from './remarks.ts';
import { indexTask } from './words.ts';

/** Who writes: a person, a program, a rule or another system. */
export interface Author {
  readonly name: string;
  readonly id: number | null;
  readonly address: string | null;
  /** Who the audit trail names; left out: `name`. */
  readonly auditedAs?: string;
  /** The system it comes from. */
  readonly system?: string;
}

/** Hears of every version within the transaction that writes it. */
export type Witness = (after: KeptTask, before: KeptTask | null, author: Author) => void;

export interface Writing {
  make(
    author: Author,
    content: TaskContent,
    as: { origin: TaskOrigin; request?: string | null; act?: TaskAct },
  ): KeptTask;
  /** The next version of a task. */
  change(
    author: Author,
    before: KeptTask,
    content: TaskContent,
    as: { act: TaskAct; note?: string | null; conflicts?: readonly TaskConflict[] },
  ): KeptTask;
  witness(witness: Witness): void;
  /** Says that something that the wall shows of tasks changed; after the transaction. */
  onChange(listener: () => void): void;
  changed(): void;
  /** Grows with every change. */
  revision(): number;
}

const AUDITED = {
  made: 'task_made',
  changed: 'task_changed',
  moved: 'task_moved',
  synced: 'task_synced',
} as const;

export function createWriting(db: WritableDB, now: () => Instant): Writing {
  const witnesses: Witness[] = [];
  const listeners: (() => void)[] = [];
  let revision = 0;

  function written(
    author: Author,
    number: number,
    before: KeptTask | null,
    content: TaskContent,
    as: { act: TaskAct; note?: string | null; conflicts?: readonly TaskConflict[] },
  ): KeptTask {
    addVersion(db, number, {
      ...content,
      version: (before?.version ?? 0) + 1,
      at: Math.max(now(), before?.since ?? 0),
      act: as.act,
      by: author.name,
      system: author.system ?? null,
      note: as.note ?? null,
      conflicts: as.conflicts ?? [],
    });
    const after = findTask(db, number);
    if (!after) throw new Error(`Task ${number} is gone within the transaction that wrote it.`);
    indexTask(db, number);
    for (const id of [author.id, after.personId]) if (id !== null) watch(db, number, id);
    recordAudit(db, {
      ...{ at: after.since, who: author.auditedAs ?? author.name, address: author.address },
      what: AUDITED[as.act],
      subject: `${number}, version ${after.version}`,
      before: before && told(before),
      after: { ...told(after), ...(as.note !== undefined && as.note !== null && { note: as.note }) },
    });
    for (const tell of witnesses) tell(after, before, author);
    return after;
  }

  return {
    make(author, content, { origin, request = null, act = 'made' }) {
      const made = { origin, by: author.name, maker: author.id, at: now(), request };
      return db.transaction(() => written(author, addTask(db, made), null, content, { act }))();
    },
    change: (author, before, content, as) =>
      db.transaction(() => written(author, before.number, before, content, as))(),
    witness: (witness) => void witnesses.push(witness),
    onChange: (listener) => void listeners.push(listener),
    changed() {
      revision += 1;
      for (const tell of listeners) tell();
    },
    revision: () => revision,
  };
}

/** A task as the audit trail keeps it. */
function told({ title, text, priority, state, unit, person, due, version }: KeptTask): object {
  const deadline = due && ('day' in due ? due.day : formatInstant(Date.parse(due.at)));
  return { title, text, priority, state, unit, person, due: deadline, version };
}
