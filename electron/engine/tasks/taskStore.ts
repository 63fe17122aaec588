/** Tasks as they are kept: what never changes of one, and every version of the rest with the time it held. */
import type { Instant } from '../../contract/calendar.ts';
import type { Due, TaskConflict, TaskOrigin, TaskPriority, TaskState } from '../../contract/tasks.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

/** The end of what holds now. */
export const FAR = Number.MAX_SAFE_INTEGER;

/** What changes of a task. */
export interface TaskContent {
  readonly title: string;
  readonly text: string;
  readonly priority: TaskPriority;
  readonly state: TaskState;
  readonly unit: string;
  /** Username, and the row of the person while they are there. */
  readonly person: string | null;
  readonly personId: number | null;
  readonly due: Due | null;
  /** First instant after the deadline. */
  readonly dueAt: Instant | null;
  readonly doneBy: string | null;
  readonly doneAt: Instant | null;
}

export type TaskAct = 'made' | 'changed' | 'moved' | 'synced';

/** One version, with what brought it about. */
export interface KeptTask extends TaskContent {
  readonly position: number;
  readonly number: number;
  readonly version: number;
  readonly since: Instant;
  readonly act: TaskAct;
  readonly by: string;
  /** The system it came from. */
  readonly system: string | null;
  readonly note: string | null;
  readonly conflicts: readonly TaskConflict[];
  readonly origin: TaskOrigin;
  readonly madeBy: string;
  /** Row of the maker; `null` when it was no person, or they are gone. */
  readonly maker: number | null;
  readonly madeAt: Instant;
}

interface Row {
  position: number;
  number: number;
  version: number;
  since: Instant;
  act: TaskAct;
  by: string;
  system: string | null;
  note: string | null;
  conflicts: string | null;
  title: string;
  body: string;
  priority: TaskPriority;
  state: TaskState;
  unit: string;
  person_name: string | null;
  person: number | null;
  due: string | null;
  due_at: Instant | null;
  done_by: string | null;
  done_at: Instant | null;
  origin: string;
  made_by: string;
  maker: number | null;
  made_at: Instant;
}

/** Versions `v` with what never changes of their tasks `t`. */
export const SELECT_TASKS = `
  SELECT v.position, t.number, v.version, v.since, v.act, v.by, v.system, v.note, v.conflicts, v.title, v.body, v.priority,
    v.state, v.unit, v.person_name, v.person, v.due, v.due_at, v.done_by, v.done_at, t.origin, t.made_by, t.maker, t.made_at
  FROM task_version v JOIN task t ON t.number = v.task`;

/** Rows of `SELECT_TASKS` with what else stands in the statement: its `WHERE` and `ORDER`. */
export function selectTasks(db: ReadableDB, rest: string, given: Record<string, unknown>): KeptTask[] {
  return db.prepare<[object], Row>(`${SELECT_TASKS} ${rest}`).all(given).map(keptOf);
}

export function findTask(db: ReadableDB, number: number): KeptTask | undefined {
  return selectTasks(db, `WHERE v.task = :number AND v.until = ${FAR}`, { number })[0];
}

/** Every version of a task, the first one first. */
export function versionsOf(db: ReadableDB, number: number): KeptTask[] {
  return selectTasks(db, `WHERE v.task = :number ORDER BY v.version`, { number });
}

/** The task that this maker's request made, if it did. */
export function findRequested(db: ReadableDB, request: string): number | null {
  return (
    db.prepare<[string], number>(`SELECT number FROM task WHERE request = ?`).pluck().get(request) ?? null
  );
}

export interface Made {
  readonly origin: TaskOrigin;
  readonly by: string;
  readonly maker: number | null;
  readonly at: Instant;
  readonly request: string | null;
}

/** A new task without a version yet; its number. */
export function addTask(db: WritableDB, { origin, by, maker, at, request }: Made): number {
  const done = db
    .prepare(
      `INSERT INTO task (origin, origin_kind, origin_key, made_by, maker, made_at, request) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(JSON.stringify(origin), origin.kind, keyOf(origin), by, maker, at, request);
  return Number(done.lastInsertRowid);
}

/** What tasks of one origin are found by. */
function keyOf(origin: TaskOrigin): string | null {
  switch (origin.kind) {
    case 'alert':
      return origin.alert;
    case 'figure':
      return origin.indicator;
    case 'recurring':
      return String(origin.rule);
    case 'system':
      return origin.system;
    case 'hand':
      return null;
  }
}

export interface Version extends TaskContent {
  readonly version: number;
  readonly at: Instant;
  readonly act: TaskAct;
  readonly by: string;
  readonly system: string | null;
  readonly note: string | null;
  readonly conflicts: readonly TaskConflict[];
}

/** The next version; the one before holds until it begins. */
export function addVersion(db: WritableDB, number: number, next: Version): void {
  db.prepare(`UPDATE task_version SET until = ? WHERE task = ? AND until = ${FAR}`).run(next.at, number);
  db.prepare(
    `INSERT INTO task_version (task, version, since, until, act, by, system, note, conflicts, title, body, priority, state,
       unit, person_name, person, due, due_at, done_by, done_at)
     VALUES (:number, :version, :at, ${FAR}, :act, :by, :system, :note, :conflicts, :title, :text, :priority, :state,
       :unit, :person, :personId, :due, :dueAt, :doneBy, :doneAt)`,
  ).run({
    ...next,
    number,
    due: next.due && JSON.stringify(next.due),
    conflicts: next.conflicts.length === 0 ? null : JSON.stringify(next.conflicts),
  });
}

function keptOf(row: Row): KeptTask {
  const { body, person_name, person, due, due_at, done_by, done_at, made_by, made_at, ...same } = row;
  return {
    ...same,
    text: body,
    person: person_name,
    personId: person,
    // Written by this module alone, from checked documents.
    due: due === null ? null : (JSON.parse(due) as Due),
    dueAt: due_at,
    doneBy: done_by,
    doneAt: done_at,
    conflicts: row.conflicts === null ? [] : (JSON.parse(row.conflicts) as TaskConflict[]),
    origin: JSON.parse(row.origin) as TaskOrigin,
    madeBy: made_by,
    madeAt: made_at,
  };
}
