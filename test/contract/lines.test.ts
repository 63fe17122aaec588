/** How a body becomes lines, and what of a line is good: sentence by sentence of the contract's first section. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushAnswer } from '../../electron/contract/sources.ts';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse, problemOf, type Source } from './house.ts';
import { aggregate, decision, enforcementCase, officer, receipt, target, unit } from './lines.ts';

const MIB = 1024 * 1024;
let house: House;
let made = 0;
beforeAll(async () => {
  house = await openHouse();
}, START_MS);
afterAll(() => house.close());

/** A source of its own with the unit it speaks of. */
async function fresh(): Promise<Source> {
  const source = await house.source(`lines-${++made}`);
  await source.push([unit(`U${made}`)]);
  return source;
}
const here = () => `U${made}`;
const tally = ({ accepted, duplicates, held, quarantined }: PushAnswer) => [
  accepted,
  duplicates,
  held,
  quarantined,
];
const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p) : Buffer.from(p)))));
/** A good line of exactly that many bytes. */
function lineOf(length: number, key: string): string {
  const line = { ...enforcementCase(key, { unit: here() }), extra: '' };
  return JSON.stringify({ ...line, extra: 'x'.repeat(length - JSON.stringify(line).length) });
}

describe('a body', () => {
  it('is lines: blank ones and a byte-order mark are ignored, CRLF ends a line, the last needs no end', async () => {
    const source = await fresh();
    const one = (key: string) => JSON.stringify(enforcementCase(key, { unit: here() }));
    const body = bytes([0xef, 0xbb, 0xbf], `\r\n${one('a1')}\r\n\n   \n\t\r\n${one('a2')}\n  ${one('a3')}  `);
    expect(tally(await source.push(body))).toEqual([3, 0, 0, 0]);
    const marked = bytes([0xef, 0xbb, 0xbf], `${one('a4')}\n`);
    expect(tally(await source.push(marked))).toEqual([1, 0, 0, 0]);
    const second = bytes(`${one('a5')}\n`, [0xef, 0xbb, 0xbf], one('a6'));
    expect(tally(await source.push(second))).toEqual([1, 0, 0, 1]);
    for (const nothing of ['', '\n', '\r\n \n', bytes([0xef, 0xbb, 0xbf])])
      expect(tally(await source.push(nothing))).toEqual([0, 0, 0, 0]);
  });

  it.each([
    ['', '\n'],
    ['', '\r\n'],
    ['', ''],
    ['\uFEFF', '\n'],
    ['\uFEFF', '\r\n'],
    ['\uFEFF', ''],
  ])('may have lines of exactly 1 MiB (begins with %j, line ends with %j)', async (start, end) => {
    const source = await fresh();
    const line = lineOf(MIB, `long-${made}`);
    expect(Buffer.byteLength(line)).toBe(MIB);
    expect(tally(await source.push(start + line + end))).toEqual([1, 0, 0, 0]);
  });

  it.each(['\n', '\r\n', ''])('quarantines a longer line (end %j) with beginning and length', async (end) => {
    const source = await fresh();
    const line = lineOf(MIB + 1, `longer-${made}`);
    const good = JSON.stringify(enforcementCase(`after-${made}`, { unit: here() }));
    expect(tally(await source.push(`${line}${end || '\n'}${good}${end}`))).toEqual([1, 0, 0, 1]);
    const [entry] = await source.quarantine();
    expect(entry).toMatchObject({ reason: 'too_long', length: MIB + 1, status: 'open' });
    expect(line.startsWith(entry?.line ?? 'nothing')).toBe(true);
    expect(entry?.line.length).toBeGreaterThan(100);
  });

  it('of 100 000 lines is answered in one go, and the next read sees all of it', async () => {
    const source = await fresh();
    const cases = Array.from({ length: 100_000 }, (_, i) => enforcementCase(`bulk ${i}`, { unit: here() }));
    expect(tally(await source.push(cases))).toEqual([100_000, 0, 0, 0]);
    const { cases: counts, money } = await house.measures(here(), '2026-01-01T00:00:00+07:00');
    expect([counts.C, money.C]).toEqual([100_000, '100000000000']);
  });

  it('that is compressed is refused clearly, not read as garbage', async () => {
    const source = await fresh();
    const line = JSON.stringify(enforcementCase('zipped', { unit: here() }));
    const answer = await fetch(`${house.url}/api/v1/sources/${source.id}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${source.token}`, 'content-encoding': 'gzip' },
      body: Uint8Array.from(gzipSync(line)),
    });
    expect(answer.status).toBe(415);
    expect(await problemOf(answer)).toMatchObject({ status: 415, field: 'content-encoding' });
    expect(await source.quarantine()).toEqual([]);
    const named = await fetch(`${house.url}/api/v1/sources/${source.id}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${source.token}`, 'content-encoding': 'identity' },
      body: line,
    });
    expect(await named.json()).toMatchObject({ accepted: 1 });
  });

  it.each(['application/x-ndjson', 'application/json', 'text/plain', 'application/octet-stream', undefined])(
    'is read whatever its content-type says (%s)',
    async (type) => {
      const source = await fresh();
      const answer = await fetch(`${house.url}/api/v1/sources/${source.id}/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${source.token}`, ...(type && { 'content-type': type }) },
        body: new TextEncoder().encode(JSON.stringify(enforcementCase(`typed ${made}`, { unit: here() }))),
      });
      expect(await answer.json()).toMatchObject({ accepted: 1 });
    },
  );
});

describe.runIf(existsSync('/proc/self/status'))('a body of many long lines', () => {
  it('is taken in without keeping all of it in memory', async () => {
    const own = await openHouse();
    try {
      const rounds = 500;
      const source = await own.source('wide');
      await source.push([unit(here())]);
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (sent === rounds) return controller.close();
          controller.enqueue(new TextEncoder().encode(`${lineOf(MIB, `wide ${sent++}`)}\n`));
        },
      });
      const request = {
        method: 'POST',
        headers: { authorization: `Bearer ${source.token}` },
        body,
        // Needed to stream, and not yet in the types of the browser's fetch.
        duplex: 'half',
      };
      const answer = await fetch(`${own.url}/api/v1/sources/wide/events`, request);
      expect(await answer.json()).toMatchObject({ accepted: rounds });
      const peak = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${own.pid}/status`, 'utf8'))?.[1];
      expect(Number(peak) / 1024).toBeLessThan(rounds);
    } finally {
      await own.close();
    }
  }, 120_000);
});

describe('a line that is not valid', () => {
  it.each<[string, object, string]>([
    ['unknown type', { type: 'verdict' }, 'type'],
    ['type of an object’s own words', { type: 'constructor' }, 'type'],
    ['no type', { type: undefined }, 'type'],
    ['no id', { id: undefined }, 'id'],
    ['empty id', { id: '' }, 'id'],
    ['id of 129 characters', { id: 'i'.repeat(129) }, 'id'],
    ['id that is a number', { id: 7 }, 'id'],
    ['lone surrogate in the id', { id: 'a\ud800' }, 'id'],
    ['lone surrogate in a key', { case: '\udc00' }, 'case'],
    ['unknown state', { state: 'toString' }, 'state'],
    ['unknown category', { category: '__proto__' }, 'category'],
    ['officer left out', { officer: undefined }, 'officer'],
    ['unit null', { unit: null }, 'unit'],
    ['empty unit', { unit: '' }, 'unit'],
    ['amount beyond 2^53 − 1', { due: 2 ** 53 }, 'due'],
    ['amount below 0', { due: -1 }, 'due'],
    ['amount with a fraction', { due: 1.5 }, 'due'],
    ['amount as text', { due: '1' }, 'due'],
    ['v 0', { v: 0 }, 'v'],
    ['v with a fraction', { v: 1.5 }, 'v'],
    ['seq 0', { seq: 0 }, 'seq'],
    ['seq null', { seq: null }, 'seq'],
    ['no such day', { accepted_on: '2025-02-29' }, 'accepted_on'],
    ['no such day of a century', { accepted_on: '2100-02-29' }, 'accepted_on'],
    ['day with a time', { accepted_on: '2025-02-28T00:00:00Z' }, 'accepted_on'],
    ['at without offset', { at: '2025-11-03T08:00:00' }, 'at'],
    ['at that is a day', { at: '2025-11-03' }, 'at'],
    ['at on 29 February of no leap year', { at: '2025-02-29T08:00:00+07:00' }, 'at'],
    ['at in hour 24', { at: '2025-11-03T24:00:00+07:00' }, 'at'],
    ['at with offset 24', { at: '2025-11-03T08:00:00+24:00' }, 'at'],
    ['at two days ahead', { at: new Date(Date.now() + 2 * 86_400_000).toISOString() }, 'at'],
  ])('goes to quarantine and stops nothing: %s', async (_, fault, field) => {
    const source = await fresh();
    const bad = { ...enforcementCase('bad', { unit: here() }), ...fault };
    const good = enforcementCase(`good ${made}`, { unit: here() });
    expect(tally(await source.push([bad, good]))).toEqual([1, 0, 0, 1]);
    const entries = await source.quarantine();
    expect(entries).toMatchObject([{ field, status: 'open', times: 1 }]);
    // Whole: what was sent is what is listed.
    expect(JSON.parse(entries[0]?.line ?? '')).toEqual(JSON.parse(JSON.stringify(bad)));
  });

  it.each(['null', '[]', '{}', '7', '"x"', '{"id":', '{"a":1}{"b":2}', 'NaN', '\u0000', '[[[['])(
    'is listed whole: %j',
    async (line) => {
      const source = await fresh();
      expect(tally(await source.push(`${line}\n${JSON.stringify(unit(here()))}`))).toEqual([0, 1, 0, 1]);
      expect(await source.quarantine()).toMatchObject([{ line, length: Buffer.byteLength(line) }]);
    },
  );

  it('is listed once however often it comes, and its id stays free', async () => {
    const source = await fresh();
    const line = { ...enforcementCase('again', { unit: here() }), due: -1, seq: 41 };
    for (let i = 0; i < 3; i++) expect(tally(await source.push([line, line]))).toEqual([0, 0, 0, 2]);
    expect(await source.quarantine()).toMatchObject([{ times: 6 }]);
    expect(await source.push([{ ...line, due: 1 }])).toMatchObject({ accepted: 1, lastSeq: 41 });
  });

  it('is found page by page, however long the lines are', async () => {
    const source = await fresh();
    const long = Array.from({ length: 12 }, (_, i) => `"${i}${'\u0001'.repeat(1_000_000)}`);
    await source.push(long.join('\n'));
    const page = await house.get<{ entries: object[]; next: string }>(
      `/sources/${source.id}/quarantine?limit=1000`,
    );
    expect(page.entries.length).toBeLessThan(long.length);
    expect((await source.quarantine()).map((entry) => entry.length)).toEqual(long.map((line) => line.length));
  });

  it('may be bytes that are not UTF-8', async () => {
    const source = await fresh();
    const good = JSON.stringify(enforcementCase(`utf ${made}`, { unit: here() }));
    const bad = good.replace('utf', 'UTF');
    for (const wrong of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe1, 0xbb]]) {
      const body = bytes(bad.slice(0, 9), wrong, bad.slice(9), '\n', good);
      const answer = await source.push(body);
      expect([answer.accepted + answer.duplicates, answer.quarantined]).toEqual([1, 1]);
    }
    const entries = await source.quarantine();
    expect(entries.map((e) => e.reason)).toEqual(Array(5).fill('invalid_utf8'));
    expect(new Set(entries.map((e) => e.length)).size).toBeGreaterThan(1);
  });

  it('can be corrected, and stays listed as resolved with the event it became', async () => {
    const source = await fresh();
    const line = { ...enforcementCase(`fixed ${made}`, { unit: here() }), due: -1 };
    await source.push([line]);
    const [entry] = await source.quarantine();
    const replay = `/sources/${source.id}/quarantine/${entry?.n}/replay`;
    expect((await house.call('POST', replay, {})).status).toBe(422);
    const corrected = { ...line, due: 5, note: 'é'.repeat(200_000) };
    const answer = await house.call('POST', replay, { line: JSON.stringify(corrected) });
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'resolved', event: line.id }]);
    expect(await source.quarantine()).toMatchObject([{ status: 'resolved', event: line.id }]);
    expect((await house.measures(here(), '2026-01-01T00:00:00Z')).money.C).toBe('5');
  });
});

describe('a line that is valid', () => {
  it.each(['1.0', '1e0', '10e-1', '1'])('may write its numbers as %s', async (one) => {
    const source = await fresh();
    const text = JSON.stringify(enforcementCase(`n ${made}`, { unit: here(), done: 0 }));
    const line = text.replace('"v":1', `"v":${one}`).replace('"due":1000000', '"due":1e3');
    expect(tally(await source.push(line))).toEqual([1, 0, 0, 0]);
    expect((await house.measures(here(), '2026-01-01T00:00:00Z')).money.C).toBe('1000');
  });

  it('may have amounts up to 2^53 − 1, and -0, and done beyond due', async () => {
    const source = await fresh();
    const text = JSON.stringify(enforcementCase(`m ${made}`, { unit: here() }));
    const due = Number.MAX_SAFE_INTEGER;
    const big = text.replace('1000000', String(due));
    const zero = text.replaceAll(`m ${made}`, `z ${made}`).replace('"done":0', '"done":-0');
    const over = text.replaceAll(`m ${made}`, `o ${made}`).replace('"done":0', '"done":3000000');
    expect(tally(await source.push(`${big}\n${zero}\n${over}`))).toEqual([3, 0, 0, 0]);
    const { money } = await house.measures(here(), '2026-01-01T00:00:00Z');
    expect(money.C).toBe(String(BigInt(due) + 2_000_000n));
    expect([money.J, money.I]).toEqual(['3000000', String(BigInt(due) + 1_000_000n - 2_000_000n)]);
  });

  it('may have extra fields with any name, kept and ignored', async () => {
    const source = await fresh();
    const text = JSON.stringify(enforcementCase(`x ${made}`, { unit: here() })).slice(1);
    const extra =
      '{"__proto__":{"state":"completed","due":7},"constructor":1,"toString":null,"hasOwnProperty":[],"":0,';
    expect(tally(await source.push(extra + text))).toEqual([1, 0, 0, 0]);
    expect(tally(await source.push(extra + text))).toEqual([0, 1, 0, 0]);
    expect(tally(await source.push(extra.replace('7', '8') + text))).toEqual([0, 0, 0, 1]);
    expect((await house.measures(here(), '2026-01-01T00:00:00Z')).cases).toMatchObject({ I: 1, J: 0 });
    // The prototype is no place to find a missing field.
    const missing = `{"__proto__":${JSON.stringify({ id: 'p' })},${text.replace(/"id":"[^"]*",/, '')}`;
    expect(tally(await source.push(missing))).toEqual([0, 0, 0, 1]);
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'a\u0000b',
    'a',
    'tệp 😀',
    'e\u0301',
    '\u00e9',
    '/../%2e',
    ' ',
  ])('may have any text as key and id: %j', async (key) => {
    const source = await house.source(`keys-${++made}`);
    const unitKey = `${key}-${made}`;
    const lines = [
      unit(unitKey, { id: key }),
      officer(unitKey, { unit: unitKey, id: `o${key}` }),
      enforcementCase(unitKey, { unit: unitKey, id: `c${key}` }),
      receipt(unitKey, { unit: unitKey, id: `r${key}` }),
      decision(unitKey, { unit: unitKey, id: `d${key}` }),
      target(unitKey, { unit: unitKey, id: `t${key}` }),
      aggregate(1, { unit: unitKey, year: 2020, id: `a${key}` }),
    ];
    expect(tally(await source.push(lines))).toEqual([7, 0, 0, 0]);
    expect(tally(await source.push(lines))).toEqual([0, 7, 0, 0]);
    const { cases } = await house.measures(unitKey, '2026-01-01T00:00:00Z');
    expect(cases).toMatchObject({ A: 1, N: 1, Q: 1, U: 1 });
  });

  it('may be nested deeper than any stack, and be sent again with other content', async () => {
    const source = await fresh();
    const text = JSON.stringify(enforcementCase(`deep ${made}`, { unit: here() })).slice(0, -1);
    const deep = (inner: string) => `${text},"extra":${'['.repeat(200_000)}${inner}${']'.repeat(200_000)}}`;
    expect(tally(await source.push(deep('')))).toEqual([1, 0, 0, 0]);
    expect(tally(await source.push(` ${deep('')}`))).toEqual([0, 1, 0, 0]);
    expect(tally(await source.push(`${deep('1')}\n${JSON.stringify(unit(here()))}`))).toEqual([0, 1, 0, 1]);
  });

  it('may be as old as dates go', async () => {
    const source = await house.source(`old-${++made}`);
    const lines = [
      unit(here(), { at: '0000-01-01T00:00:00+07:00' }),
      unit(here(), { id: 'before dates', v: 2, at: '0000-01-01T00:00:00+07:01' }),
      enforcementCase(`old ${made}`, {
        unit: here(),
        at: '0049-12-31T00:00:00Z',
        accepted_on: '0049-12-31',
      }),
      enforcementCase(`old ${made}`, {
        unit: here(),
        v: 2,
        at: '0051-12-31T00:00:00Z',
        accepted_on: '0049-12-31',
        due: 5,
      }),
    ];
    expect(tally(await source.push(lines.slice(0, 2)))).toEqual([1, 0, 0, 1]);
    expect((await source.health()).lastEventAt).toBe('0000-01-01T00:00:00.000+07:00');
    expect(tally(await source.push(lines.slice(2)))).toEqual([2, 0, 0, 0]);
    const { cases, money } = await house.measures(here(), '2026-01-01T00:00:00Z');
    expect([cases.B, money.B]).toEqual([1, '5']);
  });
});
