import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseLine, type Core, startCore, unitLine } from '../../ingest/fixtures.ts';
import { mappings } from '../../../contract/mapping.ts';
import { CASE_MAPPING } from '../fixtures.ts';
import { createConnections } from '../index.ts';

/** A feed over real HTTP whose answers a test decides one by one. */
let answer: (after: number, response: ServerResponse) => void;
const server = createServer((request: IncomingMessage, response) => {
  answer(Number(new URL(request.url ?? '', 'http://feed').searchParams.get('after')), response);
});
let core: Core;

beforeEach(async () => {
  core = startCore(Date.now, createConnections);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  core.ingest.settle({
    id: 'feed',
    kind: 'pull',
    nature: 'operational',
    expectEveryS: 15,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    limit: 3,
    waitS: 0,
  });
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
      id: 'feed',
      kind: 'pull',
      nature: 'operational',
      expectEveryS: 15,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      limit: 2,
      waitS: 0,
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
});
