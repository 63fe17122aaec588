/** Whatever the events and the form: what a form says of itself holds, in exact numbers, at every period. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCore, type Core } from '../../../../test/oracle/engine.ts';
import { streams, UNITS, YEARS } from '../../../../test/oracle/streams.ts';
import { CATEGORIES, INITIATIONS } from '../../../contract/events.ts';
import type { ReportContent } from '../../../contract/reports.ts';
import { QuestionError } from '../../measures/index.ts';
import { readForm } from '../forms/readForm.ts';
import type { CompiledForm } from '../forms/compile.ts';
import { fill, periodEnd } from './fill.ts';

const ASSETS = join(import.meta.dirname, '..', '..', '..', '..', 'assets', 'forms');
const SHIPPED = readdirSync(ASSETS).map((file) =>
  readForm(JSON.parse(readFileSync(join(ASSETS, file), 'utf8'))),
);
const RUNS = 40;
const words = (text: string) => ({ vi: text, en: text });

const periods = fc.record({
  unit: fc.constantFrom(...UNITS),
  year: fc.constantFrom(...YEARS),
  months: fc.integer({ min: 1, max: 12 }),
});
type Period = { unit: string; year: number; months: number };

/** `null` when the unit is not there. */
async function filled({ store, measures }: Core, compiled: CompiledForm, period: Period) {
  const at = periodEnd(period.year, period.months);
  try {
    return await fill({ db: store.db, measures }, { compiled, formDigest: '', ...period, at });
  } catch (error) {
    if (error instanceof QuestionError && error.field === 'unit') return null;
    throw error;
  }
}

/** Parts of F by category and initiation, rows in any order, with sums of any of them and what is made of those. */
const forms = fc
  .record({
    of: fc.constantFrom('cases' as const, 'money' as const),
    filters: fc.uniqueArray(
      fc.record({ category: fc.constantFrom(...CATEGORIES), initiation: fc.constantFrom(...INITIATIONS) }),
      { minLength: 1, maxLength: 8, selector: (one) => `${one.category}/${one.initiation}` },
    ),
    each: fc.boolean(),
  })
  .map(({ of, filters, each }) => {
    const unit = of === 'cases' ? 'case' : 'dong';
    const column = (code: string, formula: string, more: object = {}) => ({
      ...{ code, label: words(code), unit, formula },
      ...more,
    });
    return readForm({
      ...{ schema: 1, code: 'thu', version: 1, number: 'T', title: words('T') },
      columns: [
        column('F', '[,G] + [,H] + [,R]', { behind: `${of}.F` }),
        column('G', `${of}.G`),
        column('H', `${of}.H`),
        column('R', `${of}.R`),
        column('J', `${of}.J`),
        column('K', '[,F] - [,J]', { behind: `${of}.K` }),
        column('r', '100 * [,J] / [,G]', { unit: 'percent', decimals: 2 }),
      ],
      rows: [
        { code: 'S', label: words('sum'), formula: `sum([p1:p${filters.length},])` },
        ...filters.map((where, i) => ({ code: `p${i + 1}`, label: words('part'), where })),
        { code: 'W', label: words('whole') },
        ...(each ? [{ code: 'u', label: words('unit'), each: 'subordinate' }] : []),
      ],
      checks: [
        { code: 'F', says: words('F'), formula: '[,F] = [,G] + [,H] + [,R]' },
        { code: 'S', says: words('S'), formula: `[S,] = sum([p1:p${filters.length},])` },
        ...(each ? [{ code: 'U', says: words('U'), formula: '[W,] = sum([u,])' }] : []),
      ],
    });
  });

function expectChecked({ checks }: ReportContent): void {
  expect(checks.filter(({ holds }) => holds === false)).toEqual([]);
}

describe('a form filled in', () => {
  it('satisfies its own arithmetic, and F = G + H + R in every row', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        streams,
        fc.array(fc.tuple(forms, periods), { minLength: 3, maxLength: 6 }),
        (sent, all) =>
          withCore(async (core) => {
            await core.push(sent);
            for (const [compiled, period] of all) {
              const { content } = (await filled(core, compiled, period)) ?? {};
              if (!content) continue;
              expectChecked(content);
              for (const cells of content.cells) {
                const known = cells.slice(0, 4).flatMap((one) => (one === null ? [] : [BigInt(one)]));
                const [F, G = 0n, H = 0n, R = 0n] = known;
                if (known.length === 4) expect(F).toBe(G + H + R);
              }
            }
          }),
      ),
      { numRuns: RUNS },
    );
  });

  it('says what the table of measures says, of shipped forms too', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(streams, periods, (sent, period) =>
        withCore(async (core) => {
          await core.push(sent);
          for (const compiled of SHIPPED) {
            const answer = await filled(core, compiled, period);
            if (!answer) continue;
            const { content, ways } = answer;
            expectChecked(content);
            const at = periodEnd(period.year, period.months);
            for (const [r, row] of ways.entries())
              for (const [c, way] of row.entries()) {
                if (!way || Object.keys(way.where).length > 0) continue;
                const figure = core.measures.measures({ unit: way.unit, year: period.year, at });
                const said = (figure[way.of] as Record<string, string | number | null>)[way.letter];
                expect(content.cells[r]?.[c] ?? null).toBe(said === null ? null : String(said));
              }
          }
        }),
      ),
      { numRuns: RUNS },
    );
  });

  it('leaves open what a unit fed by aggregates does not tell in parts', async () => {
    await withCore(async (core) => {
      const at = '2026-03-31T23:00:00+07:00';
      await core.push([
        {
          source: 's1',
          line: {
            ...{ id: 'u', type: 'unit', v: 1, at: '2024-01-01T00:00:00+07:00' },
            ...{ unit: 'u0', name: 'U', parent: null, level: 'province' },
          },
        },
        {
          source: 's1',
          line: {
            ...{ id: 'a', type: 'aggregate', v: 1, at, unit: 'u0', year: 2026, month: 6 },
            ...{ values: { F: 10, G: 8, J: 4, H: 2, R: 0 }, money: {} },
          },
        },
      ]);
      const [cases] = SHIPPED as [CompiledForm];
      const { content } = (await filled(core, cases, { unit: 'u0', year: 2026, months: 6 })) ?? {};
      const of = (code: string) => content?.rows.findIndex((row) => row.code === code) ?? -1;
      const column = cases.columns.findIndex(({ code }) => code === '8');
      expect(content?.cells[of('T')]?.[column]).toBe('4');
      expect(content?.cells[of('1.1')]?.[column]).toBeNull();
      expect(content?.checks.every(({ holds }) => holds !== false)).toBe(true);
    });
  });
});

async function withCore<T>(use: (core: Core) => Promise<T>): Promise<T> {
  const core = createCore();
  try {
    return await use(core);
  } finally {
    core.end();
  }
}
