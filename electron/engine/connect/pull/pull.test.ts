import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseLine, type Core, startCore, unitLine } from '../../ingest/fixtures.ts';
import { mappings } from '../../../contract/mapping.ts';
import { CASE_MAPPING } from '../fixtures.ts';
import { createConnections } from '../index.ts';

/** A feed over real HTTP whose answers a test decides one by one. */
let answer: (after: number, response: ServerResponse, request: IncomingMessage) => void;
const server = createServer((request: IncomingMessage, response) => {
  answer(Number(new URL(request.url ?? '', 'http://feed').searchParams.get('after')), response, request);
});
let core: Core;
let url: string;
const settings = (limit = 3) => ({
  ...({ id: 'feed', kind: 'pull', nature: 'operational', expectEveryS: 15 } as const),
  ...{ url, limit, waitS: 0 },
});

beforeEach(async () => {
  core = startCore(Date.now, createConnections);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  core.ingest.settle(settings());
});
afterEach(async () => {
  await core.ingest.stop();
  server.closeAllConnections();
  server.close();
  core.close();
});

const LINES = [
  unitLine('1', 'u', null, { seq: 1 }),
  ...Array.from({ length: 9 }, (_, i) => caseLine(`${i + 2}`, `c${i}`, 'u', { seq: i + 2 })),
].map((line) => `${JSON.stringify(line)}\n`);

function page(after: number, response: ServerResponse): void {
  response.setHeader('x-feed-head', LINES.length);
  response.end(LINES.slice(after, after + 3).join(''));
}

/** Resolves when the source's health is as wanted; it is looked at after every change. */
function until(wanted: (health: ReturnType<Core['ingest']['list']>[number]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    core.ingest.onChange(() => {
      const health = core.ingest.list().find((s) => s.id === 'feed');
      if (health && wanted(health)) resolve();
    });
  });
}

const cases = () => core.measures.measures({ unit: 'u', at: Date.now(), year: 2026 }).cases.F;

describe('a pull source', () => {
  it('is asked page by page until it has nothing more', async () => {
    answer = page;
    const caughtUp = until((h) => h.behind === 0 && h.state === 'on_time');
    core.ingest.start();
    await caughtUp;
    expect(cases()).toBe(9);
  });

  it('loses nothing to answers cut short, errors and silence, and counts nothing twice', async () => {
    let asked = 0;
    answer = (after, response) => {
      asked += 1;
      const [first = '', second = ''] = LINES.slice(after, after + 2);
      if (asked % 4 === 1) response.writeHead(503).end();
      else if (asked % 4 === 2) {
        // The second line breaks off in the middle, then the connection does.
        response.write(first + second.slice(0, 40), () => response.destroy());
      } else if (asked % 4 === 3) response.destroy();
      else page(after, response);
    };
    const failed = until((h) => h.state === 'failing' && h.lastError !== null);
    const caughtUp = until((h) => h.behind === 0 && h.lastSeq === LINES.length);
    core.ingest.start();
    await failed;
    await caughtUp;
    expect(cases()).toBe(9);
    expect(core.ingest.list().find((s) => s.id === 'feed')?.counts).toMatchObject({
      accepted: 10,
      duplicates: 0,
      quarantined: 0,
    });
  });

  it('of other lines is read through a mapping, past those that it does not concern', async () => {
    await core.push('s1', unitLine('u', 'u', null));
    const lines = Array.from({ length: 9 }, (_, n) => {
      const say = { seq: n + 1, loại: n % 3 === 0 ? 'vụ' : 'khác', vụ: { số: n, tiền: n === 6 ? 'x' : 5 } };
      return `${JSON.stringify(say)}\n`;
    });
    answer = (after, response) => {
      response.setHeader('x-feed-head', lines.length);
      response.end(lines.slice(after, after + 2).join(''));
    };
    const { fields } = CASE_MAPPING;
    core.ingest.settle({
      ...settings(2),
      mappings: mappings.parse([
        {
          ...CASE_MAPPING,
          where: [{ from: 'loại', in: ['vụ'] }],
          fields: { ...fields, unit: { const: 'u' }, case: '/vụ/số', due: '/vụ/tiền', done: { const: 0 } },
        },
      ]),
    });
    const caughtUp = until((h) => h.behind === 0);
    core.ingest.start();
    await caughtUp;
    expect(core.ingest.list().find((s) => s.id === 'feed')?.counts).toMatchObject({
      accepted: 2,
      quarantined: 1,
    });
    expect(cases()).toBe(2);
  });

  it('takes a long answer in parts, and goes on only behind its end: what broke off is asked for again', async () => {
    // Out of order: the first part holds the highest number.
    const long = Array.from({ length: 9000 }, (_, i) => caseLine(`${i}`, `c${i}`, 'u', { seq: 9000 - i }));
    const body = `${JSON.stringify(unitLine('u', 'u', null))}\n${long.map((line) => JSON.stringify(line)).join('\n')}\n`;
    const asked: number[] = [];
    let stored = 0;
    answer = (after, response) => {
      asked.push(after);
      response.setHeader('x-feed-head', 9000);
      if (asked.length > 1) response.end(after === 0 ? body : '');
      else
        response.write(body.slice(0, body.length * 0.7), () => {
          const look = () => {
            stored = core.ingest.list().find((s) => s.id === 'feed')?.counts.accepted ?? 0;
            if (stored > 0) response.destroy();
            else setImmediate(look);
          };
          look();
        });
    };
    const caughtUp = until((h) => h.behind === 0);
    core.ingest.start();
    await caughtUp;
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(9001);
    expect(asked.slice(0, 2)).toEqual([0, 0]);
    expect(cases()).toBe(9000);
    expect(core.ingest.positions('feed').get('')).toBe('9000');
  });

  it('is not taken at the word of a page for people', async () => {
    answer = (_after, response) =>
      response.setHeader('content-type', 'text/html').end('<html>sign in</html>');
    const failing = until((h) => h.state === 'failing' && (h.lastError ?? '').includes('text/html'));
    core.ingest.start();
    await failing;
    expect(core.ingest.list().find((s) => s.id === 'feed')?.counts.quarantined).toBe(0);
  });
});

describe('a pull source that offers a stream', () => {
  const event = (n: number) => `id: ${n}\ndata: ${LINES[n - 1] ?? ''}\n`;
  const health = () => core.ingest.list().find((s) => s.id === 'feed');
  function open(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-feed-head': LINES.length });
  }

  it('is asked for it, listened to as it speaks, and asked again for what follows the last id', async () => {
    const asked: unknown[] = [];
    answer = (after, response, { headers }) => {
      asked.push([after, headers['last-event-id'], headers.accept?.includes('text/event-stream')]);
      open(response);
      if (after === 0) response.write(event(1) + event(2) + event(3));
      // Then the third event breaks off in the middle, and the connection with it.
      if (after === 3) response.write(event(4) + event(5).slice(0, 60), () => response.destroy());
      // And an orderly end.
      if (after === 4) response.end(`retry: 1\n\n${event(5)}`);
      if (after === 5)
        response.write(
          LINES.slice(5)
            .map((_, i) => event(i + 6))
            .join(''),
        );
      if (after === 0) void three.then(() => response.destroy());
    };
    const three = until((h) => h.lastSeq === 3 && h.behind === LINES.length - 3);
    const caughtUp = until((h) => h.behind === 0 && h.state === 'on_time');
    core.ingest.start();
    await caughtUp;
    expect(asked).toEqual([
      [0, undefined, true],
      [3, '3', true],
      [4, '4', true],
      [5, '5', true],
    ]);
    expect(cases()).toBe(9);
    expect(health()?.counts).toMatchObject({ accepted: 10, duplicates: 0, quarantined: 0 });
  });

  it('may number its lines alone, send them out of order, and say how many there are', async () => {
    const asked: number[] = [];
    answer = (after, response) => {
      asked.push(after);
      open(response);
      const order = after === 0 ? [1, 5, 3, 4] : [2, 5, 6, 7, 8, 9, 10];
      // Only an id says that everything up to it was sent: without one in force the lines' own numbers count.
      const said = order.map((n) => (n > 4 && after === 0 ? event(n).replace(/id: \d+/, 'id: 1') : event(n)));
      if (after === 0) response.end(`${said[0]}${said[1]}event: head\ndata: 99\n\n`);
      else response.write(said.join(''));
    };
    const lagging = until((h) => h.behind === 98);
    const done = until((h) => h.counts.accepted >= 8 && h.lastSeq === 10);
    core.ingest.start();
    await lagging;
    await done;
    expect(asked).toEqual([0, 1]);
    expect(health()?.counts).toMatchObject({ quarantined: 0 });
  });

  it('without ids is gone on with after the highest number of its lines', async () => {
    const asked: number[] = [];
    answer = (after, response) => {
      asked.push(after);
      open(response);
      const rest = LINES.slice(after, after + 4).map((line) => `data: ${line}\n`);
      if (rest.length > 0) response.end(rest.join(''));
    };
    const done = until((h) => h.lastSeq === 10);
    core.ingest.start();
    await done;
    expect(asked.slice(0, 3)).toEqual([0, 4, 8]);
    expect(health()?.counts).toMatchObject({ accepted: 10, duplicates: 0 });
  });

  it('is heard when it says nothing but that it is there, and quarantines what is no event', async () => {
    answer = (_after, response) => {
      open(response);
      response.write(': still here\n\ndata: nonsense\n\nevent: ping\ndata: {}\n\ndata:\n\n');
    };
    const heard = until((h) => h.counts.quarantined === 1 && h.state === 'on_time' && h.heardAt !== null);
    core.ingest.start();
    await heard;
    expect(core.reasons('feed')).toEqual(['invalid_json']);
  });
});
