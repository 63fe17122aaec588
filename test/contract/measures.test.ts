/** What every number means, asked over HTTP: the table of measures sentence by sentence. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseState } from '../../electron/contract/events.ts';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse, path, type Source } from './house.ts';
import { aggregate, decision, enforcementCase, officer, receipt, unit } from './lines.ts';

let house: House;
let source: Source;
let made = 0;
let U: string;
beforeAll(async () => {
  house = await openHouse();
}, START_MS);
afterAll(() => house.close());
beforeEach(async () => {
  U = `M${++made}`;
  source = await house.source(U);
  await source.push([unit(U)]);
});
const START = '2025-10-01T00:00:00+07:00';
const BEFORE = '2025-09-30T23:59:59.999+07:00';
const END = '2026-09-30T23:59:59.999+07:00';
const one = (other: Parameters<typeof enforcementCase>[1] = {}) => enforcementCase(U, { unit: U, ...other });
const push = async (...lines: object[]) => {
  const answer = await source.push(lines);
  expect(answer).toMatchObject({ accepted: lines.length });
};
/** The letters that are not 0, in cases and in đồng. */
async function told(at: string, year?: number, of = U): Promise<Record<string, unknown>> {
  const { cases, money } = await house.measures(of, at, year);
  const some = (table: object, none: unknown) =>
    Object.fromEntries(Object.entries(table).filter(([, n]) => n !== none));
  return { cases: some(cases, 0), money: some(money, '0') };
}

describe('the year', () => {
  it('begins and ends to the millisecond in Ho Chi Minh City', async () => {
    await push(one({ at: START, accepted_on: '2025-10-01' }));
    expect(await told(BEFORE)).toEqual({ cases: {}, money: {} });
    expect((await house.measures(U, BEFORE)).year).toBe(2025);
    const first = await house.measures(U, START);
    expect([first.year, first.at, first.cases.C]).toEqual([2026, '2025-10-01T00:00:00.000+07:00', 1]);
    expect((await house.measures(U, END)).cases).toMatchObject({ C: 1, B: 0 });
    expect((await house.measures(U, '2026-10-01T00:00:00+07:00')).cases).toMatchObject({ C: 0, B: 1 });
  });

  it('answers a later instant as its last one, and refuses an earlier one naming at', async () => {
    await push(
      one({ at: START, accepted_on: '2025-10-01' }),
      one({ v: 2, at: '2026-10-01T00:00:00+07:00', state: 'completed' }),
    );
    for (const at of ['2026-10-01T00:00:00+07:00', '2031-01-01T00:00:00Z'])
      expect(await house.measures(U, at, 2026)).toMatchObject({
        at: '2026-09-30T23:59:59.999+07:00',
        cases: { I: 1, J: 0 },
      });
    const refused = await house.refusal(path('/measures', { unit: U, at: BEFORE, year: 2026 }));
    expect(refused).toMatchObject({ status: 400, field: 'at' });
  });

  it('keeps instants to the millisecond, further digits cut', async () => {
    await push(one({ at: '2025-11-03T08:00:00.0019999+07:00' }));
    expect((await told('2025-11-03T01:00:00.000999Z')).cases).toEqual({});
    expect((await told('2025-11-03T01:00:00.001Z')).cases).not.toEqual({});
  });

  it('has 29 February in leap years', async () => {
    await push(one({ at: '2024-02-29T23:59:59.999+07:00', accepted_on: '2024-02-29' }));
    expect((await house.measures(U, '2024-02-29T16:59:59.998Z')).cases.C).toBe(0);
    expect((await house.measures(U, '2024-02-29T16:59:59.999Z')).cases.C).toBe(1);
  });
});

describe('a case', () => {
  it('is not there before it is accepted, by the state that holds', async () => {
    await push(one({ at: '2025-11-01T00:00:00+07:00', accepted_on: '2025-11-05' }));
    expect((await told('2025-11-04T23:59:59.999+07:00')).cases).toEqual({});
    expect((await house.measures(U, '2025-11-05T00:00:00+07:00')).cases.C).toBe(1);
    await push(one({ v: 2, at: '2025-11-10T00:00:00+07:00', accepted_on: '2025-11-20' }));
    expect((await told('2025-11-10T00:00:00+07:00')).cases).toEqual({});
    expect((await house.measures(U, '2025-11-09T23:59:59.999+07:00')).cases.C).toBe(1);
    expect((await house.measures(U, '2025-11-20T00:00:00+07:00')).cases.C).toBe(1);
  });

  it('is in the state of its highest version: a newer one with an earlier instant hides older ones', async () => {
    await push(
      one({ v: 1, at: '2025-11-03T00:00:00Z' }),
      one({ v: 2, at: '2025-11-10T00:00:00Z', state: 'postponed' }),
      one({ v: 3, at: '2025-11-05T00:00:00Z', state: 'suspended' }),
    );
    expect((await house.measures(U, '2025-11-04T23:59:59.999Z')).cases.I).toBe(1);
    for (const at of ['2025-11-05T00:00:00Z', '2025-11-10T00:00:00Z', '2026-01-01T00:00:00Z'])
      expect((await house.measures(U, at)).cases).toMatchObject({ S: 1, P: 0, I: 0 });
  });

  const ALL: [CaseState, string][] = [
    ['in_progress', 'I'],
    ['postponed', 'P'],
    ['suspended', 'S'],
    ['eligible_other', 'O'],
    ['not_eligible', 'H'],
    ['set_aside', 'R'],
    ['completed', 'J'],
    ['discontinued', 'J'],
    ['entrusted_out', 'D'],
    ['withdrawn', 'E'],
  ];
  it.each(ALL.flatMap(([then]) => ALL.map(([now, letter]) => [then, now, letter] as const)))(
    'that was %s when the year began and is %s now',
    async (then, now, letter) => {
      await push(
        one({ at: '2025-03-01T00:00:00Z', accepted_on: '2025-03-01', due: 100, done: 10, state: then }),
        one({ v: 2, at: '2025-12-01T00:00:00Z', accepted_on: '2025-03-01', due: 120, done: 30, state: now }),
      );
      const ended = (state: string) => /completed|discontinued|entrusted_out|withdrawn/.test(state);
      const intake =
        then === 'set_aside'
          ? now === 'set_aside'
            ? null
            : 'C'
          : ended(then)
            ? ended(now)
              ? null
              : 'C'
            : 'B';
      const { cases, money } = await house.measures(U, '2026-01-01T00:00:00Z');
      const expected: Record<string, number> = Object.fromEntries([...'ABCDEFGHIJKOPRS'].map((l) => [l, 0]));
      const sums = { ...expected };
      if (intake) {
        const [w, p] = [120 - 10, 30 - 10];
        const r = w - p;
        const add = (l: string, n: number, dong: number) => {
          expected[l] = (expected[l] ?? 0) + n;
          sums[l] = (sums[l] ?? 0) + dong;
        };
        add(intake, 1, w);
        add('A', 1, w);
        add(letter, 1, r);
        add('J', 0, p);
        const out = 'DE'.includes(letter);
        add('F', out ? 0 : 1, out ? w - r : w);
        add('G', 'JIPSO'.includes(letter) ? 1 : 0, p + ('JIPSO'.includes(letter) ? r : 0));
        sums.K = (sums.F ?? 0) - (sums.J ?? 0);
        expected.K = (expected.F ?? 0) - (expected.J ?? 0);
      }
      expect(cases).toMatchObject(expected);
      expect(money).toMatchObject(Object.fromEntries(Object.entries(sums).map(([l, n]) => [l, String(n)])));
    },
  );

  it('accepted before the year without a state then was running, with nothing done', async () => {
    await push(
      one({ at: '2025-12-01T00:00:00Z', accepted_on: '2025-03-01', due: 100, done: 40, state: 'completed' }),
    );
    expect(await told('2026-01-01T00:00:00Z')).toEqual({
      cases: { A: 1, B: 1, F: 1, G: 1, J: 1 },
      money: { A: '100', B: '100', F: '100', G: '100', J: '100' },
    });
    expect((await told('2025-11-30T00:00:00Z')).cases).toEqual({});
  });

  it('may have more done than due, and done may fall below what it was', async () => {
    await push(
      one({ at: '2025-03-01T00:00:00Z', accepted_on: '2025-03-01', due: 100, done: 80 }),
      one({ v: 2, at: '2025-12-01T00:00:00Z', accepted_on: '2025-03-01', due: 100, done: 30 }),
      enforcementCase(`${U}b`, { unit: U, due: 5, done: 9 }),
    );
    expect((await told('2026-01-01T00:00:00Z')).money).toEqual({
      A: '25',
      B: '20',
      C: '5',
      F: '25',
      G: '25',
      I: '66',
      J: '-41',
      K: '66',
    });
  });

  it('moves whole between units, and its sums stay exact beyond 2^53', async () => {
    await push(unit(`${U}p`), unit(`${U}x`, { parent: `${U}p` }), unit(`${U}y`, { parent: `${U}p` }));
    const due = Number.MAX_SAFE_INTEGER;
    const many = Array.from({ length: 100 }, (_, i) => enforcementCase(`${U} ${i}`, { unit: `${U}x`, due }));
    await push(...many);
    const moved = many
      .slice(0, 50)
      .map((c) => ({ ...c, id: `${c.id}+`, v: 2, unit: `${U}y`, at: '2025-12-01T00:00:00Z', done: 1 }));
    await push(...moved);
    const of = async (key: string, at: string) => (await house.measures(key, at)).money;
    expect((await of(`${U}x`, '2025-11-30T23:59:59Z')).C).toBe(String(100n * BigInt(due)));
    expect((await of(`${U}x`, '2025-12-01T00:00:00Z')).C).toBe(String(50n * BigInt(due)));
    expect(await of(`${U}y`, '2025-12-01T00:00:00Z')).toMatchObject({
      C: String(50n * BigInt(due)),
      J: '50',
      I: String(50n * BigInt(due) - 50n),
    });
    expect((await of(`${U}p`, '2025-12-01T00:00:00Z')).C).toBe(String(100n * BigInt(due)));
    expect((await of(`${U}p`, '2026-12-01T00:00:00Z')).B).toBe(String(100n * BigInt(due) - 50n));
  });
});

describe('units', () => {
  it('are summed by the tree at t', async () => {
    await push(
      unit(`${U}n`, { level: 'province' }),
      unit(`${U}m`, { level: 'province' }),
      unit(`${U}r`, { parent: `${U}n` }),
      unit(`${U}r`, { v: 2, parent: `${U}m`, at: '2025-12-01T00:00:00+07:00' }),
      unit(`${U}o`, { parent: `${U}r`, level: 'room', at: '2025-11-10T00:00:00+07:00' }),
      one({ unit: `${U}r` }),
      enforcementCase(`${U}o`, { unit: `${U}o`, at: '2025-11-05T00:00:00+07:00' }),
    );
    const count = async (key: string, at: string) => (await house.measures(key, at)).cases.A;
    const [early, middle, late] = [
      '2025-11-09T23:59:59.999+07:00',
      '2025-11-30T00:00:00Z',
      '2025-12-01T00:00:00+07:00',
    ];
    expect([await count(`${U}n`, early), await count(`${U}m`, early)]).toEqual([1, 0]);
    expect([
      await count(`${U}n`, middle),
      await count(`${U}m`, middle),
      await count(`${U}o`, middle),
    ]).toEqual([2, 0, 1]);
    expect([await count(`${U}n`, late), await count(`${U}m`, late)]).toEqual([0, 2]);
    expect(await house.refusal(path('/measures', { unit: `${U}o`, at: early }))).toMatchObject({
      status: 400,
      field: 'unit',
    });
    const units = await house.get<{ units: { unit: string; parent: string | null }[] }>(
      path('/units', { at: early }),
    );
    expect(units.units.map((u) => u.unit)).not.toContain(`${U}o`);
  });

  it('are shown from and until their days, which cut no figures', async () => {
    await push(unit(`${U}s`, { from: '2025-12-01', to: '2025-12-31' }), one({ unit: `${U}s` }));
    const shown = async (at: string) =>
      (await house.get<{ units: { unit: string }[] }>(path('/units', { at }))).units.some(
        (u) => u.unit === `${U}s`,
      );
    expect(await shown('2025-11-30T23:59:59.999+07:00')).toBe(false);
    expect(await shown('2025-12-01T00:00:00+07:00')).toBe(true);
    expect(await shown('2025-12-31T23:59:59.999+07:00')).toBe(true);
    expect(await shown('2026-01-01T00:00:00+07:00')).toBe(false);
    for (const at of ['2025-11-20T00:00:00Z', '2026-02-01T00:00:00Z'])
      expect((await house.measures(`${U}s`, at)).cases.A).toBe(1);
  });
});

describe('enforcers, receipts and decisions', () => {
  it('count officers at work: from 00:00 of their first day until before 24:00 of their last', async () => {
    await push(
      officer(`${U}1`, { unit: U, from: '2025-11-10', to: '2025-11-12' }),
      officer(`${U}2`, { unit: U }),
      officer(`${U}2`, { unit: U, v: 2, to: '2025-11-11', at: '2025-11-11T12:00:00+07:00' }),
      officer(`${U}3`, { unit: U, from: '2025-11-12', to: '2025-11-11' }),
    );
    const n = async (at: string) => (await house.measures(U, at)).cases.N;
    expect(await n('2025-11-09T23:59:59.999+07:00')).toBe(1);
    expect(await n('2025-11-10T00:00:00+07:00')).toBe(2);
    expect(await n('2025-11-11T23:59:59.999+07:00')).toBe(2);
    expect(await n('2025-11-12T00:00:00+07:00')).toBe(1);
    expect(await n('2025-11-12T23:59:59.999+07:00')).toBe(1);
    expect(await n('2025-11-13T00:00:00+07:00')).toBe(0);
  });

  it('date a paper by its lowest version, and give it to the unit of its state', async () => {
    await push(
      unit(`${U}z`),
      receipt(U, { unit: U, v: 2, at: '2025-10-02T00:00:00Z', amount: 7 }),
      receipt(U, { unit: `${U}z`, v: 3, at: '2025-12-01T00:00:00Z', amount: 8 }),
      decision(U, { unit: U, v: 2, at: '2025-10-02T00:00:00Z' }),
      decision(U, { unit: `${U}z`, v: 3, at: '2025-12-01T00:00:00Z', kind: 'entrustment' }),
    );
    expect(await told('2025-11-01T00:00:00Z')).toEqual({ cases: { Q: 1, U: 1 }, money: { Q: '7' } });
    expect(await told('2025-12-01T00:00:00Z')).toEqual({ cases: {}, money: {} });
    expect(await told('2025-12-01T00:00:00Z', 2026, `${U}z`)).toEqual({
      cases: { Q: 1, X: 1 },
      money: { Q: '8' },
    });
    // An earlier version arrives late: both were issued in the year before.
    await push(
      receipt(U, { unit: U, at: '2025-09-01T00:00:00Z' }),
      decision(U, { unit: U, at: '2025-09-01T00:00:00Z' }),
    );
    expect(await told('2025-12-01T00:00:00Z', 2026, `${U}z`)).toEqual({ cases: {}, money: {} });
    expect(await told('2025-09-15T00:00:00Z')).toEqual({ cases: { Q: 1, U: 1 }, money: { Q: '1000' } });
  });

  it('do not count a cancelled receipt, nor twice the money of one that was converted', async () => {
    await push(
      unit(`${U}z`),
      receipt(`${U}a`, { unit: U, amount: 5 }),
      receipt(`${U}b`, { unit: `${U}z`, amount: 6, converts: `${U}a`, at: '2025-11-05T00:00:00Z' }),
      receipt(`${U}c`, { unit: U, amount: 9, converts: `${U}c` }),
    );
    const q = async (at: string, of = U) => {
      const { cases, money } = await house.measures(of, at);
      return [cases.Q, money.Q];
    };
    expect(await q('2025-11-06T00:00:00Z')).toEqual([2, '5']);
    expect(await q('2025-11-06T00:00:00Z', `${U}z`)).toEqual([1, '0']);
    await push(
      receipt(`${U}a`, { unit: U, v: 2, amount: 5, status: 'cancelled', at: '2025-11-07T00:00:00Z' }),
    );
    expect(await q('2025-11-06T00:00:00Z', `${U}z`)).toEqual([1, '0']);
    expect(await q('2025-11-07T00:00:00Z', `${U}z`)).toEqual([1, '6']);
    expect(await q('2025-11-07T00:00:00Z')).toEqual([1, '0']);
  });

  it('count the money of a receipt that converts one of the year before', async () => {
    await push(
      receipt(`${U}a`, { unit: U, at: '2025-09-30T16:59:59Z' }),
      receipt(`${U}b`, { unit: U, converts: `${U}a` }),
    );
    expect((await told('2025-12-01T00:00:00Z')).money).toEqual({ Q: '1000' });
  });

  it('bear a chain of conversions as long as anybody may send', async () => {
    const chain = Array.from({ length: 20_000 }, (_, i) =>
      receipt(`${U} ${i}`, { unit: U, amount: 1, converts: `${U} ${i - 1}` }),
    );
    await push(...chain);
    expect((await told('2025-12-01T00:00:00Z')).money).toEqual({ Q: '1' });
    await push(receipt(`${U} 0`, { unit: U, v: 2, status: 'cancelled', at: '2025-11-20T00:00:00Z' }));
    expect((await told('2025-12-01T00:00:00Z')).money).toEqual({ Q: '1' });
    expect((await house.measures(U, '2025-12-01T00:00:00Z')).cases.Q).toBe(19_999);
  });
});

describe('aggregates', () => {
  const at = '2025-10-31T23:59:59+07:00';
  const NOW = '2025-11-15T00:00:00Z';
  const give = (values: object, money: object = {}) =>
    push({ ...aggregate(1, { unit: U, at }), values, money });

  it.each<[object, Record<string, number | null>]>([
    [
      { B: 3, C: 4 },
      { A: 7, F: null },
    ],
    [{ A: 7, C: 4 }, { B: 3 }],
    [
      { A: 9, D: 1, E: 2 },
      { F: 6, K: null },
    ],
    [
      { F: 6, D: 1, E: 2, B: 4 },
      { A: 9, C: 5 },
    ],
    [
      { I: 1, P: 2, S: 3, O: 4, H: 5, R: 6 },
      { K: 21, J: null, G: null, F: null },
    ],
    [
      { I: 1, P: 2, S: 3, O: 4, H: 5, R: 6, J: 10 },
      { K: 21, G: 20, F: 31 },
    ],
    [{ K: 21, I: 1, P: 2, S: 3, O: 4, H: 5 }, { R: 6 }],
    [
      { G: 20, H: 5, R: 6, J: 10 },
      { F: 31, K: 21, I: null, P: null },
    ],
    [
      { J: 10, K: 21, H: 5, R: 6 },
      { F: 31, G: 20 },
    ],
    [
      { G: 20, K: 21, H: 5, R: 6 },
      { F: 31, J: 10 },
    ],
    [{ A: 31, D: 0, E: 0, G: 20, R: 6 }, { H: 5 }],
    [{}, { A: null, N: null, Q: null }],
    [
      { N: 4, Q: 0, U: 2, X: 1, Z: 9 },
      { N: 4, Q: 0, U: 2, X: 1, A: null },
    ],
  ])('give the letters that follow from %j', async (values, expected) => {
    const { N: _n, U: _u, X: _x, ...money } = values as Record<string, number>;
    await give(values, money);
    const answer = await house.measures(U, NOW);
    expect(answer.cases).toMatchObject(expected);
    for (const [letter, n] of Object.entries(expected))
      if (!'NUX'.includes(letter))
        expect(answer.money).toMatchObject({ [letter]: n === null ? null : String(n) });
  });

  it.each<[object, object, string]>([
    [{ A: 7, B: 3, C: 5 }, {}, 'values'],
    [{}, { F: 10, J: 3, K: 8 }, 'money'],
    [{ J: 1, K: 2, G: 1, H: 1, R: 3 }, {}, 'values'],
    [{ A: -1 }, {}, 'values.A'],
    [{ A: 1.5 }, {}, 'values.A'],
    [{}, { Q: -1 }, 'money.Q'],
    [{}, { A: 2 ** 53 }, 'money.A'],
    [{ A: null }, {}, 'values.A'],
  ])('are quarantined when given letters cannot be: %j %j', async (values, money, field) => {
    expect((await source.push([{ ...aggregate(1, { unit: U, at }), values, money }])).quarantined).toBe(1);
    expect(await source.quarantine()).toMatchObject([{ field }]);
  });

  it('may have negative money', async () => {
    await give({}, { I: -5, P: 0, S: 0, O: 0, J: -7 });
    expect((await house.measures(U, NOW)).money).toMatchObject({ G: '-12', I: '-5' });
  });

  it('leave N, Q, U and X to the unit’s own events, each table for itself', async () => {
    await give({ Q: 9 }, {});
    const told = async (when = NOW) => {
      const { cases, money } = await house.measures(U, when);
      return [cases.N, cases.Q, cases.U, cases.X, money.Q];
    };
    expect(await told()).toEqual([null, 9, null, null, null]);
    await push(officer(U, { unit: U, at: '2025-11-10T00:00:00Z', to: '2025-11-11' }));
    expect(await told('2025-11-09T00:00:00Z')).toEqual([null, 9, null, null, null]);
    expect(await told('2025-11-10T00:00:00Z')).toEqual([1, 9, null, null, null]);
    expect(await told()).toEqual([0, 9, null, null, null]);
    await push(receipt(U, { unit: U }), decision(U, { unit: U, kind: 'other' }));
    expect(await told()).toEqual([0, 9, 0, 0, '1000']);
  });

  it('are the unit’s own figures, added letter by letter; a sum with an unknown part is unknown', async () => {
    await push(unit(`${U}c`, { parent: U }), one({ unit: `${U}c` }));
    await give({ A: 5, H: 2 }, { A: 10 ** 15 });
    const { cases, money } = await house.measures(U, NOW);
    expect([cases.A, cases.H, cases.F, money.A, money.J]).toEqual([6, 2, null, '1000000001000000', null]);
  });

  it('may be larger together than a number can say exactly', async () => {
    await push(unit(`${U}c`, { parent: U }));
    const most = Number.MAX_SAFE_INTEGER;
    await give({ A: most, G: most, J: 1, N: most, Q: most }, { A: most });
    await push(
      aggregate(1, { id: 'c', unit: `${U}c`, at, values: { A: most, N: most, Q: most }, money: { A: most } }),
    );
    const { cases, money } = await house.measures(U, NOW);
    expect(money.A).toBe(String(2n * BigInt(most)));
    expect(cases.A).toBe(2 * most);
    expect((await house.call('GET', path('/values', { unit: U, at: NOW }))).status).toBe(200);
  });
});
