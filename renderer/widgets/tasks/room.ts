/** How many lines of each part there is room for. Pure. */

/** Lines that a task takes: two for its title, and its unit. */
export const TASK_LINES = 2;

/** In fewer lines than this the week and what was done are one line of counts. */
const BRIEF_BELOW = 6;

export interface Counts {
  /** Units with overdue tasks. */
  readonly units: number;
  readonly soon: number;
  readonly done: number;
}

/** What is shown of each; `brief`: the week and what was done as counts only, in one line. */
export interface Room extends Counts {
  readonly brief: boolean;
}

/**
 * Shares lines out: who is overdue first, then the deadlines of this week, then what was done. The week and what was
 * done have a heading each, that of the overdue is the widget's; the week's first task keeps its room before the last of
 * the units.
 * @param lines whole lines of the box
 */
export function shared(lines: number, there: Counts): Room {
  const headed = (count: number) => (count > 0 ? 1 : 0);
  const heads = headed(there.soon) + headed(there.done);
  if (lines < BRIEF_BELOW)
    return {
      units: Math.max(0, Math.min(there.units, lines - Math.min(heads, 1))),
      soon: 0,
      done: 0,
      brief: true,
    };
  let left = lines - heads;
  const kept = there.soon > 0 && there.units > 1 ? TASK_LINES : 0;
  const units = Math.min(there.units, left - kept);
  left -= units;
  const soon = Math.min(there.soon, Math.floor(left / TASK_LINES));
  left -= soon * TASK_LINES;
  return { units, soon, done: Math.min(there.done, Math.floor(left / TASK_LINES)), brief: false };
}
