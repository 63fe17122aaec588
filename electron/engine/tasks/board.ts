/** Tasks of a unit's subtree as they stood at an instant: one reading for now and for the past. */
import type { UnitNode } from '../../contract/answers.ts';
import { DAY_MS, dayOf, formatInstant, type Instant } from '../../contract/calendar.ts';
import type { TaskBoardAnswer, TaskLine } from '../../contract/taskBoard.ts';
import { PENDING_STATES } from '../../contract/tasks.ts';
import { QuestionError } from '../measures/index.ts';
import type { ReadableDB } from '../store/index.ts';
import { liesWithin } from './actors.ts';
import { dayOfDue, endOfWeek, type IsHoliday, workingDaysBetween } from './deadlines.ts';
import { type KeptTask, selectTasks } from './taskStore.ts';

/** “Lately” is this long. */
const LATELY_MS = 7 * DAY_MS;
/** Lines that are told of each kind: more than any wall has room for. */
const LINES_MAX = 20;
const UNITS_MAX = 400;

export interface BoardQuestion {
  readonly unit: string;
  readonly at: Instant;
  /** The organisation at that instant. */
  readonly units: readonly UnitNode[];
  readonly isHoliday: IsHoliday;
}

/** @throws QuestionError naming `unit` when there was none of that key */
export function boardAt(db: ReadableDB, { unit, at, units, isHoliday }: BoardQuestion): TaskBoardAnswer {
  if (!units.some((one) => one.unit === unit))
    throw new QuestionError('unit', `There is no unit "${unit}" at that time.`);
  const within = units.filter((one) => liesWithin(one.unit, unit, units));
  const names = new Map(within.map((one) => [one.unit, one.name]));
  const tasks = selectTasks(
    db,
    `WHERE v.until > :at AND v.since <= :at AND v.unit IN (SELECT value FROM json_each(:within))
       AND (v.state IN ('open', 'in_progress', 'blocked') OR v.done_at > :since)`,
    { at, since: at - LATELY_MS, within: JSON.stringify([...names.keys()]) },
  );
  const pending = tasks.filter(({ state }) => PENDING_STATES.includes(state));
  const overdue = pending.filter(({ dueAt }) => dueAt !== null && dueAt <= at);
  const weekEnd = endOfWeek(at);
  const soon = pending
    .filter(({ dueAt }) => dueAt !== null && dueAt > at && dueAt <= weekEnd)
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.number - b.number);
  const done = tasks
    .filter(
      ({ state, doneAt }) => !PENDING_STATES.includes(state) && state !== 'cancelled' && doneAt !== null,
    )
    .sort((a, b) => (b.doneAt ?? 0) - (a.doneAt ?? 0) || b.number - a.number);

  const line = (task: KeptTask): TaskLine => ({
    number: task.number,
    title: task.title,
    priority: task.priority,
    unit: task.unit,
    unitName: names.get(task.unit) ?? task.unit,
    due: task.due,
    doneAt: task.doneAt === null ? null : formatInstant(task.doneAt),
  });
  return {
    at: formatInstant(at),
    unit,
    pending: pending.length,
    overdue: overdue.length,
    dueThisWeek: soon.length,
    doneLately: done.length,
    units: overdueUnits(overdue, names, at, isHoliday),
    soon: soon.slice(0, LINES_MAX).map(line),
    done: done.slice(0, LINES_MAX).map(line),
  };
}

function overdueUnits(
  overdue: readonly KeptTask[],
  names: ReadonlyMap<string, string>,
  at: Instant,
  isHoliday: IsHoliday,
): TaskBoardAnswer['units'] {
  return [...Map.groupBy(overdue, ({ unit }) => unit)]
    .map(([unit, tasks]) => {
      const oldest = tasks.map(({ due }) => (due ? dayOfDue(due) : dayOf(at))).sort()[0] ?? dayOf(at);
      const oldestDays = workingDaysBetween(oldest, dayOf(at), isHoliday);
      return { unit, name: names.get(unit) ?? unit, overdue: tasks.length, oldestDays };
    })
    .sort((a, b) => b.overdue - a.overdue || b.oldestDays - a.oldestDays || (a.unit < b.unit ? -1 : 1))
    .slice(0, UNITS_MAX);
}
