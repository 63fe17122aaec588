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

/** Rungs of a window's ladder, gentlest first. */
export type Rung = 'reload' | 'recreate' | 'rest';

/** Budget of one window: five restarts in ten minutes, then a minute of rest on a safe page. */
export const WINDOW_BUDGET: Budget = { restarts: 5, within: 600_000, rest: 60_000 };

/** The next rung for a window that no longer paints: one reload, then new windows, then rest when the budget is spent. */
export function nextRung(restarts: Restarts, now: number, budget: Budget = WINDOW_BUDGET): Rung {
  const count = recent(restarts, now, budget.within).length;
  if (count >= budget.restarts) return 'rest';
  return count === 0 ? 'reload' : 'recreate';
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
