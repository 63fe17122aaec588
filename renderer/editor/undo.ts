/** What was done, so that it can be undone and done again. Pure. */

/** So many steps are remembered. */
const STEPS_MAX = 200;

export interface Steps<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

export function beginSteps<T>(now: T): Steps<T> {
  return { past: [], now, future: [] };
}

/** A step: what was undone before is forgotten. */
export function step<T>({ past, now }: Steps<T>, next: T): Steps<T> {
  return { past: [...past, now].slice(-STEPS_MAX), now: next, future: [] };
}

export function undo<T>(steps: Steps<T>): Steps<T> {
  const before = steps.past.at(-1);
  if (before === undefined) return steps;
  return { past: steps.past.slice(0, -1), now: before, future: [steps.now, ...steps.future] };
}

export function redo<T>(steps: Steps<T>): Steps<T> {
  const [next, ...future] = steps.future;
  if (next === undefined) return steps;
  return { past: [...steps.past, steps.now], now: next, future };
}
