/** Whatever is sent: never a 5xx, never a hang, and nothing valid among it is lost. */
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLive } from '../../electron/engine/fixtures/liveClient.ts';
import { START_MS, WALL_TOKEN } from './engineProcess.ts';
import { AS_WALL, type House, openHouse, type Source } from './house.ts';
import { aggregate, decision, enforcementCase, officer, receipt, target, unit } from './lines.ts';

const RUNS = Number(process.env['CONTRACT_RUNS'] ?? 60);
/** An answer that takes longer is a hang. */
const PATIENCE_MS = 20_000;

let house: House;
let source: Source;
beforeAll(async () => {
  house = await openHouse();
  source = await house.source('fuzz');
  await source.push([unit('U'), unit('V', { parent: 'U' })]);
}, START_MS);
afterAll(() => house.close());

async function alive(): Promise<void> {
  expect((await fetch(`${house.url}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) })).status).toBe(
    200,
  );
}
const request = (route: string, init: RequestInit = {}) =>
  fetch(house.url + route, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual', ...init });

let made = 0;
const valid = fc
  .constantFrom(enforcementCase, receipt, decision)
  .map((make) => make(`valid ${made}`, { id: `valid ${made++}` }));

const samples: object[] = [
  unit('W', { lat: 10, lon: 106, from: '2020-01-01', to: '2030-01-01' }),
  officer('o'),
  enforcementCase('c', { seq: 3 }),
  receipt('r'),
  decision('d', { to_unit: 'V' }),
  target('cases_completed'),
  aggregate(3, { values: { A: 1, N: 2 }, money: { A: 3 } }),
];
const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    -0,
    1e308,
    2 ** 53,
    '9999-12-31',
    '0000-01-01T00:00:00Z',
    '__proto__',
    '\u0000',
    [],
    {},
  ),
);
/** A valid event with a field changed, left out, added or renamed. */
const mutatedEvent = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), anyValue), { minLength: 1, maxLength: 3 }),
  )
  .map(([line, changes]) => {
    let text = JSON.stringify(line);
    for (const [place, what, value] of changes) {
      const fields = Object.entries(JSON.parse(text) as object);
      const i = place % fields.length;
      if (what === 0) fields.splice(i, 1);
      else if (what === 1 && fields[i]) fields[i][1] = value;
      else if (what === 2 && fields[i]) fields[i][0] = String(value);
      else fields.push(['extra', value]);
      text = `{${fields.map(([name, its]) => `${JSON.stringify(name)}:${JSON.stringify(its) ?? 'null'}`).join()}}`;
    }
    return Buffer.from(text);
  });
/** A valid line with bytes changed, cut out or put in. */
const mutatedBytes = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([line, changes]) => {
    const bytes = [...Buffer.from(JSON.stringify(line))];
    for (const [place, what, byte] of changes)
      bytes.splice(place % bytes.length, what === 0 ? 0 : 1, ...(what === 2 ? [] : [byte]));
    return Buffer.from(bytes);
  });
const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(text)),
  mutatedEvent,
  mutatedBytes,
);

describe('pushes', () => {
  it('of anything keep every valid line between it, and account for every line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(garbage, valid), { minLength: 1, maxLength: 30 }), async (parts) => {
        const good = parts.filter((part) => !Buffer.isBuffer(part));
        const lines = parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(JSON.stringify(part))));
        const body = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
        const answer = await source.push(Uint8Array.from(body));
        const marked = body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? body.subarray(3) : body;
        const written = marked
          .toString('latin1')
          .split('\n')
          .filter((line) => !/^[ \t\r]*$/.test(line));
        const { accepted, duplicates, held, quarantined } = answer;
        expect(accepted + duplicates + held + quarantined).toBe(written.length);
        if (good.length > 0) {
          const again = await source.push(good);
          expect(again).toMatchObject({ accepted: 0, duplicates: good.length });
        }
      }),
      { numRuns: RUNS },
    );
    await alive();
    for (const entry of await source.quarantine()) {
      expect(entry.detail).not.toBe('');
      expect(entry.times).toBeGreaterThan(0);
    }
    for (const route of [
      '/values?unit=U',
      '/measures?unit=V',
      '/figures?unit=U',
      '/latest?unit=U',
      '/sources',
      '/units',
    ])
      expect([route, (await request(`/api/v1${route}`, { headers: AS_WALL })).status]).toEqual([route, 200]);
  });

  it('may break off at any byte: what was whole is kept or free to come again', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => JSON.stringify(enforcementCase(`cut ${i}`)));
    const text = lines.join('\n');
    for (const share of [0.1, 0.5, 0.93]) {
      const stop = new AbortController();
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (sent > text.length * share) return stop.abort();
          controller.enqueue(new TextEncoder().encode(text.slice(sent, (sent += 60_000))));
        },
      });
      const init = {
        method: 'POST',
        headers: { authorization: `Bearer ${source.token}` },
        body,
        duplex: 'half',
      };
      await expect(
        fetch(`${house.url}/api/v1/sources/fuzz/events`, { ...init, signal: stop.signal }),
      ).rejects.toThrow();
      await alive();
    }
    const answer = await source.push(text);
    expect([answer.accepted + answer.duplicates, answer.held, answer.quarantined]).toEqual([5000, 0, 0]);
  });
});

describe('requests', () => {
  let routes: [string, string][];
  beforeAll(async () => {
    const document = (await (await request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, object>;
    };
    routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m): [string, string] => [m.toUpperCase(), path]),
    );
  });
  const words = fc.oneof(
    fc.constantFrom(
      'U',
      'V',
      'CB-HCM',
      'cases_completed',
      'day',
      'month',
      'week',
      '2026',
      '1900',
      '9999',
      '2026-01-01',
      '2026-03-31T17:00:00+07:00',
      '9998-12-31',
      '__proto__',
      '',
      '0',
      '-1',
      '1e9',
      'region',
      '%',
      '%00',
      'fuzz',
      'demo',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const names = fc.oneof(
    fc.constantFrom(
      'unit',
      'year',
      'at',
      'indicators',
      'indicator',
      'from',
      'to',
      'step',
      'level',
      'limit',
      'after',
      'token',
      'by',
      '__proto__',
      'constructor',
    ),
    fc.string({ maxLength: 5 }),
  );
  const queries = fc.oneof(
    fc
      .array(fc.tuple(names, words), { maxLength: 6 })
      .map((pairs) =>
        pairs
          .map(([n, w]) => `${encodeURIComponent(n.toWellFormed())}=${encodeURIComponent(w.toWellFormed())}`)
          .join('&'),
      ),
    fc.string({ maxLength: 40 }).map((text) => text.replace(/[#\s]|[^!-~]/g, '')),
  );

  it('with any query to any GET route are answered, and not with a 5xx', async () => {
    const reading = () => routes.filter(([method]) => method === 'GET').map(([, path]) => path);
    await fc.assert(
      fc.asyncProperty(fc.nat(), queries, words, async (n, query, word) => {
        const path = reading()[n % reading().length] ?? '';
        const filled = path.replace(/\{\w+\}/g, encodeURIComponent(word.toWellFormed()) || 'x');
        const answer = await request(`${filled}?${query}`, { headers: AS_WALL });
        expect([filled, query, answer.status < 500]).toEqual([filled, query, true]);
        const type = answer.headers.get('content-type') ?? '';
        if (answer.status >= 400)
          expect([filled, type.split(';')[0]]).toEqual([filled, 'application/problem+json']);
        await answer.arrayBuffer();
      }),
      { numRuns: RUNS * 10 },
    );
    await alive();
  });

  it('with good questions in any combination are answered with 200 or the field at fault', async () => {
    const good = fc.record(
      {
        unit: fc.constantFrom('U', 'V', 'CB-HCM', 'CB-VN', 'NO'),
        year: fc.integer({ min: 1890, max: 2040 }),
        at: fc
          .date({ min: new Date('1899-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
          .map((d) => d.toISOString()),
        from: fc
          .date({ min: new Date('1999-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
          .map((d) => d.toISOString().slice(0, 10)),
        to: fc
          .date({ min: new Date('1999-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
          .map((d) => d.toISOString().slice(0, 10)),
        step: fc.constantFrom('day', 'week', 'month'),
        indicator: fc.constantFrom('cases_completed', 'money_recovery_rate'),
        level: fc.constantFrom('province', 'region', 'room'),
      },
      { requiredKeys: ['unit', 'indicator'] },
    );
    const route = fc.constantFrom(
      'values',
      'measures',
      'series',
      'figures',
      'ranking',
      'flows',
      'latest',
      'units',
    );
    await fc.assert(
      fc.asyncProperty(route, good, async (name, query) => {
        const asked = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]));
        const answer = await request(`/api/v1/${name}?${asked}`, { headers: AS_WALL });
        const told = (await answer.json()) as { field?: string };
        if (answer.status === 200) return;
        expect([name, `${asked}`, answer.status]).toEqual([name, `${asked}`, 400]);
        expect([...Object.keys(query), 'at', 'step', 'from']).toContain(told.field);
      }),
      { numRuns: RUNS * 5 },
    );
  });

  it('with any body to any other route are answered, and not with a 5xx', async () => {
    const writing = () =>
      routes.filter(([method, path]) => method !== 'GET' && !/setup|session|events/.test(path));
    const bodies = fc.oneof(
      fc.json(),
      fc.string({ maxLength: 50 }),
      fc.constantFrom('{"id":"fuzz","kind":"push"}', '{"line":"{}"}', 'null', '{"__proto__":{}}'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        words,
        bodies,
        fc.constantFrom('application/json', 'text/plain', 'x', 'application/json;charset=x'),
        async (n, word, body, type) => {
          const [method, path] = writing()[n % writing().length] ?? ['POST', '/'];
          const filled = path.replace(/\{\w+\}/g, encodeURIComponent(word.toWellFormed()) || 'x');
          const answer = await house.call('GET', '/session');
          expect(answer.status).toBe(200);
          const tried = await request(filled, {
            method,
            body,
            headers: { 'content-type': type, ...AS_WALL },
          });
          expect([method, filled, body, tried.status < 500]).toEqual([method, filled, body, true]);
          const asPerson = await house.call(method, filled.replace('/api/v1', ''), body);
          expect([method, filled, body, asPerson.status < 500]).toEqual([method, filled, body, true]);
        },
      ),
      { numRuns: RUNS },
    );
    await alive();
  });
});

describe('the live connection', () => {
  it('refuses whatever it does not understand, and goes on', async () => {
    const live = await openLive(house.url, `?token=${WALL_TOKEN}`);
    const messages = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .tuple(
          fc.constantFrom('subscribe', 'unsubscribe', 'window', 'x'),
          fc.constantFrom('values', 'series', 'latest', 'flows', '__proto__'),
          anyValue,
          anyValue,
        )
        .map(([type, ask, a, b]) =>
          JSON.stringify({
            type,
            id: a,
            role: b,
            query: {
              ask,
              units: [a],
              unit: b,
              indicators: [b],
              indicator: a,
              yearsBack: 1,
              step: 'day',
              limit: 3,
            },
          }),
        ),
    );
    for (const message of fc.sample(messages, RUNS * 5)) live.say(message.toWellFormed());
    live.say({
      type: 'subscribe',
      id: 'last',
      query: { ask: 'values', units: ['U'], indicators: ['cases_completed'] },
    });
    expect(await live.answer('last')).toMatchObject({ units: { U: {} } });
    live.socket.close();
    const binary = await openLive(house.url, `?token=${WALL_TOKEN}`);
    binary.socket.send(Buffer.from([1, 2, 3]));
    expect(await binary.closed).toBe(1003);
    const wide = await openLive(house.url, `?token=${WALL_TOKEN}`);
    wide.say(`"${'x'.repeat(200_000)}"`);
    expect(await wide.closed).toBe(1009);
    await alive();
  });

  it('is opened nowhere else', async () => {
    for (const route of ['/', '/healthz', '/api/v1/values', '/api/v1/sources/fuzz/events', '/nothing']) {
      const socket = new WebSocket(`${house.url.replace('http', 'ws')}${route}`, { headers: AS_WALL });
      await new Promise<void>((resolve) => {
        socket.on('error', () => resolve());
        socket.on('close', () => resolve());
      });
    }
    await alive();
  });
});
