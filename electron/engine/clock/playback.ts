/**
 * The data clock as a value: which instant the figures are shown for. Pure functions of a state and an instant of the
 * machine's clock.
 */
import { DAY_MS, HOUR_MS, type Instant, startOfDay } from '../../contract/calendar.ts';
import type { NamedInterval } from '../../contract/playback.ts';

export interface Interval {
  readonly from: Instant;
  /** Later than `from`. */
  readonly to: Instant;
}

export interface Live {
  readonly mode: 'live';
  /** When it came back to live, or began. */
  readonly since: Instant;
}

export interface Playing extends Interval {
  readonly mode: 'playback';
  /** The instant that was shown at `movedAt`; within the interval. */
  readonly at: Instant;
  /** The machine's clock then. */
  readonly movedAt: Instant;
  /** Recorded milliseconds per millisecond, a whole number from 1. */
  readonly speed: number;
  readonly paused: boolean;
  readonly loop: boolean;
  readonly cause: 'person' | 'silence';
  readonly by: string;
  readonly since: Instant;
  /** When a person last touched it. */
  readonly touchedAt: Instant;
  readonly silentSince: Instant | null;
}

export type ClockState = Live | Playing;

/**
 * A longer time between two looks is none of the playback's: the engine was not running, or the machine's clock was set.
 * Playback then goes on where it was.
 */
export const STRIDE_MAX_MS = 10_000;

/** The instant to show figures for. */
export function instantAt(state: ClockState, now: Instant): Instant {
  if (state.mode === 'live') return now;
  const reached = reach(state, now);
  if (!state.loop) return Math.min(reached, state.to);
  return reached < state.to ? reached : state.from + ((reached - state.from) % (state.to - state.from));
}

/** The state at `now`; `null` when the playback is over: its end is reached, or nobody has touched it for `idleMs`. */
export function advance(state: Playing, now: Instant, idleMs: number): Playing | null {
  if (!state.paused && !state.loop && reach(state, now) >= state.to) return null;
  if (state.cause === 'person' && now - state.touchedAt >= idleMs) return null;
  return { ...state, at: instantAt(state, now), movedAt: now };
}

function reach(state: Playing, now: Instant): Instant {
  const passed = now - state.movedAt;
  if (state.paused || passed <= 0 || passed > STRIDE_MAX_MS) return state.at;
  return state.at + passed * state.speed;
}

export function namedIntervalAt(name: NamedInterval, now: Instant): Interval {
  switch (name) {
    case 'last_day':
      return { from: now - DAY_MS, to: now };
    case 'last_week':
      return { from: now - 7 * DAY_MS, to: now };
    case 'this_morning': {
      const seven = startOfDay(now) + 7 * HOUR_MS;
      return { from: seven < now ? seven : seven - DAY_MS, to: now };
    }
  }
}

/** The day of an instant, as far as it has passed. */
export function dayAround(at: Instant, now: Instant): Interval {
  const from = startOfDay(at);
  return { from: from < now ? from : from - DAY_MS, to: Math.min(from + DAY_MS, now) };
}
