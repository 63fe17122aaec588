/** The feed as server-sent events: what happens is sent as it happens, and the connection stays. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { spoil, type Faults } from './faults.ts';
import type { LiveFeed } from './live.ts';
import type { Random } from './random.ts';

/** How soon a reader should come back after the stream broke off (ms). */
const RETRY_MS = 250;

export interface EventStream {
  readonly feed: LiveFeed;
  readonly response: ServerResponse;
  readonly random: Random;
  readonly after: number;
  /** Lines written at once at most. */
  readonly together: number;
  /** Without news a sign of life is given this often (s). */
  readonly everyS: number;
  faults(): Faults;
  readonly gone: AbortSignal;
}

/** Sends until the reader is gone; a reader that does not keep up is waited for. */
export async function sendEvents(stream: EventStream): Promise<void> {
  const { feed, response, random, together, everyS, faults, gone } = stream;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-feed-head': String(feed.head),
  });
  response.write(`retry: ${RETRY_MS}\n\n`);
  for (let after = stream.after; !gone.aborted; ) {
    await feed.waitFor(after, everyS * 1000, gone);
    const active = faults();
    if (active.slow > 0) await pause(active.slow, undefined, { signal: gone }).catch(() => undefined);
    if (gone.aborted) return;
    const lines = feed.after(after, together);
    const text = lines.length === 0 ? ':\n\n' : eventsOf(spoil(lines, active, random), after, feed.head);
    if (random.chance(active.drop)) {
      response.write(text.slice(0, Math.floor(text.length / 2)), () => response.socket?.destroy());
      return;
    }
    after += lines.length;
    if (!response.write(text)) await once(response, 'drain', { signal: gone }).catch(() => undefined);
  }
}

/** Lines as events. An id says up to where everything has been sent, so that whoever goes on after it misses nothing. */
function eventsOf(lines: readonly string[], after: number, head: number): string {
  const sent = new Set<number>();
  let reached = after;
  let text = `event: head\ndata: ${head}\n\n`;
  for (const line of lines) {
    sent.add(seqOf(line));
    const before = reached;
    while (sent.delete(reached + 1)) reached += 1;
    text += `${reached > before ? `id: ${reached}\n` : ''}data: ${line}\n\n`;
  }
  return text;
}

/** Position of a good line; 0 of one that is none. */
function seqOf(line: string): number {
  const found = /^\{"id":"(?!BAD-).*"seq":(\d+),.*\}$/.exec(line);
  return Number(found?.[1] ?? 0);
}
