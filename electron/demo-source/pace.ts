/** When the next events of the stream happen for real. */
import { officeSecondsPerYear, busyness } from './workdays.ts';
import type { Random } from './random.ts';

/** Decides how far the stream has come by `now`. */
export interface Pace {
  /** Instant of the next event, given when it is planned; `null` for never. */
  next(planned: number): number | null;
  /** Whether events carry the instant they are sent at instead of the planned one. */
  readonly restamps: boolean;
  /** Told after an event was sent at `at`. */
  sent(at: number): void;
}

/** Events happen when the stream says so: its calendar and ours agree. */
export function asPlanned(): Pace {
  return { next: (planned) => planned, restamps: false, sent: () => undefined };
}

/** Nothing happens any more. */
export function frozen(): Pace {
  return { next: () => null, restamps: true, sent: () => undefined };
}

/** The same number of events every second, from `start` on. */
export function steady(perSecond: number, start: number): Pace {
  let count = 0;
  return {
    next: () => Math.floor(start + ((count + 1) * 1000) / perSecond),
    restamps: true,
    sent: () => {
      count++;
    },
  };
}

/** A working week's rhythm, from `start` on, for a stream whose calendar lies elsewhere. */
export function workingWeek(eventsPerYear: number, start: number, random: Random): Pace {
  const perMs = eventsPerYear / officeSecondsPerYear / 1000;
  const BUSIEST = 1.05;
  function after(at: number): number {
    // Thinning: candidates at the busiest rate, each kept with the chance its hour deserves.
    let t = at;
    do t += random.exponential(1 / (perMs * BUSIEST));
    while (!random.chance(busyness(t) / BUSIEST));
    return Math.ceil(t);
  }
  let next = after(start);
  return {
    next: () => next,
    restamps: true,
    sent: (at) => {
      next = after(at);
    },
  };
}
