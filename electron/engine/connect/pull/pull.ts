/** A feed over HTTP that is asked for what comes after the last position, and listened to where it streams. */
import { setTimeout as wait } from 'node:timers/promises';
import { linesOf } from '../../ingest/index.ts';
import type { Reach, SourceKind } from '../kind.ts';
import { reasonOf, startLoop } from '../loop.ts';
import type { Piece } from '../pieces.ts';
import { createEventParser } from './eventParser.ts';
import { takePage } from './page.ts';
import { positionOf } from './position.ts';
import { type Answer, ask, RATHER_LINES, Silence, STREAM_IF_OFFERED } from './request.ts';
import { takeStream } from './stream.ts';

/** Lines without a new position would be sent again and again: not to be asked for in a tight loop. */
const STUCK_MS = 4_000;
/** Between two questions to a source that does not hold its answers back. */
const EMPTY_MS = 250;
/** How long a dry run listens to a stream that has nothing more to say (ms). */
const LISTEN_MS = 2_000;

export const pullKind: SourceKind<'pull'> = {
  start(reach) {
    const { settings, feed, now } = reach;
    let retryMs = 0;
    return startLoop({
      failed: feed.failed,
      atLeast: () => retryMs,
      async once(calm, stopping) {
        const after = positionOf(feed);
        // The first answer after a start or a failure is not to be held back: it says that the source is there.
        const waitS = calm ? settings.waitS : 0;
        const question = { after, limit: settings.limit, waitS, accept: STREAM_IF_OFFERED };
        const answer = await ask(settings, question, stopping);
        const clockOff = answer.date === null ? undefined : answer.date - now();
        try {
          if (!answer.stream) return await readPage(answer, after, reach, clockOff);
          const { restMs, moved, error } = await takeStream(answer, after, reach);
          retryMs = restMs;
          if (error === undefined) return restMs;
          // A stream that has been silent is asked again at once: it may be the line that is dead, not the source.
          if (error instanceof Silence) return 0;
          if (stopping.aborted || !moved) throw error;
          feed.failed(reasonOf(error));
          return restMs;
        } finally {
          answer.end();
        }
      },
    });
  },
  async *peek(settings, limit, signal): AsyncGenerator<Piece> {
    const answer = await ask(settings, { after: 0, limit, waitS: 0, accept: RATHER_LINES }, signal);
    try {
      let n = 0;
      for await (const line of answer.stream ? linesOfStream(answer) : linesOf(answer.body)) {
        n += 1;
        yield { place: `line ${n}`, line };
        if (n >= limit) return;
      }
    } finally {
      answer.end();
    }
  },
};

/** Takes a page in; says how long to wait before asking again (ms). */
async function readPage(
  answer: Answer,
  after: number,
  reach: Reach<'pull'>,
  clockOffMs: number | undefined,
): Promise<number> {
  const { settings, feed } = reach;
  const lines = await takePage(answer, after, reach);
  const reached = positionOf(feed);
  feed.heard(answer.head === null ? null : Math.max(0, answer.head - reached), clockOffMs);
  if (lines > 0 && reached === after) return STUCK_MS;
  return lines === 0 && settings.waitS === 0 ? EMPTY_MS : 0;
}

async function* linesOfStream({ body }: Answer) {
  const parser = createEventParser();
  const iterator = body[Symbol.asyncIterator]();
  for (;;) {
    const next = iterator.next();
    next.catch(() => undefined);
    const step = await Promise.race([next, wait(LISTEN_MS, null)]);
    if (step === null || step.done) return;
    for (const { name, data } of parser.read(step.value)) if (name === '') yield data;
  }
}
