/** Answers that take longer than a tick: the last one is told at once, a newer one as soon as it is there. */
import type { Instant } from '../../contract/calendar.ts';

export interface Later {
  /**
   * The answer to what `key` stands for, as last found for an instant at or shortly before `at`; `undefined` until there is one.
   * What is missing or old is asked for beside. Now and past instants may be asked about in turn: each keeps its own answer.
   */
  answer<A>(key: string, at: Instant, ask: () => Promise<A>): A | undefined;
  /** Grows with every new answer. */
  revision(): number;
}

interface Found {
  readonly value: unknown;
  readonly at: Instant;
  /** What the figures' revision was when it was asked. */
  readonly figures: number;
  /** By the steady clock. */
  readonly askedAt: number;
}

/** What was found about one key, the last told at the end. */
interface Line {
  readonly found: Found[];
  running: boolean;
  /** When an attempt last failed, by the steady clock. */
  failedAt: number;
}

/** While figures change, an answer is found anew after so long; one of an instant further back is not told any more. */
const REST_MS = 10_000;
const REACH_MS = 3_600_000;
/** Keys that are remembered, and answers to each: now, and a few instants that are looked back at. */
const MOST_KEYS = 500;
const MOST_FOUND = 4;

export interface LaterParts {
  /** Grows with every change of figures. */
  readonly figures: () => number;
  readonly steady: () => number;
  /** An answer is there. */
  readonly found: () => void;
  readonly failed: (error: unknown) => void;
}

export function createLater({ figures, steady, found, failed }: LaterParts): Later {
  const lines = new Map<string, Line>();
  let revision = 0;

  function lineOf(key: string): Line {
    const line = lines.get(key) ?? { found: [], running: false, failedAt: Number.NEGATIVE_INFINITY };
    lines.delete(key);
    lines.set(key, line);
    if (lines.size > MOST_KEYS) lines.delete(lines.keys().next().value as string);
    return line;
  }

  function isDue(line: Line, last: Found | undefined, at: Instant): boolean {
    if (line.running || steady() - line.failedAt < REST_MS) return false;
    if (!last) return true;
    return steady() - last.askedAt >= REST_MS && (last.figures !== figures() || at !== last.at);
  }

  function askFor(line: Line, at: Instant, last: Found | undefined, ask: () => Promise<unknown>): void {
    const asked = { at, figures: figures(), askedAt: steady() };
    line.running = true;
    ask()
      .then(
        (value) => {
          tell(line.found, { ...asked, value });
          if (last && JSON.stringify(value) === JSON.stringify(last.value)) return;
          revision += 1;
          found();
        },
        (error: unknown) => {
          line.failedAt = steady();
          failed(error);
        },
      )
      .finally(() => {
        line.running = false;
      });
  }

  return {
    answer<A>(key: string, at: Instant, ask: () => Promise<A>): A | undefined {
      const line = lineOf(key);
      const last = lastBefore(line.found, at);
      if (last) tell(line.found, last);
      if (isDue(line, last, at)) askFor(line, at, last, ask);
      return last?.value as A | undefined;
    },
    revision: () => revision,
  };
}

function lastBefore(found: readonly Found[], at: Instant): Found | undefined {
  return found.filter((each) => at >= each.at && at - each.at <= REACH_MS).sort((a, b) => b.at - a.at)[0];
}

/** Puts it at the end, in place of what was found for the same instant; what was not told for longest goes. */
function tell(found: Found[], one: Found): void {
  const before = found.findIndex(({ at }) => at === one.at);
  if (before >= 0) found.splice(before, 1);
  found.push(one);
  if (found.length > MOST_FOUND) found.shift();
}
