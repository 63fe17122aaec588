import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISTRIBUTED_BY } from '../../contract/breakdown.ts';
import { parseInstant } from '../../contract/calendar.ts';
import { caseLine, type Core, startCore, unitLine } from '../ingest/fixtures.ts';
import { createMeasures, type Measures, QuestionError, readCatalogue } from './index.ts';

const NOW = parseInstant('2026-01-20T10:00:00+07:00') as number;
const CATALOGUE = readCatalogue(join(import.meta.dirname, '..', '..', '..', 'assets', 'indicators'));

let core: Core;
let measures: Measures;

beforeEach(async () => {
  core = startCore(() => NOW);
  measures = createMeasures(core.store, CATALOGUE);
  const done = { state: 'completed', done: 500 };
  const officer = {
    ...{ id: 'o', type: 'officer', v: 1, at: '2025-01-01T00:00:00+07:00', officer: 'CHV1' },
    ...{ name: 'Nguyễn Thị Ánh', unit: 'a', from: '2025-01-01' },
  };
  const answer = await core.push(
    's1',
    unitLine('u', 'top', null, { level: 'province' }),
    unitLine('ua', 'a', 'top'),
    unitLine('ub', 'b', 'top'),
    JSON.stringify(officer),
    caseLine('1', 'c1', 'a', { due: 1000, officer: 'CHV1', category: 'civil' }),
    caseLine('2', 'c2', 'a', { due: 500, officer: 'CHV1', category: 'civil', ...done }),
    caseLine('3', 'c3', 'b', { due: 60_000_000, officer: null, category: 'commercial' }),
  );
  expect(answer).toMatchObject({ accepted: 7 });
  measures.changed({ units: true, aggregates: true, targets: true });
});
afterEach(() => core.close());

describe('an indicator by a dimension', () => {
  it.each(DISTRIBUTED_BY)('by %s adds up to the whole', async (by) => {
    const found = await measures.distribution({ unit: 'top', at: NOW, indicator: 'cases_to_enforce', by });
    expect(found.whole).toBe(3);
    expect(found.rows.reduce((sum, { value }) => sum + Number(value), 0)).toBe(3);
  });

  it('is the formula over the letters of each value, in the order of the dimension', async () => {
    const asked = { unit: 'top', at: NOW, indicator: 'case_completion_rate' };
    const { rows, whole, unitOf } = await measures.distribution({ ...asked, by: 'category' });
    expect(rows.map(({ key, value }) => [key, value])).toEqual([
      ['civil', 50],
      ['commercial', 0],
    ]);
    expect([whole, unitOf]).toEqual([33.33, 'percent']);
    const bands = await measures.distribution({ ...asked, by: 'band' });
    expect(bands.rows.map(({ key }) => key)).toEqual(['under_50m', '50m_200m']);
  });

  it('names enforcers that are at work, and has a row for what has none', async () => {
    const asked = { unit: 'top', at: NOW, indicator: 'cases_to_enforce', by: 'officer' } as const;
    const { rows } = await measures.distribution(asked);
    expect(rows).toEqual([
      { key: 'CHV1', name: 'Nguyễn Thị Ánh', value: 2 },
      { key: null, name: null, value: 1 },
    ]);
  });

  it('of what there is not is refused by its field', async () => {
    const asked = { at: NOW, by: 'category' } as const;
    const refusal = async (question: { unit: string; indicator: string }) => {
      const error: unknown = await measures.distribution({ ...asked, ...question }).catch((e: unknown) => e);
      return error instanceof QuestionError ? error.field : error;
    };
    expect(await refusal({ unit: 'top', indicator: 'none' })).toBe('indicator');
    expect(await refusal({ unit: 'nobody', indicator: 'cases_to_enforce' })).toBe('unit');
  });
});

describe('lines of the last 30 days', () => {
  it('end with the figure of now, one for each unit of the level', () => {
    const indicator = 'cases_to_enforce';
    const { rows } = measures.trends({ unit: 'top', at: NOW, indicator, level: 'region' });
    expect(rows.map(({ unit }) => unit)).toEqual(['a', 'b']);
    for (const { unit, trend } of rows) {
      expect(trend).toHaveLength(30);
      const { values } = measures.values({ unit, at: NOW, indicators: [indicator] });
      expect(trend.at(-1)).toBe(values[indicator]?.value);
    }
    expect(measures.trends({ unit: 'a', at: NOW, indicator, level: 'region' }).rows).toEqual([]);
  });
});
