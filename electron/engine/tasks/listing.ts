/** Lists of tasks: which of them somebody sees, filtered, the most pressing first, page after page. */
import type { Instant } from '../../contract/calendar.ts';
import { TASK_STATES, type TaskFilter } from '../../contract/tasks.ts';
import { ProblemError } from '../problems/index.ts';
import type { ReadableDB } from '../store/index.ts';
import type { Actor } from './actors.ts';
import { FAR, type KeptTask, selectTasks } from './taskStore.ts';
import { matchOf } from './words.ts';

/** What an open list is about: everything that is not closed. */
const OPEN = TASK_STATES.filter((state) => state !== 'confirmed' && state !== 'cancelled');
const PENDING = `v.state IN ('open', 'in_progress', 'blocked')`;

export interface Listing {
  readonly tasks: KeptTask[];
  readonly next: string | null;
}

export interface Asking {
  readonly who: Actor;
  readonly now: Instant;
  /** Units that somebody with a place may see; `null`: all. */
  readonly within: readonly string[] | null;
  /** The unit they stand in, and all below it: theirs. */
  readonly own: readonly string[];
  /** Subtree of the unit that the filter names. */
  readonly asked: readonly string[] | null;
}

/** Deadlines first, those without one last; then the number. */
const ORDER = `coalesce(v.due_at, ${FAR}), v.task`;

export function listTasks(db: ReadableDB, filter: TaskFilter, asking: Asking): Listing {
  const { who, now, within, own, asked } = asking;
  const match = filter.q === undefined ? undefined : matchOf(filter.q);
  if (match === null) return { tasks: [], next: null };
  const from = filter.after === undefined ? undefined : cursorOf(filter.after);
  const me = who.id ?? -1;
  const watched = `EXISTS (SELECT 1 FROM task_watcher w WHERE w.task = v.task AND w.person = :me)`;
  const wanted = [
    `v.until = ${FAR}`,
    `v.state IN (SELECT value FROM json_each(:states))`,
    ...(within === null
      ? []
      : [
          `(v.unit IN (SELECT value FROM json_each(:within)) OR v.person = :me OR t.maker = :me OR ${watched})`,
        ]),
    ...{
      all: [],
      mine: [`v.person = :me`],
      unit: [`v.unit IN (SELECT value FROM json_each(:own))`],
      made: [`t.maker = :me`],
      watched: [watched],
    }[filter.view],
    ...(asked === null ? [] : [`v.unit IN (SELECT value FROM json_each(:asked))`]),
    ...(filter.late === true ? [`v.due_at <= :now AND ${PENDING}`] : []),
    ...(filter.late === false ? [`NOT (coalesce(v.due_at, ${FAR}) <= :now AND ${PENDING})`] : []),
    ...(filter.origin === undefined ? [] : [`t.origin_kind = :origin`]),
    ...(filter.alert === undefined ? [] : [`t.origin_kind = 'alert' AND t.origin_key = :alert`]),
    ...(filter.indicator === undefined ? [] : [`t.origin_kind = 'figure' AND t.origin_key = :indicator`]),
    ...(match === undefined
      ? []
      : [`v.task IN (SELECT rowid FROM task_words WHERE task_words MATCH :match)`]),
    ...(from === undefined ? [] : [`(${ORDER}) > (:fromDue, :fromNumber)`]),
  ];
  const found = selectTasks(db, `WHERE ${wanted.join(' AND ')} ORDER BY ${ORDER} LIMIT :limit`, {
    me,
    now,
    states: JSON.stringify(filter.states ?? OPEN),
    within: JSON.stringify(within ?? []),
    own: JSON.stringify(own),
    asked: JSON.stringify(asked ?? []),
    origin: filter.origin ?? null,
    alert: filter.alert ?? null,
    indicator: filter.indicator ?? null,
    match: match ?? null,
    fromDue: from?.due ?? 0,
    fromNumber: from?.number ?? 0,
    limit: filter.limit + 1,
  });
  const tasks = found.slice(0, filter.limit);
  const last = tasks.at(-1);
  return {
    tasks,
    next: found.length > tasks.length && last ? `${last.dueAt ?? FAR}.${last.number}` : null,
  };
}

function cursorOf(text: string): { due: number; number: number } {
  const [, due, number] = /^(\d{1,16})\.(\d{1,16})$/.exec(text) ?? [];
  if (due === undefined || number === undefined)
    throw new ProblemError(400, 'after: is no place in a list; give back `next` as it was answered.', {
      field: 'after',
    });
  return { due: Number(due), number: Number(number) };
}
