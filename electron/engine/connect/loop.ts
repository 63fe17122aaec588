import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../ingest/index.ts';

/** Waiting after failures in a row: doubled each time, with jitter so that many walls do not come back at once. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

export interface Loop {
  /**
   * Asks once. `calm` is false right after a start or a failure.
   * @returns how long to wait before asking again (ms)
   */
  once: (calm: boolean, stopping: AbortSignal) => Promise<number>;
  failed: (sentence: string) => void;
  /** The least to wait after a failure (ms), where the source asked for it. */
  atLeast?: () => number;
}

/** Asks again and again until stopped; failures are told and waited for. */
export function startLoop({ once, failed, atLeast }: Loop): Connection {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number) => wait(ms, undefined, { signal }).catch(() => undefined);
  const ended = run();

  async function run(): Promise<void> {
    let failures = 0;
    let calm = false;
    while (!signal.aborted) {
      try {
        const rest = await once(calm, signal);
        failures = 0;
        calm = true;
        if (rest > 0 && !signal.aborted) await pause(rest);
      } catch (error) {
        if (signal.aborted) return;
        calm = false;
        failed(reasonOf(error));
        await pause(Math.max(atLeast?.() ?? 0, waitAfter((failures += 1))));
      }
    }
  }

  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** How long to wait after so many failures in a row (ms). */
export function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
}

/** What went wrong, in the words of whoever noticed it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node tries every address of a name and reports them together.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error && inner.message) return inner.message;
  return error.message || error.name;
}
