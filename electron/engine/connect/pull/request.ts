/** One question to a feed: `GET {url}/feed?after=SEQ&limit=N&wait=S`. */
import type { SourceOf } from '../../../contract/sources.ts';

/** Beyond the time the source may hold an answer back. */
const PATIENCE_MS = 10_000;

export type Settings = SourceOf<'pull'>;

/** What the engine would rather have: events as they happen, or the lines there are. */
export const STREAM_IF_OFFERED = 'text/event-stream, application/x-ndjson;q=0.9';
export const RATHER_LINES = 'application/x-ndjson, text/event-stream;q=0.5';

export interface Question {
  after: number;
  limit: number;
  waitS: number;
  accept: string;
}

export interface Answer {
  /** Whether it is a stream of events, which goes on; otherwise it is a page of lines. */
  stream: boolean;
  /** What time it is by the source's clock (ms since the epoch), if it says so. */
  date: number | null;
  /** The highest `seq` the source has, if it says so. */
  head: number | null;
  /** Throws `Silence` when nothing comes for long. */
  body: AsyncIterable<Uint8Array>;
  /** Drops what has not been read. */
  end(): void;
}

/** Nothing has come for longer than the source may be silent. */
export class Silence extends Error {}

/** Asks, and resolves when the answer begins. Throws what is wrong in one sentence. */
export async function ask(settings: Settings, question: Question, stop: AbortSignal): Promise<Answer> {
  const { after, limit, waitS, accept } = question;
  const patience = waitS * 1000 + PATIENCE_MS;
  const ended = new AbortController();
  const watch = setTimeout(
    () => ended.abort(new Silence(`nothing has come from the source for ${patience / 1000} s`)),
    patience,
  );
  try {
    const address = new URL('feed', settings.url.endsWith('/') ? settings.url : `${settings.url}/`);
    address.search = String(
      new URLSearchParams({ after: String(after), limit: String(limit), wait: String(waitS) }),
    );
    const answer = await fetch(address, {
      headers: {
        accept,
        ...(after > 0 && { 'last-event-id': String(after) }),
        ...(settings.authorization !== undefined && { authorization: settings.authorization }),
      },
      redirect: 'error',
      signal: AbortSignal.any([stop, ended.signal]),
    });
    const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (answer.status !== 200) throw new Error(`the source answered ${answer.status}`);
    // Whatever stands before the source, such as a sign-in page, is not its word.
    if (type === 'text/html') throw new Error('the source answered with a page for people (text/html)');
    const date = Date.parse(answer.headers.get('date') ?? '');
    const head = Number(answer.headers.get('x-feed-head') ?? Number.NaN);
    return {
      stream: type === 'text/event-stream',
      date: Number.isNaN(date) ? null : date,
      head: Number.isSafeInteger(head) ? head : null,
      body: watched(answer.body ?? new ReadableStream({ start: (c) => c.close() }), watch),
      end() {
        clearTimeout(watch);
        ended.abort();
      },
    };
  } catch (error) {
    clearTimeout(watch);
    ended.abort();
    throw error;
  }
}

/** The body; each piece of it starts the watch anew, and while a piece is being dealt with nobody is waited for. */
async function* watched(body: AsyncIterable<Uint8Array>, watch: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    yield chunk;
    watch.refresh();
  }
  clearTimeout(watch);
}
