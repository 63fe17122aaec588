/** A feed over HTTP, of pages or as a stream. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { readNumber } from './allowed.ts';
import { lineOf } from './lines.ts';

const STEP_MS = 5;

export function serveFeed(
  source: string,
  given: { port: number; allowed: string; stream: boolean },
): Promise<string> {
  const head = () => readNumber(given.allowed);
  const lines = (after: number, limit: number) =>
    Array.from({ length: Math.max(0, Math.min(head() - after, limit)) }, (_, i) => after + i + 1);

  async function page(response: ServerResponse, after: number, limit: number, waitMs: number) {
    for (let waited = 0; head() <= after && waited < waitMs; waited += STEP_MS) await wait(STEP_MS);
    const text = lines(after, limit)
      .map((n) => `${lineOf(source, n)}\n`)
      .join('');
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'x-feed-head': head() });
    // In two halves: a kill may come between them.
    response.write(text.slice(0, text.length / 2));
    await wait(1);
    response.end(text.slice(text.length / 2));
  }

  async function stream(response: ServerResponse, after: number) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-feed-head': head() });
    response.write('retry: 20\n\n');
    for (let sent = after; !response.closed; await wait(STEP_MS)) {
      const found = lines(sent, 1000);
      const text = found.map((n) => `id: ${n}\ndata: ${lineOf(source, n)}\n\n`).join('');
      response.write(`event: head\ndata: ${head()}\n\n${text}`);
      sent += found.length;
    }
  }

  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://feed').searchParams;
    const after = Number(query.get('after'));
    void (given.stream
      ? stream(response, after)
      : page(response, after, Number(query.get('limit')), Number(query.get('wait')) * 1000));
  });
  return new Promise((resolve) => {
    server.listen(given.port, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
