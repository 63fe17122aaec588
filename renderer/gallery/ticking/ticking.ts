import type { Role } from '../../../electron/contract/live.ts';

/** What a tick says: nothing new; every answer again, word for word; another answer to every question. */
export type Tick = 'nothing' | 'same' | 'all';

/** What the benchmark of ticks asks of the page. */
export interface Ticking {
  /** Draws the screen of a role and answers everything it asks; resolves when it rests. */
  open(role: Role): Promise<void>;
  /** One message of the engine, as it comes through the connection; resolves when what it changed is painted. */
  tick(what: Tick): Promise<void>;
}

declare global {
  interface Window {
    ticking: Ticking;
  }
}
