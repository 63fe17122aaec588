/** Steps of a task as the page offers them. The engine decides; these only ask before it has to refuse. */
import { TASK_STATES, type TaskListed, type TaskState } from '../../../electron/contract/tasks.ts';

/** Columns of the board; what is closed has one when it is shown. */
export const COLUMNS: readonly TaskState[] = TASK_STATES;

/** Steps that must say why: blocked, cancelled, and every step back. */
export function needsNote(from: TaskState, to: TaskState): boolean {
  if (to === 'blocked' || to === 'cancelled' || to === 'open') return true;
  return from === 'done' && to === 'in_progress';
}

/** Where keys take a task: on along its way, back, or into being blocked. */
export const WAYS = ['on', 'back', 'blocked'] as const;
export type Way = (typeof WAYS)[number];

/** The usual way of a task. */
const USUAL: readonly TaskState[] = ['open', 'in_progress', 'done', 'confirmed'];

/** Where a way leads; `null` where it leads nowhere. Nothing is cancelled by a key. */
export function alongOf({ state, moves }: Pick<TaskListed, 'state' | 'moves'>, way: Way): TaskState | null {
  if (way === 'blocked') return moves.includes('blocked') ? 'blocked' : null;
  // What is blocked goes back to where it was.
  const from = state === 'blocked' ? USUAL.indexOf('done') : USUAL.indexOf(state);
  const reachable = USUAL.filter((to, i) => moves.includes(to) && (way === 'on' ? i > from : i < from));
  return (way === 'on' ? reachable[0] : reachable.at(-1)) ?? null;
}
