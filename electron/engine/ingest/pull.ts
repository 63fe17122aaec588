import { setTimeout as wait } from 'node:timers/promises';
import type { NewSource } from '../../contract/sources.ts';
import { type Line, linesOf } from './lines.ts';

/** A pull source being asked. */
export interface Pull {
  /** Ends it; resolves when the last answer under way has been dropped. */
  stop(): Promise<void>;
}

export interface PullParts {
  settings: Extract<NewSource, { kind: 'pull' }>;
  lastSeq: () => number;
  /** Takes a page in; throws if the store cannot. */
  take: (page: readonly Line[]) => void;
  heard: (behind: number | null) => void;
  failed: (error: string) => void;
}

/** Waiting after failures in a row: doubled each time, with jitter so that many walls do not come back at once. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;
/** Beyond the time the source may hold an answer back. */
const PATIENCE_MS = 10_000;

/** Asks a source for what comes after the last position, again and again, until stopped. */
export function startPull({ settings, lastSeq, take, heard, failed }: PullParts): Pull {
  const stopping = new AbortController();
  const ended = run();

  async function run(): Promise<void> {
    let failures = 0;
    // The first answer after a start or a failure is not to be held back: it says that the source is there.
    let waitS = 0;
    while (!stopping.signal.aborted) {
      try {
        await askOnce(waitS);
        failures = 0;
        waitS = settings.waitS;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        waitS = 0;
        failed(reason(error));
        const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
        await pause(longest * (0.5 + Math.random() / 2));
      }
    }
  }

  async function askOnce(waitS: number): Promise<void> {
    const after = lastSeq();
    const address = new URL('feed', settings.url.endsWith('/') ? settings.url : `${settings.url}/`);
    address.search = String(
      new URLSearchParams({
        after: String(after),
        limit: String(settings.limit),
        wait: String(waitS),
      }),
    );
    const patience = AbortSignal.timeout(waitS * 1000 + PATIENCE_MS);
    const answer = await fetch(address, {
      headers: { accept: 'application/x-ndjson' },
      redirect: 'error',
      signal: AbortSignal.any([stopping.signal, patience]),
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new Error(`the source answered ${answer.status}`);
    }
    // A page is taken whole or not at all: its lines may be out of order, and the position is that of the last.
    const page: Line[] = [];
    if (answer.body) for await (const line of linesOf(answer.body)) page.push(line);
    if (page.length > 0) take(page);
    const head = Number(answer.headers.get('x-feed-head') ?? Number.NaN);
    const reached = lastSeq();
    heard(Number.isSafeInteger(head) ? Math.max(0, head - reached) : null);
    // Lines without a new position would be sent again and again: do not ask in a tight loop.
    if (page.length > 0 && reached === after) await pause(LONGEST_WAIT_MS);
    if (page.length === 0 && settings.waitS === 0) await pause(FIRST_WAIT_MS);
  }

  async function pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
