import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Indicator, indicator } from '../../../electron/contract/indicators.ts';
import { query as querySchema, type Subject } from '../../../electron/contract/questions.ts';
import { withPeriod } from './changes.ts';
import { inOtherTable } from './otherTable.ts';
import { periodChoices, PERIODS, yearEarlier } from './periodChoices.ts';

const folder = new URL('../../../assets/indicators/', import.meta.url);
const catalogue: ReadonlyMap<string, Indicator> = new Map(
  readdirSync(folder)
    .map((file) => indicator.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))
    .map((one) => [one.key, one]),
);
const key = (name: string): Subject => ({ of: 'indicator', key: name });
const days = fc
  .date({ min: new Date('2016-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('another table', () => {
  it('has the same measure where it has one', () => {
    expect(inOtherTable(key('case_completion_rate'), catalogue)).toEqual(key('money_recovery_rate'));
    expect(inOtherTable(key('money_completed'), catalogue)).toEqual(key('cases_completed'));
    expect(inOtherTable({ of: 'cases', letter: 'H' }, catalogue)).toEqual({ of: 'money', letter: 'H' });
    expect(inOtherTable({ of: 'cases', letter: 'U' }, catalogue)).toBeNull();
    expect(inOtherTable(key('enforcement_decisions'), catalogue)).toBeNull();
  });
});

describe('periods to choose', () => {
  it('are those of the day', () => {
    expect(periodChoices('2026-01-14')).toEqual({
      year: { from: '2025-10-01', to: '2026-01-14' },
      lastYear: { from: '2024-10-01', to: '2025-09-30' },
      quarter: { from: '2026-01-01', to: '2026-01-14' },
      month: { from: '2026-01-01', to: '2026-01-14' },
      lastMonth: { from: '2025-12-01', to: '2025-12-31' },
      week: { from: '2026-01-12', to: '2026-01-14' },
      today: { from: '2026-01-14', to: '2026-01-14' },
    });
  });

  it('make, on any day, a query that the engine takes', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...PERIODS), (today, name) => {
        const period = periodChoices(today)[name];
        expect(period.to <= today).toBe(true);
        const asked = querySchema.parse({
          ...{ kind: 'comparison', subject: key('cases_completed'), unit: 'HCM', period },
          with: { by: 'period', period: { from: '2020-02-01', to: '2020-02-29' } },
        });
        const changed = withPeriod(asked, period);
        expect(querySchema.parse(changed)).toEqual(changed);
        expect(changed).toMatchObject({ with: { period: yearEarlier(period) } });
      }),
    );
  });
});
