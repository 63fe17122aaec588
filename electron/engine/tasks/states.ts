/** How a task goes from one state to another, who takes each step, and which steps must say why. Pure. */
import { TASK_STATES, type TaskState } from '../../contract/tasks.ts';

export interface Step {
  /** Whoever works on it; whoever gave it. Who gave it may take every step. */
  readonly by: 'worker' | 'giver';
  readonly needsNote: boolean;
}

const step = (by: Step['by'], needsNote = false): Step => ({ by, needsNote });

const STEPS: Readonly<Record<TaskState, Partial<Record<TaskState, Step>>>> = {
  open: { in_progress: step('worker'), blocked: step('worker', true), cancelled: step('giver', true) },
  in_progress: {
    blocked: step('worker', true),
    done: step('worker'),
    open: step('worker', true),
    cancelled: step('giver', true),
  },
  blocked: { in_progress: step('worker'), cancelled: step('giver', true) },
  // Sent back where it is not.
  done: { confirmed: step('giver'), in_progress: step('giver', true) },
  confirmed: {},
  cancelled: { open: step('giver', true) },
};

/** The step between two states; `undefined` when there is none. */
export function stepOf(from: TaskState, to: TaskState): Step | undefined {
  return STEPS[from][to];
}

/** States one legal step away, in the order of the board. */
export function nextStates(from: TaskState): TaskState[] {
  return TASK_STATES.filter((to) => stepOf(from, to) !== undefined);
}

/**
 * The fewest legal steps from one state to another, the first one left out: where another system leaps, this is how it
 * got there. Empty for the same state; `null` when no steps lead there.
 */
export function pathBetween(from: TaskState, to: TaskState): TaskState[] | null {
  const cameFrom = new Map<TaskState, TaskState | null>([[from, null]]);
  for (const at of cameFrom.keys()) {
    if (at === to) break;
    for (const next of nextStates(at)) if (!cameFrom.has(next)) cameFrom.set(next, at);
  }
  if (!cameFrom.has(to)) return null;
  const path: TaskState[] = [];
  for (let at: TaskState | null | undefined = to; at !== null && at !== undefined && at !== from; )
    at = (path.unshift(at), cameFrom.get(at));
  return path;
}
