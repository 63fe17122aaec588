/** A feed over HTTP that is asked for what comes after the last position: `GET {url}/feed?after=SEQ&limit=N&wait=S`. */
import type { Instant } from '../../../contract/calendar.ts';
import type { SourceOf } from '../../../contract/sources.ts';
import { type Feed, type Line, linesOf, type Reached, readLine } from '../../ingest/index.ts';
import type { SourceKind } from '../kind.ts';
import { startLoop } from '../loop.ts';
import { itemsOfPiece, type Piece } from '../pieces.ts';

/** Beyond the time the source may hold an answer back. */
const PATIENCE_MS = 10_000;
/** Lines without a new position would be sent again and again: not to be asked for in a tight loop. */
const STUCK_MS = 4_000;
/** Between two questions to a source that does not hold its answers back. */
const EMPTY_MS = 250;

type Settings = SourceOf<'pull'>;

async function ask(
  settings: Settings,
  page: { after: number; limit: number; waitS: number },
  stop: AbortSignal,
) {
  const address = new URL('feed', settings.url.endsWith('/') ? settings.url : `${settings.url}/`);
  address.search = String(
    new URLSearchParams({
      after: String(page.after),
      limit: String(page.limit),
      wait: String(page.waitS),
    }),
  );
  const answer = await fetch(address, {
    headers: {
      accept: 'application/x-ndjson',
      ...(settings.authorization !== undefined && { authorization: settings.authorization }),
    },
    redirect: 'error',
    signal: AbortSignal.any([stop, AbortSignal.timeout(page.waitS * 1000 + PATIENCE_MS)]),
  });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Error(`the source answered ${answer.status}`);
  }
  return answer;
}

/** Highest `seq` read, be it of a line taken in or of one that no mapping concerned. */
function positionOf(feed: Feed): number {
  return Math.max(feed.lastSeq(), Number(feed.positions().get('') ?? 0));
}

/** Lines that become no event leave no `seq` behind: how far they led is kept as the source's position. */
function passedOver(
  page: readonly Line[],
  { mappings }: Settings,
  after: number,
  now: Instant,
): Reached | undefined {
  if (!mappings) return undefined;
  const highest = page.reduce((seq, line) => Math.max(seq, readLine(line, now).seq ?? 0), after);
  return { part: '', position: String(highest) };
}

export const pullKind: SourceKind<'pull'> = {
  start({ settings, feed, now }) {
    return startLoop({
      failed: feed.failed,
      async once(calm, stopping) {
        const after = positionOf(feed);
        // The first answer after a start or a failure is not to be held back: it says that the source is there.
        const waitS = calm ? settings.waitS : 0;
        const answer = await ask(settings, { after, limit: settings.limit, waitS }, stopping);
        // A page is taken whole or not at all: its lines may be out of order, and the position is that of the last.
        const page: Line[] = [];
        if (answer.body) for await (const line of linesOf(answer.body)) page.push(line);
        const items = page.flatMap((line) =>
          itemsOfPiece({ place: `line after ${after}`, line }, settings.mappings, now()),
        );
        if (page.length > 0) feed.take(items, passedOver(page, settings, after, now()));
        const head = Number(answer.headers.get('x-feed-head') ?? Number.NaN);
        const reached = positionOf(feed);
        feed.heard(Number.isSafeInteger(head) ? Math.max(0, head - reached) : null);
        if (page.length > 0 && reached === after) return STUCK_MS;
        return page.length === 0 && settings.waitS === 0 ? EMPTY_MS : 0;
      },
    });
  },
  async *peek(settings, limit, signal): AsyncGenerator<Piece> {
    const answer = await ask(settings, { after: 0, limit, waitS: 0 }, signal);
    let n = 0;
    if (!answer.body) return;
    for await (const line of linesOf(answer.body)) {
      n += 1;
      yield { place: `line ${n}`, line };
      if (n >= limit) return;
    }
  },
};
