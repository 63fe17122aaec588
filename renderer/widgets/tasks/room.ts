/** How many lines of each part there is room for. Pure. */

/** Lines that a task takes: two for its title, and its unit. */
export const TASK_LINES = 2;

export interface Counts {
  /** Units with overdue tasks. */
  readonly units: number;
  readonly soon: number;
  readonly done: number;
}

/**
 * Shares lines out: who is overdue first, then the deadlines of this week, then what was done. A part that there is
 * something of has a heading line; the week's heading and one task keep their room before the last of the units.
 * @param lines whole lines of the box
 */
export function shared(lines: number, there: Counts): Counts {
  const headed = (count: number) => (count > 0 ? 1 : 0);
  let left = lines - headed(there.units) - headed(there.soon) - headed(there.done);
  const kept = there.soon > 0 && there.units > 1 ? TASK_LINES : 0;
  const units = Math.max(headed(there.units), Math.min(there.units, left - kept));
  left -= units;
  const soon = Math.max(0, Math.min(there.soon, Math.floor(left / TASK_LINES)));
  left -= soon * TASK_LINES;
  return { units, soon, done: Math.max(0, Math.min(there.done, Math.floor(left / TASK_LINES))) };
}
