/** How often something may be restarted before it is left to rest: pure, clocks are passed in. */

/** Instants (ms) of the restarts so far, oldest first. */
export type Restarts = readonly number[];

export interface Budget {
  /** Restarts allowed within the window. */
  restarts: number;
  /** Length of the window, ms. */
  within: number;
  /** How long a spent budget rests, ms. */
  rest: number;
}

/** Restarts that still count at `now`. */
export function recent(restarts: Restarts, now: number, within: number): Restarts {
  return restarts.filter((at) => at > now - within && at <= now);
}

/** Rungs of a window's ladder, gentlest first. Drawing anew comes before them all, and only where the page still runs. */
export type Rung = 'reload' | 'recreate' | 'safe' | 'rest';

/** Budget of one window: five restarts in ten minutes, then a rest on a page that says so. */
export const WINDOW_BUDGET: Budget = { restarts: 5, within: 600_000, rest: 60_000 };
/** From this restart within the window on, the safe scene is shown in place of the whole one. */
const SAFE_FROM = 3;
/** The safe scene that painted for so many rests makes way for the whole one again. */
export const SAFE_RESTS = 5;

/**
 * The next rung for a window that no longer paints: one reload, then new windows, then the safe scene, then rest when
 * the budget is spent.
 */
export function nextRung(restarts: Restarts, now: number, budget: Budget = WINDOW_BUDGET): Rung {
  const count = recent(restarts, now, budget.within).length;
  if (count >= budget.restarts) return 'rest';
  if (count >= SAFE_FROM) return 'safe';
  return count === 0 ? 'reload' : 'recreate';
}

/** A window that was drawn anew a shorter while (ms) ago was not mended by it. */
const REDRAWN = 120_000;

/** Whether a window may be drawn anew before anything harder is done. @param last when it was last, ms */
export function mayRedraw(last: number | null, now: number): boolean {
  return last === null || now < last || now - last > REDRAWN;
}

/** A hung engine is replaced at most so often within ten minutes. */
export const REPLACED_KEPT = 5;

/** Whether an engine that hangs may be replaced by another once more. */
export function mayReplace(replaced: Restarts, now: number): boolean {
  return recent(replaced, now, WINDOW_BUDGET.within).length < REPLACED_KEPT;
}

/** An engine that answered for so long (ms) was well: its death begins a new series. */
const WELL = 10_000;
/** Deaths farther apart than this (ms) are no series. */
const SERIES = 300_000;

/** The deaths in the engine's present series when one more has come at `now`; it had answered since `answeredAt`, or never (`null`). */
export function deathsAfter(deaths: Restarts, now: number, answeredAt: number | null): Restarts {
  const wasWell = answeredAt !== null && now - answeredAt >= WELL;
  return wasWell ? [now] : [...recent(deaths, now, SERIES), now];
}

const ENGINE_DELAYS = [100, 500, 2_000, 5_000, 15_000] as const;

/**
 * Delay (ms) before the engine is started again: almost at once after a single death, longer the more often it died in
 * the last five minutes, at most 30 s. It never gives up, since nothing else can bring the figures back.
 */
export function engineDelay(deaths: Restarts, now: number): number {
  const count = recent(deaths, now, SERIES).length;
  return ENGINE_DELAYS[Math.max(0, count - 1)] ?? 30_000;
}
