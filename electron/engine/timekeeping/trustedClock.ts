/**
 * The engine's time: the machine's, as long as that goes on like a clock that nobody touches. Pure but for its two clocks.
 *
 * A machine's clock that is set back does not take the engine's with it: from the last instant shown, that goes on by
 * the steady clock until the machine's has caught up. Where a time server keeps the machine's clock it was the time before
 * that was wrong, and the engine's stands still until the machine's has caught up. Two things alone take it back: an
 * administrator who says that the machine is right, and a step back by which an earlier jump ahead, seen by this very
 * engine, is undone.
 */
import type { Instant } from '../../contract/calendar.ts';

/** A difference below this is the correction of a kept clock, ms: the engine's then stands for that moment. */
export const STEP_MS = 1_000;
/** A jump ahead below this is none worth telling, ms: nothing is shown wrong by it. */
export const JUMP_MS = 10_000;
/** As near as this, ms, a step back leads to the time before a jump ahead: the jump is undone. */
const UNDONE_MS = 3_000;

export type Step =
  /** Set back by so much (ms); the engine's time goes on. */
  | { readonly kind: 'set_back'; readonly byMs: number }
  | { readonly kind: 'set_forward'; readonly byMs: number }
  /** A jump ahead was undone: the engine's time is the machine's again. */
  | { readonly kind: 'undone' }
  /** The machine's clock has caught up. */
  | { readonly kind: 'caught_up' };

export interface TrustedClock {
  now(): Instant;
  machine(): Instant;
  /** How far the engine's time is ahead of the machine's, ms. */
  aheadMs(): number;
  /** The engine was at this instant before it was started: earlier ones are not shown. */
  reached(before: Instant): void;
  /** A time server keeps the machine's clock: it is right, and ours waits for it where it is ahead. */
  kept(): void;
  /** The machine's clock is right, whatever was before. */
  accept(): void;
}

export interface TrustedClockOptions {
  /** The machine's clock, ms since the epoch. */
  machine: () => Instant;
  /** A clock that only goes on, ms; nobody can set it. */
  steady: () => number;
  /** Told of every step, once. */
  stepped: (step: Step) => void;
}

interface Held {
  readonly at: Instant;
  readonly steady: number;
  readonly stands: boolean;
}

function oursAt({ at, steady, stands }: Held, now: number): Instant {
  return stands ? at : at + (now - steady);
}

export function createTrustedClock({ machine, steady, stepped }: TrustedClockOptions): TrustedClock {
  let last = { machine: machine(), steady: steady() };
  /** Ours, where it is ahead of the machine's; `stands` until that has caught up. */
  let held: Held | null = null;
  /** Ours, last time it was asked. */
  let given = last.machine;
  /** Machine minus steady before each jump ahead. */
  let before: number[] = [];

  function hold(at: Instant): void {
    held = { at, steady: steady(), stands: false };
  }

  function look(): Instant {
    const seen = { machine: machine(), steady: steady() };
    const passed = seen.steady - last.steady;
    const step = seen.machine - last.machine - passed;
    const offset = last.machine - last.steady;
    last = seen;
    // After a step back it is the correction, however far it goes: ours knows nothing of the time without an engine.
    if (step > JUMP_MS && held === null) {
      before.push(offset);
      stepped({ kind: 'set_forward', byMs: step });
    } else if (step < -STEP_MS) stepBack(-step, seen, given + passed);
    return reading(seen);
  }

  function stepBack(byMs: number, seen: typeof last, ours: Instant): void {
    const known = before.findIndex((one) => Math.abs(seen.machine - seen.steady - one) <= UNDONE_MS);
    if (known >= 0) {
      before = before.slice(0, known);
      held = null;
      given = seen.machine;
      stepped({ kind: 'undone' });
      return;
    }
    if (held === null) hold(ours);
    stepped({ kind: 'set_back', byMs });
  }

  function reading(seen: typeof last): Instant {
    if (held === null) {
      // Within the correction of a kept clock ours stands for a moment.
      given = Math.max(given, seen.machine);
      return given;
    }
    const ours = oursAt(held, seen.steady);
    if (seen.machine >= ours - STEP_MS) {
      held = null;
      stepped({ kind: 'caught_up' });
      given = Math.max(given, seen.machine);
      return given;
    }
    given = ours;
    return ours;
  }

  return {
    now: () => Math.floor(look()),
    machine,
    aheadMs() {
      const ours = look();
      return held === null ? 0 : Math.max(0, ours - last.machine);
    },
    reached(instant) {
      const seen = machine();
      if (instant - seen <= STEP_MS) return;
      given = Math.max(given, instant);
      hold(given);
      stepped({ kind: 'set_back', byMs: instant - seen });
    },
    kept() {
      const at = look();
      if (held !== null && !held.stands) held = { at, steady: steady(), stands: true };
    },
    accept() {
      held = null;
      before = [];
      last = { machine: machine(), steady: steady() };
      given = last.machine;
    },
  };
}
