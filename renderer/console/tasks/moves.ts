/** Steps of a task as the page offers them. The engine decides; these only ask before it has to refuse. */
import { TASK_STATES, type TaskListed, type TaskState } from '../../../electron/contract/tasks.ts';

/** Columns of the board; what is closed has one when it is shown. */
export const COLUMNS: readonly TaskState[] = TASK_STATES;

/** Steps that must say why: blocked, cancelled, and every step back. */
export function needsNote(from: TaskState, to: TaskState): boolean {
  if (to === 'blocked' || to === 'cancelled' || to === 'open') return true;
  return from === 'done' && to === 'in_progress';
}

/** The nearest column to one side that a task may go to; `null` when there is none. */
export function besideOf(
  { state, moves }: Pick<TaskListed, 'state' | 'moves'>,
  side: -1 | 1,
): TaskState | null {
  const from = COLUMNS.indexOf(state);
  const reachable = moves.filter((to) => Math.sign(COLUMNS.indexOf(to) - from) === side);
  const distance = (to: TaskState) => Math.abs(COLUMNS.indexOf(to) - from);
  return reachable.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}
