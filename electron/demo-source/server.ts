/** The source over HTTP: the feed, its faults and its health. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Problem } from '../contract/problems.ts';
import { faultsChange, NO_FAULTS, spoil, type Faults } from './faults.ts';
import { sendEvents } from './eventStream.ts';
import type { LiveFeed } from './live.ts';
import type { Random } from './random.ts';

const feedQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(20_000).default(1_000),
  wait: z.coerce.number().min(0).max(60).default(0),
});

const LARGEST_BODY = 10_000;
/** A stream without news gives a sign of life this often, unless the reader asks for another rhythm. */
const SIGN_OF_LIFE_S = 1;

export interface SourceServer {
  readonly feed: LiveFeed;
  readonly faults: Faults;
  readonly random: Random;
  /** What `/healthz` tells besides the state of things. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** A server that is not listening yet. */
export function sourceServer({ feed, faults, random, about }: SourceServer): Server {
  let active: Faults = { ...NO_FAULTS, ...faults };
  /** Feed answers under way: going away cuts them off. */
  const underWay = new Set<ServerResponse>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const route = `${request.method} ${url.pathname}`;
    switch (route) {
      case 'GET /healthz':
        return json(response, 200, { status: 'ok', head: feed.head, faults: active, ...about });
      case 'GET /faults':
        return json(response, 200, active);
      case 'POST /faults': {
        const change = faultsChange.safeParse(parsed(await body(request)));
        if (!change.success) return refuse(response, change.error);
        // A partial object parses to the given keys only; the others stay as they are.
        active = Object.assign({}, active, change.data);
        if (active.away !== 'no') for (const one of underWay) one.socket?.destroy();
        return json(response, 200, active);
      }
      case 'GET /feed':
        return sendFeed(url, request, response);
      default:
        return problem(response, { title: 'Not found', status: 404, detail: `There is no ${route}.` });
    }
  }

  async function sendFeed(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (active.away === 'refuse') {
      response.socket?.destroy();
      return;
    }
    if (active.away === 'unavailable') {
      const detail = 'The source is away until told otherwise.';
      return problem(response, { title: 'Service unavailable', status: 503, detail });
    }
    const query = feedQuery.safeParse(Object.fromEntries(url.searchParams));
    if (!query.success) return refuse(response, query.error);
    const gone = new AbortController();
    underWay.add(response);
    response.on('close', () => {
      underWay.delete(response);
      gone.abort();
    });
    if (wantsEvents(request)) {
      const from = Number(request.headers['last-event-id'] ?? Number.NaN);
      const after = Number.isSafeInteger(from) && from >= 0 ? from : query.data.after;
      return sendEvents({
        ...{ feed, random, response, after },
        together: query.data.limit,
        everyS: query.data.wait || SIGN_OF_LIFE_S,
        faults: () => active,
        gone: gone.signal,
      });
    }
    if (active.slow > 0) await pause(active.slow);
    await feed.waitFor(query.data.after, query.data.wait * 1000, gone.signal);
    if (gone.signal.aborted) return;

    const lines = spoil(feed.after(query.data.after, query.data.limit), active, random);
    const text = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
    response.setHeader('content-type', 'application/x-ndjson; charset=utf-8');
    response.setHeader('x-feed-head', String(feed.head));
    if (random.chance(active.drop)) {
      const half = text.slice(0, Math.floor(text.length / 2));
      if (half === '') response.socket?.destroy();
      else response.write(half, () => response.socket?.destroy());
      return;
    }
    response.end(text);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else problem(response, { title: 'Bad request', status: 400, detail });
    });
  });
}

/** Whether a reader named a stream of events before lines, or instead of them. */
function wantsEvents({ headers }: IncomingMessage): boolean {
  const accepted = headers.accept ?? '';
  const events = accepted.indexOf('text/event-stream');
  const lines = accepted.indexOf('application/x-ndjson');
  return events !== -1 && (lines === -1 || events < lines);
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > LARGEST_BODY) throw new Error('The body is too large for a few switches.');
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('The body must be JSON, such as {"away":"no"}.');
  }
}

function json(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}

function problem(response: ServerResponse, content: Omit<Problem, 'type'>): void {
  response
    .writeHead(content.status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', ...content }));
}

function refuse(response: ServerResponse, error: z.ZodError): void {
  const issue = error.issues[0];
  const field = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : '');
  problem(response, { title: 'Bad request', status: 400, detail: issue?.message ?? 'Not valid.', field });
}
