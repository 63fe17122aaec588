/** The first administrator: made once, by somebody who can read the code on the wall. */
import type { ReadableDB } from '../store/index.ts';
import { newCode, normalCode, sameSecret } from './secrets.ts';
import { somebodyManagesPeople } from './users.ts';

export interface Setup {
  /** The code while no administrator exists, then `null`. New at every start of the engine. */
  code(): string | null;
  fits(typed: string): boolean;
  /** Ends the setup and tells the listeners. */
  done(): void;
  onDone(listener: () => void): void;
}

export function createSetup(db: ReadableDB): Setup {
  let code = somebodyManagesPeople(db) ? null : newCode(3);
  const listeners: (() => void)[] = [];
  return {
    code: () => code,
    fits: (typed) => code !== null && sameSecret(normalCode(typed), normalCode(code)),
    done() {
      code = null;
      for (const tell of listeners) tell();
    },
    onDone: (listener) => void listeners.push(listener),
  };
}
