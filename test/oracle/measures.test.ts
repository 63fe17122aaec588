import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, yearStart } from '../../electron/contract/calendar.ts';
import { event } from '../../electron/contract/events.ts';
import { type Measures, QuestionError } from '../../electron/engine/measures/index.ts';
import { engineOf } from './engine.ts';
import { type NaiveTables, naiveMeasures, type Sent } from './oracle.ts';
import { instants, receiptStreams, type SentLine, streams, UNITS, YEARS } from './streams.ts';

/** More for a long search than for every day. */
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 300);

function told(measures: Measures, unit: string, year: number, at: Instant): NaiveTables | 'not there' {
  try {
    const { cases, money } = measures.measures({ unit, year, at });
    const exact = (table: Record<string, number | string | null>) =>
      Object.fromEntries(Object.entries(table).map(([l, n]) => [l, n === null ? null : BigInt(n)]));
    return { cases: exact(cases), money: exact(money) };
  } catch (error) {
    if (error instanceof QuestionError && error.field === 'unit') return 'not there';
    throw error;
  }
}

const questions = fc.array(
  fc.record({ unit: fc.constantFrom(...UNITS), year: fc.constantFrom(...YEARS, 2027), at: instants }),
  { minLength: 6, maxLength: 12 },
);

/** The same events in another order, some of them twice, cut into batches. */
function delivered(lines: fc.Arbitrary<SentLine[]>) {
  return lines.chain((sent) =>
    fc.record({
      lines: fc.constant(sent),
      order: fc.shuffledSubarray([...sent, ...sent.slice(0, 5)], {
        minLength: sent.length + Math.min(5, sent.length),
      }),
      cuts: fc.array(fc.nat({ max: 50 }), { maxLength: 6 }),
    }),
  );
}

function cut(lines: readonly SentLine[], cuts: readonly number[]): SentLine[][] {
  const ends = [...new Set(cuts.map((c) => c % (lines.length + 1))), 0, lines.length].sort((a, b) => a - b);
  return ends.slice(1).map((end, i) => lines.slice(ends[i], end));
}

describe('measures', () => {
  it.each([
    ['any events', streams],
    ['receipts that convert each other', receiptStreams],
  ])(
    'equal the naive recomputation for %s, in any order, however often, in whatever batches',
    async (_, of) => {
      await fc.assert(
        fc.asyncProperty(delivered(of), questions, async ({ lines, order, cuts }, asked) => {
          const sent: Sent[] = lines.map(({ source, line }) => ({ source, event: event.parse(line) }));
          await engineOf(cut(order, cuts), (measures) => {
            for (const { unit, year, at: anyAt } of asked) {
              const at = Math.max(anyAt, yearStart(year));
              const found = told(measures, unit, year, at);
              if (found === 'not there') continue;
              expect({ unit, year, at, ...found }).toEqual({
                unit,
                year,
                at,
                ...naiveMeasures(sent, unit, year, at),
              });
            }
          });
        }),
        { numRuns: RUNS },
      );
    },
  );

  it('balance at every instant for units fed by cases: F = G + H + R in cases and in đồng', async () => {
    const caseStreams = streams.map((lines) => lines.filter(({ line }) => line.type !== 'aggregate'));
    await fc.assert(
      fc.asyncProperty(caseStreams, questions, async (lines, asked) => {
        await engineOf([lines], (measures) => {
          for (const { unit, year, at } of asked) {
            const found = told(measures, unit, year, Math.max(at, yearStart(year)));
            if (found === 'not there') continue;
            for (const table of [found.cases, found.money]) {
              const [F, G, H, R] = ['F', 'G', 'H', 'R'].map((l) => table[l] ?? 0n) as [
                bigint,
                bigint,
                bigint,
                bigint,
              ];
              expect(F).toBe(G + H + R);
            }
          }
        });
      }),
      { numRuns: 100 },
    );
  });
});
