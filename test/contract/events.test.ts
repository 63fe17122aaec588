/** Identity, order and custody of events: what counts, what waits, what is listed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PushAnswer } from '../../electron/contract/sources.ts';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse, type Source } from './house.ts';
import { aggregate, decision, enforcementCase, officer, receipt, target, unit } from './lines.ts';

const NOW = '2026-06-01T00:00:00+07:00';
let house: House;
let made = 0;
/** Two sources and the key of a unit of theirs. */
let a: Source;
let b: Source;
let U: string;
beforeAll(async () => {
  house = await openHouse();
}, START_MS);
afterAll(() => house.close());
beforeEach(async () => {
  made += 1;
  U = `U${made}`;
  a = await house.source(`a${made}`);
  b = await house.source(`b${made}`);
  await a.push([unit(U)]);
});
const tally = ({ accepted, duplicates, held, quarantined }: PushAnswer) => [
  accepted,
  duplicates,
  held,
  quarantined,
];
const reasons = async (source: Source) => (await source.quarantine()).map(({ reason }) => reason);
const one = (other: Parameters<typeof enforcementCase>[1] = {}) =>
  enforcementCase(`c${made}`, { unit: U, ...other });

describe('an id', () => {
  it('with the same content is a duplicate, fields in any order, numbers written anyhow', async () => {
    const line = { ...one(), extra: { a: [1, { b: 2 }], c: 'x' } };
    expect(tally(await a.push([line]))).toEqual([1, 0, 0, 0]);
    const turned = Object.fromEntries(Object.entries(line).reverse());
    const text = JSON.stringify(turned).replace('1000000', '1.0e6');
    expect(tally(await a.push(`${text}\n ${text} `))).toEqual([0, 2, 0, 0]);
    expect(tally(await a.push([{ ...line, extra: { c: 'x', a: [1, { b: 2 }] } }]))).toEqual([0, 1, 0, 0]);
  });

  it('with other content is quarantined as id_conflict, and the first one stays', async () => {
    await a.push([{ ...one(), extra: { a: [1, 2] } }]);
    for (const other of [
      { due: 7 },
      { extra: { a: [2, 1] } },
      { extra: { a: { 0: 1, 1: 2 } } },
      { type: 'unit' },
    ])
      expect((await a.push([{ ...one(), extra: { a: [1, 2] }, ...other }])).quarantined).toBe(1);
    expect((await reasons(a)).filter((r) => r === 'id_conflict')).toHaveLength(3);
    expect((await house.measures(U, NOW)).money.C).toBe('1000000');
  });

  it('is the source’s own: another source may use it', async () => {
    expect(tally(await a.push([one()]))).toEqual([1, 0, 0, 0]);
    expect(tally(await b.push([one({ case: `other${made}` })]))).toEqual([1, 0, 0, 0]);
    expect((await house.measures(U, NOW)).cases.C).toBe(2);
  });

  it('may have 128 characters', async () => {
    expect(tally(await a.push([one({ id: 'ộ'.repeat(128) }), one({ id: 'x'.repeat(129) })]))).toEqual([
      1, 0, 0, 1,
    ]);
  });

  it('twice in one body is a duplicate or a conflict as well', async () => {
    expect(tally(await a.push([one(), one(), one({ due: 1 })]))).toEqual([1, 1, 0, 1]);
  });
});

describe('a version given twice with other content', () => {
  const pairs: [string, string][] = [
    ['9', '10'],
    ['b', 'B'],
    ['é', 'z'],
    ['z\u0301', 'z'],
    ['\uFFFD', '\uE000'],
    ['😀', '\uFFFD'],
    ['\u{10FFFF}', '\uFFFF'],
    ['a\u0000b', 'a'],
    ['a\u0000', 'a\u0000'.slice(0, 1)],
    ['ab', 'a'],
  ];
  it.each(pairs)('is decided by the id greater in byte order: %j over %j', async (greater, less) => {
    for (const order of [
      [greater, less],
      [less, greater],
    ]) {
      // Both orders in one source: entity and ids begin differently, which decides nothing.
      const prefix = order[0] === greater ? 'x' : 'y';
      const before = Number((await house.measures(U, NOW)).money.C);
      for (const id of order) {
        const line = one({ id: prefix + id, case: prefix + U, due: id === greater ? 2 : 1 });
        expect(tally(await a.push([line]))).toEqual([1, 0, 0, 0]);
      }
      expect(Number((await house.measures(U, NOW)).money.C) - before).toBe(2);
    }
    expect((await a.quarantine()).map((e) => [e.reason, e.status])).toEqual(
      Array(4).fill(['version_conflict', 'listed']),
    );
  });

  it('is decided by the source where the ids are the same, and each finds its own listed', async () => {
    await b.push([one({ due: 2 })]);
    expect(tally(await a.push([one({ due: 1 })]))).toEqual([1, 0, 0, 0]);
    expect((await house.measures(U, NOW)).money.C).toBe('2');
    expect([await reasons(a), await reasons(b)]).toEqual([['version_conflict'], ['version_conflict']]);
    const { counts } = await a.health();
    expect(counts).toMatchObject({ quarantined: 0, conflicts: 1 });
  });

  it('is none where both say the same, to the millisecond and whatever the offset', async () => {
    await a.push([one({ at: '2025-11-03T08:00:00.123+07:00' })]);
    await b.push([one({ id: 'same', at: '2025-11-03T01:00:00.1239999Z', seq: 9 })]);
    expect([await reasons(a), await reasons(b)]).toEqual([[], []]);
  });

  it('holds for every type of entity, and for aggregates and targets by their compound key', async () => {
    const twice = [
      [unit(`${U}x`, { name: '1' }), unit(`${U}x`, { name: '2', id: 'zu' })],
      [officer(U, { unit: U }), officer(U, { unit: U, name: 'x', id: 'zo' })],
      [receipt(U, { unit: U }), receipt(U, { unit: U, amount: 5, id: 'zr' })],
      [decision(U, { unit: U }), decision(U, { unit: U, kind: 'entrustment', id: 'zd' })],
      [target('x', { unit: U }), target('x', { unit: U, value: 5, id: 'zt' })],
      [
        aggregate(1, { unit: U, year: 2022, at: '2022-01-01T00:00:00Z' }),
        aggregate(1, { unit: U, year: 2022, at: '2022-01-01T00:00:00Z', values: { A: 3 }, id: 'za' }),
      ],
    ];
    for (const lines of twice) expect(tally(await a.push(lines))).toEqual([2, 0, 0, 0]);
    expect(await reasons(a)).toEqual(Array(12).fill('version_conflict'));
    const { cases, money } = await house.measures(U, NOW);
    expect([cases.U, cases.X, money.Q]).toEqual([0, 1, '5']);
    expect((await house.measures(U, NOW, 2022)).cases.A).toBe(3);
  });
});

describe('keys', () => {
  it('are the same whichever source names them, and compared as code points', async () => {
    await a.push([one({ case: `é${made}` })]);
    await b.push([one({ case: `é${made}`, v: 2, id: 'v2', due: 5 })]);
    expect((await house.measures(U, NOW)).money.C).toBe('5');
    await b.push([one({ case: `e\u0301${made}`, id: 'other' }), one({ case: `É${made}`, id: 'upper' })]);
    expect((await house.measures(U, NOW)).cases.C).toBe(3);
  });
});

describe('a line of an unknown unit', () => {
  it('is held with its id taken, listed, and stored by itself when the unit arrives', async () => {
    const lines = [
      one({ unit: `${U}n`, seq: 5 }),
      officer(`${U}n`, { unit: `${U}n` }),
      receipt(`${U}n`, { unit: `${U}n` }),
      decision(`${U}n`, { unit: `${U}n` }),
      target('x', { unit: `${U}n` }),
      aggregate(1, { unit: `${U}n`, year: 2022, at: '2022-01-01T00:00:00Z', values: { A: 8 } }),
      unit(`${U}nn`, { parent: `${U}n` }),
    ];
    const answer = await a.push(lines);
    expect([tally(answer), answer.lastSeq]).toEqual([[0, 0, 7, 0], 5]);
    expect(tally(await a.push(lines))).toEqual([0, 7, 0, 0]);
    expect(tally(await a.push([{ ...lines[0], due: 3 }]))).toEqual([0, 0, 0, 1]);
    const listed = (await a.quarantine()).filter((e) => e.status === 'held');
    expect(listed.map((e) => [e.reason, e.event])).toEqual(lines.map((l) => ['unknown_unit', l.id]));
    expect((await house.refusal(`/measures?unit=${U}n`)).field).toBe('unit');
    expect(await a.health()).toMatchObject({ counts: { held: 7 } });

    expect(tally(await b.push([unit(`${U}n`, { parent: U })]))).toEqual([1, 0, 0, 0]);
    const { cases } = await house.measures(U, NOW);
    expect(cases).toMatchObject({ C: 1, N: 1, Q: 1, U: 1 });
    expect((await house.measures(`${U}nn`, NOW)).cases.A).toBe(0);
    expect((await house.measures(`${U}n`, NOW, 2022)).cases.A).toBe(8);
    const health = await a.health();
    expect(health.counts).toMatchObject({ held: 0, quarantined: 1 });
    expect(health.lastEventAt).toBe('2025-11-04T08:00:00.000+07:00');
    expect(tally(await a.push(lines))).toEqual([0, 7, 0, 0]);
  });

  it('may be the end of a long chain of units waiting for each other', async () => {
    const depth = 3000;
    const chain = Array.from({ length: depth }, (_, i) =>
      unit(`${U}/${i + 1}`, {
        parent: `${U}/${i}`,
        at: new Date(Date.UTC(2021, 0, 1) + i * 60_000).toISOString(),
      }),
    );
    const last = one({ unit: `${U}/${depth}` });
    expect(tally(await a.push([last, ...chain.toReversed()]))).toEqual([0, 0, depth + 1, 0]);
    expect(tally(await a.push([unit(`${U}/0`, { parent: U })]))).toEqual([1, 0, 0, 0]);
    expect((await house.measures(U, NOW)).cases.C).toBe(1);
    expect((await a.health()).counts.held).toBe(0);
  });

  it('in the same body as its unit is counted as held, and stored all the same', async () => {
    expect(tally(await a.push([one({ unit: `${U}s` }), unit(`${U}s`), one({ unit: `${U}s` })]))).toEqual([
      1, 1, 1, 0,
    ]);
    expect((await house.measures(`${U}s`, NOW)).cases.C).toBe(1);
  });

  it('that turns out wrong when its unit arrives goes to quarantine', async () => {
    const waiting = aggregate(1, { unit: `${U}f`, values: { A: 1 } });
    await b.push([waiting, one({ unit: `${U}f` })]);
    expect(tally(await a.push([unit(`${U}f`)]))).toEqual([1, 0, 0, 0]);
    expect(await b.quarantine()).toMatchObject([{ reason: 'fed_by_cases', status: 'open' }]);
    expect((await house.measures(`${U}f`, NOW)).cases.A).toBe(1);
  });
});

describe('unknown keys that are no fault', () => {
  it('are those of officers, cases, converted receipts and receiving units', async () => {
    const lines = [
      one({ officer: 'nobody' }),
      receipt(`r${made}`, { unit: U, officer: 'nobody', case: 'nothing', converts: 'no receipt' }),
      decision(`d${made}`, { unit: U, case: 'nothing', kind: 'entrustment', to_unit: 'elsewhere' }),
      decision(`e${made}`, { unit: U, to_unit: null }),
    ];
    expect(tally(await a.push(lines))).toEqual([4, 0, 0, 0]);
    expect((await house.measures(U, NOW)).money.Q).toBe('1000');
  });
});

describe('a unit', () => {
  it('that would be its own ancestor is quarantined as unit_cycle', async () => {
    await a.push([unit(`${U}p`, { parent: U }), unit(`${U}q`, { parent: `${U}p` })]);
    const wrong = [
      unit(U, { v: 2, parent: `${U}q` }),
      unit(`${U}p`, { v: 2, parent: `${U}p` }),
      unit(`${U}new`, { parent: `${U}new` }),
    ];
    expect(tally(await a.push(wrong))).toEqual([0, 0, 0, 3]);
    expect(await reasons(a)).toEqual(Array(3).fill('unit_cycle'));
    expect(await a.push([one({ unit: `${U}new` })])).toMatchObject({ held: 1 });
    // Turning the chain round is no cycle where each step holds at its own time.
    const at = '2024-01-01T00:00:00Z';
    const turned = [unit(`${U}p`, { v: 3, parent: null, at }), unit(U, { v: 3, parent: `${U}q`, at })];
    expect(tally(await a.push(turned))).toEqual([2, 0, 0, 0]);
  });
});

describe('feeding one unit in one year', () => {
  const counts = aggregate(1, { values: { A: 8, N: 3 } });
  it.each(['aggregates first', 'cases first'])('by cases wins over aggregates: %s', async (order) => {
    const lines = [[{ ...counts, unit: U }], [one()]];
    if (order === 'cases first') lines.reverse();
    for (const body of lines) await a.push(body);
    expect(await reasons(a)).toEqual(['fed_by_cases']);
    expect((await house.measures(U, NOW)).cases).toMatchObject({ A: 1, N: 0 });
    expect(tally(await a.push([{ ...counts, unit: U }]))).toEqual([0, 0, 0, 1]);
    expect(await a.quarantine()).toMatchObject([{ times: 2 }]);
  });

  it('is by the year of the case’s instant, by the unit itself, and not by that of its subtree', async () => {
    await a.push([unit(`${U}k`, { parent: U }), one({ unit: `${U}k` })]);
    expect(tally(await a.push([{ ...counts, unit: U }]))).toEqual([1, 0, 0, 0]);
    expect((await house.measures(U, NOW)).cases.A).toBe(9);
    const next = aggregate(1, { unit: `${U}k`, year: 2027, at: NOW, values: { A: 5 } });
    expect(tally(await a.push([next]))).toEqual([1, 0, 0, 0]);
    // The case goes on in the next year, but does not count there: the unit is fed by aggregates.
    expect((await house.measures(`${U}k`, '2026-10-05T00:00:00+07:00')).cases).toMatchObject({
      A: 5,
      B: null,
    });
  });

  it('by aggregates adds nothing before the first one, and then the highest month in effect', async () => {
    const at = (month: string) => `${month}-28T00:00:00+07:00`;
    await a.push([
      one({ at: '2025-09-01T00:00:00+07:00', accepted_on: '2025-09-01' }),
      aggregate(2, { unit: U, at: at('2025-12'), values: { A: 2 } }),
      aggregate(3, { unit: U, at: at('2025-11'), values: { A: 3 } }),
      aggregate(3, { unit: U, v: 2, at: at('2026-01'), values: { A: 30 } }),
      aggregate(9, { unit: U, at: at('2026-10'), values: { A: 9 } }),
    ]);
    const told = async (when: string) => (await house.measures(U, when, 2026)).cases.A;
    expect(await told('2025-11-27T23:59:59.999+07:00')).toBe(0);
    expect(await told(at('2025-11'))).toBe(3);
    expect(await told(at('2025-12'))).toBe(3);
    expect(await told(at('2026-01'))).toBe(30);
    expect(await told(at('2026-10'))).toBe(30);
    expect((await house.measures(U, at('2025-09'), 2025)).cases.A).toBe(1);
  });

  it('by cases ends when the version that made it so is replaced, and the aggregates come back', async () => {
    await a.push([{ ...counts, unit: U }, unit(`${U}o`), one({ id: 'a' })]);
    expect((await house.measures(U, NOW)).cases.A).toBe(1);
    await a.push([one({ id: 'b', unit: `${U}o` })]);
    expect((await house.measures(U, NOW)).cases.A).toBe(8);
    expect(await reasons(a)).toEqual(['version_conflict', 'version_conflict']);
  });
});

describe('lastSeq', () => {
  it('is the highest seq stored, held or quarantined, and makes nothing a duplicate', async () => {
    const last = async (...lines: object[]) => (await a.push(lines)).lastSeq;
    expect(await last()).toBe(0);
    expect(await last(one({ id: '1', seq: 7 }), one({ id: '2', v: 2, seq: 3 }))).toBe(7);
    expect(await last(one({ id: '3', v: 3, unit: 'nowhere', seq: 9 }))).toBe(9);
    expect(await last({ ...one({ id: '4', seq: 11 }), due: -1 })).toBe(11);
    expect(await last({ seq: 12 })).toBe(12);
    expect(await last({ ...one({ id: '1', seq: 7 }), seq: 14 })).toBe(14);
    expect(await last(one({ id: '1', seq: 7 }))).toBe(14);
    expect(await last({ seq: 1.5 }, { seq: '99' }, { seq: 2 ** 53 }, [99], { seq: 0 })).toBe(14);
    expect(tally(await a.push([one({ id: '5', v: 5, seq: 14 }), one({ id: '6', v: 6, seq: 1 })]))).toEqual([
      2, 0, 0, 0,
    ]);
    expect((await b.health()).lastSeq).toBe(0);
    expect((await a.health()).lastSeq).toBe(14);
    expect(await last({ ...one({ id: '7' }), seq: Number.MAX_SAFE_INTEGER })).toBe(Number.MAX_SAFE_INTEGER);
  });
});
