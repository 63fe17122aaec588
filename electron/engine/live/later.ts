/** Answers that take longer than a tick: the last one is told at once, a newer one as soon as it is there. */
import type { Instant } from '../../contract/calendar.ts';

export interface Later {
  /**
   * The answer to what `key` stands for, as last found for an instant at or shortly before `at`; `undefined` until there is one.
   * What is missing or old is asked for beside.
   */
  answer<A>(key: string, at: Instant, ask: () => Promise<A>): A | undefined;
  /** Grows with every new answer. */
  revision(): number;
}

interface Entry {
  value: unknown;
  at: Instant;
  /** What the figures' revision was when it was asked. */
  figures: number;
  /** By the steady clock. */
  askedAt: number;
  running: boolean;
}

/** While figures change, an answer is found anew after so long; one of an instant further back is not told any more. */
const REST_MS = 10_000;
const REACH_MS = 3_600_000;
/** Answers that are remembered. */
const MOST = 500;

export interface LaterParts {
  /** Grows with every change of figures. */
  readonly figures: () => number;
  readonly steady: () => number;
  /** An answer is there. */
  readonly found: () => void;
  readonly failed: (error: unknown) => void;
}

export function createLater({ figures, steady, found, failed }: LaterParts): Later {
  const entries = new Map<string, Entry>();
  let revision = 0;

  function old(entry: Entry, at: Instant): boolean {
    if (at < entry.at || at - entry.at > REACH_MS) return true;
    return steady() - entry.askedAt >= REST_MS && (entry.figures !== figures() || at !== entry.at);
  }

  function askFor(key: string, at: Instant, ask: () => Promise<unknown>): void {
    const entry = entries.get(key);
    if (entry?.running || (entry && !old(entry, at))) return;
    const asked: Entry = {
      at: Number.NaN,
      value: undefined,
      ...entry,
      figures: figures(),
      askedAt: steady(),
      running: true,
    };
    keep(key, asked);
    ask().then(
      (value) => {
        const news = JSON.stringify(value) !== JSON.stringify(asked.value) || Number.isNaN(asked.at);
        keep(key, { ...asked, value, at, running: false });
        if (!news) return;
        revision += 1;
        found();
      },
      (error: unknown) => {
        keep(key, { ...asked, running: false });
        failed(error);
      },
    );
  }

  function keep(key: string, entry: Entry): void {
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > MOST) entries.delete(entries.keys().next().value as string);
  }

  return {
    answer<A>(key: string, at: Instant, ask: () => Promise<A>): A | undefined {
      askFor(key, at, ask);
      const entry = entries.get(key);
      const told = entry && at >= entry.at && at - entry.at <= REACH_MS;
      return told ? (entry.value as A | undefined) : undefined;
    },
    revision: () => revision,
  };
}
