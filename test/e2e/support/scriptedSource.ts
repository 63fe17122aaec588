/** A source that says what a demo source has to say, but only as far as it is told to: whole days pass in a moment. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startDemoSource } from '../../../build/launch/demoSource.ts';
import { until } from './wall.ts';

export interface ScriptedSource {
  readonly url: string;
  /** Lines there are in all. */
  readonly length: number;
  /** Instant of the n-th line, counted from 1. */
  instantOf(line: number): string;
  /** From now on says everything up to this line. */
  sayUntil(line: number): void;
  stop(): Promise<void>;
}

/** Lines asked for at a time. */
const PAGE = 5_000;

async function linesOf(url: string): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const answer = await until('the demo source', () =>
      fetch(`${url}/feed?after=${lines.length}&limit=${PAGE}`).catch(() => null),
    );
    const page = (await answer.text()).split('\n').filter((line) => line !== '');
    lines.push(...page);
    if (lines.length >= Number(answer.headers.get('x-feed-head'))) return lines;
  }
}

/** Takes down what a demo source of this size has to say up to now, and begins by saying none of it. */
export async function startScriptedSource(cases: number): Promise<ScriptedSource> {
  const demo = await startDemoSource({ cases, rate: 0 });
  const lines = await linesOf(demo.url).finally(() => demo.stop());
  let head = 0;
  const waiting = new Set<() => void>();

  function answer(response: ServerResponse, after: number, limit: number): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'x-feed-head': head });
    response.end(
      lines
        .slice(after, Math.min(head, after + limit))
        .map((line) => `${line}\n`)
        .join(''),
    );
  }

  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://source').searchParams;
    const [after, limit, wait] = ['after', 'limit', 'wait'].map((name) => Number(query.get(name)));
    const now = () => answer(response, after ?? 0, limit ?? 0);
    if (head > (after ?? 0)) return now();
    const go = () => {
      clearTimeout(timer);
      waiting.delete(go);
      now();
    };
    const timer = setTimeout(go, (wait ?? 0) * 1000);
    waiting.add(go);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    length: lines.length,
    instantOf: (line) => (JSON.parse(lines[line - 1] ?? '{}') as { at: string }).at,
    sayUntil(line) {
      head = line;
      for (const go of [...waiting]) go();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
