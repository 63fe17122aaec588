import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { event } from '../contract/events.ts';
import { NO_FAULTS, type Faults } from './faults.ts';
import { LiveFeed } from './live.ts';
import { frozen, steady, type Pace } from './pace.ts';
import { randomStream } from './random.ts';
import { sourceServer } from './server.ts';
import { SectorStream } from './stream.ts';

const asOf = Date.parse('2026-11-22T00:00:00+07:00');
const opened: { server: Server; feed: LiveFeed }[] = [];

afterEach(async () => {
  for (const { server, feed } of opened.splice(0)) {
    feed.close();
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
});

async function serve(faults: Partial<Faults> = {}, pace: Pace = frozen(), now = Date.now) {
  const stream = new SectorStream({ seed: 'feed', cases: 600, firstYear: 2026 });
  const feed = new LiveFeed(stream, asOf, pace, now);
  const random = randomStream('feed', 'faults');
  const server = sourceServer({ feed, faults: { ...NO_FAULTS, ...faults }, random, about: {} });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({ server, feed });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, feed };
}

async function page(url: string, query: string) {
  const response = await fetch(`${url}/feed?${query}`);
  const text = await response.text();
  const lines = text === '' ? [] : text.trimEnd().split('\n');
  return { status: response.status, head: Number(response.headers.get('x-feed-head')), lines };
}

const seqOf = (line: string) => (JSON.parse(line) as { seq: number }).seq;
const change = (url: string, faults: unknown) =>
  fetch(`${url}/faults`, { method: 'POST', body: JSON.stringify(faults) });

test('pages hang together and end at the head', async () => {
  const { url, feed } = await serve();
  const seqs: number[] = [];
  for (let after = 0; ; ) {
    const { lines, head } = await page(url, `after=${after}&limit=700`);
    expect(head).toBe(feed.head);
    if (lines.length === 0) break;
    seqs.push(...lines.map(seqOf));
    after = seqs.at(-1) ?? after;
  }
  expect(seqs).toEqual(Array.from({ length: feed.head }, (_, i) => i + 1));
});

test('a question beyond the head is answered empty, after the wait', async () => {
  const { url, feed } = await serve();
  expect((await page(url, `after=${feed.head}&wait=0.05`)).lines).toEqual([]);
  expect((await page(url, `after=${feed.head + 1000}`)).lines).toEqual([]);
});

test('a waiting question is answered as soon as something happens, stamped with that moment', async () => {
  const start = Date.now();
  const { url, feed } = await serve({}, steady(20, start));
  const { lines } = await page(url, `after=${feed.head}&wait=30`);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const e = event.parse(JSON.parse(line));
    expect(e.at).toBeGreaterThan(start);
    expect(e.at).toBeLessThanOrEqual(Date.now());
  }
});

test('a live case is accepted on the day it is sent', async () => {
  const start = Date.now();
  const { feed } = await serve({}, steady(2000, start), () => start + 1000);
  const live = feed.after(feed.head - 2000, 2000).map((line) => event.parse(JSON.parse(line)));
  const today = new Date(start + 7 * 3_600_000).toISOString().slice(0, 10);
  const accepted = live.flatMap((e) => (e.type === 'case' && e.v === 1 ? [e.accepted_on] : []));
  expect(new Set(accepted)).toEqual(new Set([today]));
});

test.each(['after=x', 'after=-1', 'limit=0', 'wait=61', 'since=3'])(
  '?%s is refused by name',
  async (query) => {
    const { url } = await serve();
    const response = await fetch(`${url}/feed?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ field: query.split('=')[0] });
  },
);

test('duplicates and changed order lose nothing', async () => {
  const { url } = await serve({ duplicate: 0.3, reorder: 0.5 });
  const { lines } = await page(url, 'after=0&limit=500');
  const seqs = lines.map(seqOf);
  expect(seqs.length).toBeGreaterThan(550);
  expect(seqs.every((s, i) => i === 0 || s >= (seqs[i - 1] ?? 0))).toBe(false);
  expect([...new Set(seqs)].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
});

test('garbage comes on top of the good lines and is never acceptable', async () => {
  const { url } = await serve({ garbage: 0.5 });
  const clean = await serve();
  const good = (await page(clean.url, 'after=0&limit=800')).lines;
  const { lines } = await page(url, 'after=0&limit=800');
  const bad = lines.filter((line) => !good.includes(line));
  expect(lines.filter((line) => good.includes(line))).toEqual(good);
  expect(bad.length).toBeGreaterThan(200);
  for (const line of bad) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      continue;
    }
    expect(event.safeParse(parsed).success).toBe(false);
  }
});

test('away is away until told otherwise, and cuts off who waits', async () => {
  const { url, feed } = await serve();
  const waiting = fetch(`${url}/feed?after=${feed.head}&wait=60`);
  const cut = expect(waiting).rejects.toThrow();
  // The health answer comes after the question above has arrived, on the same server.
  await fetch(`${url}/healthz`);
  expect((await change(url, { away: 'refuse' })).status).toBe(200);
  await cut;
  await expect(fetch(`${url}/feed`)).rejects.toThrow();
  await change(url, { away: 'unavailable' });
  expect((await fetch(`${url}/feed`)).status).toBe(503);
  await change(url, { away: 'no' });
  expect((await fetch(`${url}/feed`)).status).toBe(200);
});

test('a dropped answer breaks off', async () => {
  const { url } = await serve({ drop: 1 });
  const broken = (async () => (await fetch(`${url}/feed?after=0&limit=50`)).text())();
  await expect(broken).rejects.toThrow();
});

test('switches change one by one and are checked', async () => {
  const { url } = await serve({ duplicate: 0.25 });
  expect(await (await change(url, { slow: 5 })).json()).toEqual({ ...NO_FAULTS, duplicate: 0.25, slow: 5 });
  expect(await (await change(url, { drop: 2 })).json()).toMatchObject({ status: 400, field: 'drop' });
  expect(await (await change(url, { dorp: 1 })).json()).toMatchObject({ status: 400, field: 'dorp' });
  expect((await fetch(`${url}/faults`, { method: 'POST', body: 'x' })).status).toBe(400);
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: 'ok', faults: { slow: 5 } });
});

test('a reader from before a restart is met where it stands', async () => {
  const { url, feed } = await serve({}, steady(20, Date.now()));
  const known = feed.head + 5_000;
  const { lines } = await page(url, `after=${known}&wait=30`);
  expect(lines.map(seqOf)[0]).toBe(known + 1);
});

/** Reads a stream of events until it has said enough; gives its events and how it was left. */
async function events(url: string, query: string, enough: (ids: number[]) => boolean, headers = {}) {
  const stop = new AbortController();
  const accept = 'text/event-stream, application/x-ndjson;q=0.9';
  const response = await fetch(`${url}/feed?${query}`, {
    headers: { accept, ...headers },
    signal: stop.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const ids: number[] = [];
  const lines: string[] = [];
  let rest = '';
  let comments = 0;
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const id = /^id: (\d+)$/m.exec(part)?.[1];
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (id !== undefined) ids.push(Number(id));
        if (data !== undefined && !part.includes('event: head')) lines.push(data);
        if (part.startsWith(':')) comments += 1;
      }
      if (enough(ids) || comments > 1) break;
    }
  } finally {
    stop.abort();
  }
  return { ids, lines, comments };
}

test('a stream tells the same lines with their position, from where the reader stands, then gives signs of life', async () => {
  const { url, feed } = await serve();
  const whole = await events(url, 'limit=500&wait=0.05', () => false);
  expect(whole.ids).toEqual(Array.from({ length: feed.head }, (_, i) => i + 1));
  expect(whole.lines).toEqual(feed.after(0, feed.head));
  expect(whole.comments).toBeGreaterThan(1);
  const rest = await events(url, 'after=3&wait=0.05', (ids) => ids.length > 0, { 'last-event-id': '700' });
  expect(rest.ids[0]).toBe(701);
  expect(rest.lines[0]).toBe(feed.after(700, 1)[0]);
});

test('whoever goes on after any id of a disturbed stream misses nothing', async () => {
  const { url } = await serve({ duplicate: 0.3, reorder: 0.5, garbage: 0.3 });
  const { ids, lines } = await events(url, 'limit=200', (seen) => (seen.at(-1) ?? 0) >= 1000);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(ids.length).toBeLessThan(1000);
  const good = new Set(
    lines.flatMap((line) => (line.includes('BAD-') ? [] : [/"seq":(\d+)/.exec(line)?.[1]])),
  );
  for (let n = 1; n <= (ids.at(-1) ?? 0); n += 1) expect(good.has(`${n}`)).toBe(true);
});
