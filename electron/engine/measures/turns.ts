import { setImmediate } from 'node:timers/promises';

/** After this long others have their turn. */
const TURN_MS = 10;

/** For work that goes on longer than others can wait. */
export interface Turns {
  /** Whether it is time to `pass`. */
  over(): boolean;
  /** Lets others have their turn. */
  pass(): Promise<void>;
}

export function createTurns(): Turns {
  let begun = performance.now();
  return {
    over: () => performance.now() - begun > TURN_MS,
    async pass() {
      await setImmediate();
      begun = performance.now();
    },
  };
}
