import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../../electron/contract/breakdown.ts';
import { yearStart } from '../../electron/contract/calendar.ts';
import { CASE_LETTERS } from '../../electron/contract/letters.ts';
import { type Measures, QuestionError } from '../../electron/engine/measures/index.ts';
import { engineOf } from './engine.ts';
import { instants, streams, UNITS, YEARS } from './streams.ts';

const caseStreams = streams.map((lines) => lines.filter(({ line }) => line.type !== 'aggregate'));
const questions = fc.array(
  fc.record({
    unit: fc.constantFrom(...UNITS),
    year: fc.constantFrom(...YEARS, 2027),
    at: instants,
    by: fc.subarray([...DIMENSIONS], { minLength: 1 }),
  }),
  { minLength: 4, maxLength: 8 },
);

function isThere(measures: Measures, question: { unit: string; year: number; at: number }): boolean {
  try {
    measures.measures(question);
    return true;
  } catch (error) {
    if (error instanceof QuestionError) return false;
    throw error;
  }
}

describe('the way down', () => {
  it('sums to the number it comes from, by every dimension, and ends in as many cases', async () => {
    await fc.assert(
      fc.asyncProperty(caseStreams, questions, async (lines, asked) => {
        await engineOf([lines], async (measures) => {
          for (const { by, ...rest } of asked) {
            const question = { ...rest, at: Math.max(rest.at, yearStart(rest.year)) };
            if (!isThere(measures, question)) continue;
            const whole = measures.measures(question);
            const { rows } = await measures.breakdown({ ...question, by, filter: {} });
            for (const letter of CASE_LETTERS) {
              const cases = rows.reduce((n, row) => n + (row.cases[letter] ?? 0), 0);
              const money = rows.reduce((n, row) => n + BigInt(row.money[letter] ?? 0), 0n);
              expect([letter, cases, String(money)]).toEqual([
                letter,
                whole.cases[letter],
                whole.money[letter],
              ]);
              const behind = await measures.cases({ ...question, letter, filter: {}, limit: 1000 });
              expect([letter, behind.cases.length]).toEqual([letter, whole.cases[letter]]);
            }
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('filters as it breaks down, and pages through all cases once', async () => {
    await fc.assert(
      fc.asyncProperty(caseStreams, questions, async (lines, asked) => {
        await engineOf([lines], async (measures) => {
          for (const rest of asked) {
            const question = {
              unit: rest.unit,
              year: rest.year,
              at: Math.max(rest.at, yearStart(rest.year)),
            };
            if (!isThere(measures, question)) continue;
            const by = ['category', 'officer'] as const;
            const { rows } = await measures.breakdown({ ...question, by, filter: {} });
            for (const row of rows) {
              const filter = { category: row.keys.category as 'civil', officer: row.keys.officer ?? '' };
              const only = await measures.breakdown({ ...question, by, filter });
              expect(only.rows).toEqual([row]);
            }
            const keys: string[] = [];
            for (let after: string | undefined; ; ) {
              const page = await measures.cases({ ...question, filter: {}, after, limit: 2 });
              keys.push(...page.cases.map((c) => c.case));
              if (page.next === null) break;
              after = page.next;
            }
            const all = await measures.cases({ ...question, filter: {}, limit: 1000 });
            expect(keys).toEqual(all.cases.map((c) => c.case));
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});
