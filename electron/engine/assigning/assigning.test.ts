import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, parseInstant, yearEnd, yearStart } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { heldMeasures } from '../fixtures/measures.ts';
import { neededPace, weeksLeft, workingDaysLeft } from './pace.ts';
import { splitTarget } from './proposing.ts';
import { sheetOf } from './sheet.ts';
import { fromDigits, inDigits, splitExactly } from './splitting.ts';
import { csvOf, readTargets, workbookOf } from './targetFiles.ts';

const NOW = parseInstant('2026-03-31T09:00:00+07:00') ?? 0;
const NAMES = { vi: 'x', en: 'x' };
const base = { order: 1, name: NAMES, short: NAMES, better: 'higher', source: 'test' } as const;
const CASES: Indicator = {
  ...{ ...base, key: 'done', unit: 'case', decimals: 0 },
  formula: { is: 'quantity', quantity: { of: 'cases', letter: 'J' } },
};
const RATE: Indicator = {
  ...{ ...base, key: 'rate', unit: 'percent', decimals: 2 },
  formula: {
    is: 'share',
    numerator: { of: 'cases', letter: 'J' },
    denominator: { of: 'cases', letter: 'G' },
  },
};
const UNITS = ['HCM', 'KV1', 'KV2', 'KV3'];
/** Of last year's end, of this year so far, and of half of a past year. */
const LAST: Record<string, { done: number; rate: number }> = {
  HCM: { done: 100, rate: 80 },
  KV1: { done: 50, rate: 82 },
  KV2: { done: 30, rate: 79 },
  KV3: { done: 20, rate: 70 },
};

const measures = {
  ...heldMeasures({ HCM: 60, KV1: 10, KV2: 20, KV3: 30 }),
  catalogue: () => [CASES, RATE],
  units: () =>
    UNITS.map((unit) => ({
      ...{ unit, name: `Phòng ${unit}`, parent: unit === 'HCM' ? null : 'HCM', lat: null, lon: null },
      level: unit === 'HCM' ? ('province' as const) : ('region' as const),
      nature: 'operational' as const,
    })),
  valuesOfUnits: ({
    units,
    at,
    indicators,
  }: {
    units: readonly string[];
    at: number;
    indicators: readonly string[];
  }) =>
    Object.fromEntries(
      units.map((unit) => [
        unit,
        Object.fromEntries(
          indicators.map((key) => {
            const last = LAST[unit]?.[key as 'done' | 'rate'] ?? 0;
            const isEnd = at === yearEnd(2025) || at === yearEnd(2024) || at === yearEnd(2023);
            const of = key === 'done' ? CASES : RATE;
            return [key, { value: isEnd ? last : last / 4, unit: of.unit, decimals: of.decimals }];
          }),
        ),
      ]),
    ),
};

describe('splitting', () => {
  it('sums exactly, gives nobody less than rounded down nor more than rounded up, and orders as the weights do', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 16n }),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 400 }),
        (total, weights) => {
          const parts = splitExactly(total, weights);
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
          const sum = weights.reduce((a, b) => a + b, 0n);
          if (sum === 0n) return;
          weights.forEach((weight, i) => {
            const down = (total * weight) / sum;
            expect(parts[i] === down || parts[i] === down + 1n).toBe(true);
          });
          const order = weights.map((weight, i) => ({ weight, part: parts[i] ?? 0n }));
          order.sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : 0));
          for (let i = 1; i < order.length; i += 1)
            if ((order[i]?.weight ?? 0n) > (order[i - 1]?.weight ?? 0n))
              expect((order[i]?.part ?? 0n) >= (order[i - 1]?.part ?? 0n)).toBe(true);
        },
      ),
    );
  });

  it('counts in the last digit without losing any', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.integer({ min: 0, max: 4 }),
        (digits, decimals) => {
          expect(inDigits(fromDigits(digits, decimals), decimals)).toBe(digits);
        },
      ),
    );
  });

  const split = (indicator: Indicator, total: number, by: 'last_year' | 'eligible_load') =>
    splitTarget(measures, { indicator, unit: 'HCM', year: 2026, total, by }, NOW);

  it('goes by last year’s share, or by what can be enforced now', () => {
    expect(split(CASES, 101, 'last_year')).toMatchObject({ how: 'exact', sum: 101 });
    expect(split(CASES, 101, 'last_year').rows.map(({ value }) => value)).toEqual([51, 30, 20]);
    expect(split(CASES, 61, 'eligible_load').rows.map(({ value }) => value)).toEqual([10, 20, 31]);
  });

  it('says of a rate what it does: the same step up, or the same rate, and what the whole comes to', () => {
    const step = split(RATE, 84.3, 'last_year');
    expect(step).toMatchObject({ how: 'same_step', sum: null });
    expect(step.rows.map(({ value }) => value)).toEqual([86.3, 83.3, 74.3]);
    // Weighted by 10, 20 and 30 cases.
    expect(step.implied).toBe(79.3);
    expect(split(RATE, 84.3, 'eligible_load')).toMatchObject({ how: 'same', implied: 84.3 });
  });
});

describe('the pace that is needed', () => {
  it('counts working days after today, without weekends and holidays', () => {
    const at = parseInstant('2026-09-25T09:00:00+07:00') ?? 0;
    expect(workingDaysLeft(at, 2026, () => false)).toBe(3);
    expect(workingDaysLeft(at, 2026, (day) => day === '2026-09-29')).toBe(2);
    expect(weeksLeft(yearEnd(2026) + 1 - 14 * DAY_MS, 2026)).toBe(2);
    expect(weeksLeft(yearEnd(2026) + DAY_MS, 2026)).toBe(0);
  });
  it('reaches the target if it is kept, and is nothing once that is reached', () => {
    expect(neededPace(80, 84, 10, RATE)).toBe(0);
    expect(neededPace(84, 80, 0, RATE)).toBeNull();
    expect(neededPace(80, 84, 10, { ...RATE, better: 'lower' })).toBe(0.4);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 300 }),
        (target, value, days) => {
          const pace = neededPace(target, value, days, CASES) ?? 0;
          expect(value + pace * days).toBeGreaterThanOrEqual(target - 1e-6);
        },
      ),
    );
  });
});

describe('the sheet', () => {
  const targets = new Map([
    ['done HCM', 120],
    ['done KV1', 60],
    ['done KV2', 31],
    ['rate HCM', 84],
  ]);
  const sheet = () =>
    sheetOf(
      {
        measures: {
          ...measures,
          targets: () => ({
            standing: ({ indicator, unit }) => {
              const year = targets.get(`${indicator.key} ${unit}`);
              return year === undefined ? null : { year, toDate: year / 2, status: 'behind' };
            },
            ofYear: ({ indicator, unit }) => targets.get(`${indicator} ${unit}`) ?? null,
          }),
        },
        isHoliday: () => false,
        inForce: (indicator, unit) => {
          const value = targets.get(`${indicator} ${unit}`);
          return value === undefined ? null : { value, at: yearStart(2026) };
        },
      },
      { unit: 'HCM', year: 2026, at: NOW },
    );

  it('says by how much parts miss the whole, and who has none', () => {
    expect(sheet().indicators).toMatchObject([
      { key: 'done', additive: true, difference: -29, missing: 1 },
      { key: 'rate', additive: false, difference: null, missing: 0 },
    ]);
  });
  it('pro-rates by months as everywhere, and by how past years went', () => {
    const [whole] = sheet().rows;
    expect(whole?.cells['done']).toMatchObject({ target: 120, toDate: 60, seasonal: 30, value: 25 });
    expect(whole?.cells['rate']).toMatchObject({ target: 84, seasonal: 21 });
  });

  const known = {
    units: new Map(UNITS.map((unit) => [unit, `Phòng ${unit}`])),
    indicators: new Map([CASES, RATE].map((one) => [one.key, one])),
    before: () => null,
  };
  it('comes back from its own files, CSV and XLSX, without a change', async () => {
    const set = sheet()
      .rows.flatMap(({ unit, cells }) =>
        Object.entries(cells).map(([key, { target }]) => ({ unit, key, target })),
      )
      .filter(({ target }) => target !== null);
    for (const bytes of [Buffer.from(csvOf(sheet())), Buffer.from(await workbookOf(sheet()))]) {
      const read = await readTargets(bytes, known);
      expect(read.faults).toEqual([]);
      expect(
        read.rows.map(({ unit, indicator, value }) => ({ unit, key: indicator, target: value })),
      ).toEqual(set);
    }
  }, 20_000);
  it('names what in a file is no target, by row', async () => {
    const file =
      'Chỉ tiêu 2026;;\nunit;name;done;rate;lạ\nKV1;;1.234;84,3;\nKV9;;1;;\nKV2;;ba;101;\nKV2;;5;;\n';
    const read = await readTargets(Buffer.from(file), known);
    expect(read.rows).toMatchObject([
      { unit: 'KV1', indicator: 'done', value: 1234 },
      { unit: 'KV1', indicator: 'rate', value: 84.3 },
      { unit: 'KV2', indicator: 'done', value: 5 },
    ]);
    expect(read.faults).toEqual([
      { n: 2, code: 'unknown_indicator', text: 'lạ' },
      { n: 4, code: 'unknown_unit', text: 'KV9' },
      { n: 5, code: 'not_a_number', text: 'ba' },
      { n: 5, code: 'beyond', text: '101' },
      { n: 6, code: 'twice', text: 'KV2' },
    ]);
    await expect(readTargets(Buffer.from('a,b\n1,2'), known)).rejects.toThrow('unit');
  });
});
