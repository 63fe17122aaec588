/** Indicators, targets, series and the live connection: how figures are told. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FiguresAnswer, SeriesAnswer, Value, ValuesAnswer } from '../../electron/contract/answers.ts';
import { openLive } from '../../electron/engine/fixtures/liveClient.ts';
import { START_MS, WALL_TOKEN } from './engineProcess.ts';
import { type House, openHouse, path, type Source } from './house.ts';
import { aggregate, enforcementCase, target, unit } from './lines.ts';

let house: House;
let source: Source;
let made = 0;
let U: string;
beforeAll(async () => {
  house = await openHouse();
}, START_MS);
afterAll(() => house.close());
beforeEach(async () => {
  U = `A${++made}`;
  source = await house.source(U);
  await source.push([unit(U)]);
});
const AT = '2025-11-15T00:00:00+07:00';

async function values(of = U, at: string | undefined = AT, year?: number): Promise<Record<string, Value>> {
  return (await house.get<ValuesAnswer>(path('/values', { unit: of, at, year }))).values;
}
const give = (letters: object, money: object = letters) =>
  source.push([{ ...aggregate(1, { unit: U }), values: letters, money }]);

describe('indicators', () => {
  it('give the published rates of Ho Chi Minh City in 2025', async () => {
    expect(await values('CB-HCM', undefined, 2025)).toMatchObject({
      case_completion_rate: { value: 84.38, unit: 'percent', decimals: 2 },
      money_recovery_rate: { value: 56.37, unit: 'percent', decimals: 2 },
    });
  });

  it('are the thirteen keys of the contract', async () => {
    const { indicators } = await house.get<{ indicators: { key: string }[] }>('/indicators');
    expect(indicators.map(({ key }) => key)).toEqual(
      `case_completion_rate money_recovery_rate cases_to_enforce cases_completed cases_in_progress cases_postponed
       money_completed receipts_issued receipts_amount cases_per_officer money_per_officer enforcement_decisions
       entrustment_decisions`.split(/\s+/),
    );
  });

  it.each([
    [1, 800, 0.13],
    [1, 1600, 0.06],
    [3, 1600, 0.19],
    [5, 800, 0.63],
    [2, 3, 66.67],
    [1, 3, 33.33],
    [10050, 1_000_000, 1.01],
    [0, 7, 0],
  ])('are rounded half away from zero: %i of %i is %f %%', async (J, G, expected) => {
    await give({ J, G });
    const told = await values();
    expect([told.case_completion_rate?.value, told.money_recovery_rate?.value]).toEqual([expected, expected]);
  });

  it('are rounded half away from zero below it, too', async () => {
    await give({}, { J: -1, G: 800 });
    expect((await values()).money_recovery_rate?.value).toBe(-0.13);
  });

  it('have no value where one would divide by zero or a part is unknown', async () => {
    await give({ J: 0, G: 0, N: 0, A: 5 });
    const told = await values();
    for (const key of [
      'case_completion_rate',
      'money_recovery_rate',
      'cases_per_officer',
      'money_per_officer',
    ])
      expect(told[key]?.value).toBeNull();
    await source.push([{ ...aggregate(2, { unit: U, at: AT }), values: { G: 5 } }]);
    expect((await values()).case_completion_rate?.value).toBeNull();
    await source.push([unit(`${U}e`)]);
    expect(await values(`${U}e`)).toMatchObject({
      case_completion_rate: { value: null },
      cases_to_enforce: { value: 0 },
      money_completed: { value: '0' },
    });
  });

  it('tell đồng exactly, as decimal strings, and averages as they are rounded', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    await source.push([unit(`${U}c`, { parent: U })]);
    await give({ A: 7, N: 2 }, { A: most, J: most, Q: most });
    await source.push([
      { ...aggregate(1, { unit: `${U}c` }), values: { A: 0, N: 1 }, money: { A: most, J: most, Q: most } },
    ]);
    expect(await values()).toMatchObject({
      money_completed: { value: '18014398509481982', unit: 'dong' },
      receipts_amount: { value: '18014398509481982' },
      money_per_officer: { value: '6004799503160661' },
      cases_per_officer: { value: 2.3 },
    });
  });

  it('answer those asked for, and refuse unknown ones naming indicators', async () => {
    const asked = await house.get<ValuesAnswer>(
      path('/values', { unit: U, at: AT, indicators: 'cases_completed,cases_to_enforce' }),
    );
    expect(asked).toMatchObject({ unit: U, year: 2026, at: '2025-11-15T00:00:00.000+07:00' });
    expect(Object.keys(asked.values).sort()).toEqual(['cases_completed', 'cases_to_enforce']);
    for (const indicators of ['__proto__', 'constructor', 'cases_completed,x'])
      expect(await house.refusal(path('/values', { unit: U, indicators }))).toMatchObject({
        field: 'indicators',
      });
  });
});

describe('a target to date', () => {
  const KEY = 'case_completion_rate';
  async function toDate(at: string): Promise<number | undefined> {
    const { figures } = await house.get<FiguresAnswer>(path('/figures', { unit: U, at, indicators: KEY }));
    return figures[KEY]?.target?.toDate;
  }
  it.each([
    [83.93, '2026-03-31T00:00:00+07:00', 41.97],
    [83.93, '2026-03-31T23:59:59.999+07:00', 41.97],
    [83.93, '2026-09-30T00:00:00+07:00', 83.93],
    [2.01, '2026-03-31T12:00:00+07:00', 1.01],
    [8.37, '2026-03-31T12:00:00+07:00', 4.19],
    [-2.01, '2026-03-31T12:00:00+07:00', -1.01],
    [120, '2025-10-01T00:00:00+07:00', 0.32],
    [120, '2025-10-31T23:00:00+07:00', 10],
    [120, '2026-02-28T23:00:00+07:00', 50],
    [120, '2026-02-14T00:00:00+07:00', 45],
  ])('of %f at %s is %f', async (value, at, expected) => {
    await source.push([target(KEY, { unit: U, value })]);
    expect(await toDate(at)).toBe(expected);
  });

  it('knows leap years, holds for its own unit and year, and from its own instant on', async () => {
    await source.push([
      unit(`${U}c`, { parent: U }),
      target(KEY, { unit: U, year: 2024, value: 120, at: '2024-02-01T00:00:00Z' }),
      target(KEY, { unit: U, year: 2024, value: 240, v: 2, at: '2024-03-01T00:00:00Z' }),
    ]);
    expect(await toDate('2024-01-31T00:00:00Z')).toBeUndefined();
    expect(await toDate('2024-02-29T12:00:00+07:00')).toBe(50);
    expect(await toDate('2024-03-31T12:00:00+07:00')).toBe(120);
    expect(await toDate('2025-03-31T12:00:00+07:00')).toBeUndefined();
  });
});

describe('a series', () => {
  it('tells at each of its points what /values tells at that instant', async () => {
    await source.push([
      unit(`${U}c`, { parent: U, at: '2025-09-15T12:00:00+07:00' }),
      unit(`${U}c`, { v: 2, at: '2025-11-10T12:00:00+07:00' }),
      unit(`${U}d`, { parent: U }),
      { ...aggregate(1, { unit: `${U}d`, at: '2025-10-20T12:00:00+07:00' }), values: { F: 100 } },
      ...Array.from({ length: 60 }, (_, i) =>
        enforcementCase(`${U}/${i % 20}`, {
          unit: i % 3 ? U : `${U}c`,
          v: 1 + Math.floor(i / 20),
          at: new Date(Date.UTC(2025, 8, 1) + i * 1.4 * 86_400_000).toISOString(),
          accepted_on: '2025-09-01',
          state: i > 30 && i % 2 ? 'withdrawn' : 'in_progress',
        }),
      ),
    ]);
    for (const [step, from, to] of [
      ['day', '2025-09-20', '2025-11-20'],
      ['week', '2025-09-20T12:00:00+07:00', '2025-11-20T01:02:03.004+07:00'],
      ['month', '2025-08-01', '2025-12-31'],
    ] as const)
      for (const indicator of ['cases_to_enforce', 'money_completed', 'receipts_issued'])
        for (const of of [U, `${U}c`]) {
          const { points } = await house.get<SeriesAnswer>(
            path('/series', { indicator, unit: of, from, to, step }),
          );
          expect(points.length).toBeGreaterThan(3);
          for (const { at, value } of points) {
            const answer = await house.call('GET', path('/values', { unit: of, at, indicators: indicator }));
            const told = (await answer.json()) as Partial<ValuesAnswer>;
            expect([at, value]).toEqual([at, told.values?.[indicator]?.value ?? null]);
          }
        }
  });

  it('ends its steps at the ends of days, weeks, months and of the year', async () => {
    const ends = async (step: string, from: string, to: string) =>
      (
        await house.get<SeriesAnswer>(
          path('/series', { indicator: 'cases_completed', unit: U, from, to, step }),
        )
      ).points.map(({ at }) => at.slice(0, 23));
    expect(await ends('day', '2025-09-30', '2025-10-01')).toEqual([
      '2025-09-30T23:59:59.999',
      '2025-10-01T23:59:59.999',
    ]);
    expect(await ends('month', '2025-08-15', '2025-10-02')).toEqual([
      '2025-08-31T23:59:59.999',
      '2025-09-30T23:59:59.999',
      '2025-10-02T23:59:59.999',
    ]);
    expect(await ends('week', '2025-09-22', '2025-10-07')).toEqual([
      '2025-09-28T23:59:59.999',
      '2025-09-30T23:59:59.999',
      '2025-10-05T23:59:59.999',
      '2025-10-07T23:59:59.999',
    ]);
  });
});

describe('the live connection', () => {
  it('tells what was pushed, with the data clock and the age of each source, whatever names are used', async () => {
    const live = await openLive(house.url, `?token=${WALL_TOKEN}`);
    const ask = (id: string, units: string[]) =>
      live.say({ type: 'subscribe', id, query: { ask: 'values', units, indicators: ['cases_to_enforce'] } });
    const odd = '__proto__';
    await source.push([unit(`${odd}${made}`)]);
    ask('mine', [U, `${odd}${made}`]);
    const now = new Date().toISOString();
    expect(await live.answer('mine')).toMatchObject({ units: { [U]: { cases_to_enforce: { value: 0 } } } });
    await source.push([enforcementCase(U, { unit: U, at: now, accepted_on: '2026-10-01' })]);
    expect(await live.answer('mine')).toMatchObject({ units: { [U]: { cases_to_enforce: { value: 1 } } } });
    const tick = await live.tick();
    expect(tick.clock).toMatchObject({ mode: 'live', at: tick.at });
    expect(tick.sources.find(({ id }) => id === U)).toMatchObject({
      state: 'on_time',
      ageS: expect.any(Number),
    });
    ask('nowhere', ['no unit']);
    expect(await live.next((m) => m.type === 'refused')).toMatchObject({ id: 'nowhere', field: 'unit' });
    live.socket.close();
    const nobody = await openLive(house.url);
    expect(await nobody.closed).toBe(4401);
    const pusher = await openLive(house.url, `?token=${source.token}`);
    expect(await pusher.closed).toBe(4403);
  });
});
