/** Whatever the events: the parts of every number, and what is behind it, are those of the naive recomputation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseFilter, DIMENSIONS, VALUE_BANDS } from '../../electron/contract/breakdown.ts';
import { yearStart } from '../../electron/contract/calendar.ts';
import { CATEGORIES, event, INITIATIONS } from '../../electron/contract/events.ts';
import { CASE_LETTERS, COUNT_LETTERS, MONEY_LETTERS } from '../../electron/contract/letters.ts';
import { rebuildCube } from '../../electron/engine/care/index.ts';
import { createMeasures, type Measures, QuestionError } from '../../electron/engine/measures/index.ts';
import { type Core, createCore } from './engine.ts';
import { naiveParts } from './oracle.ts';
import type { Part } from './parts.ts';
import { naiveRows, passes, spokenOf } from './rows.ts';
import type { Sent } from './states.ts';
import { instants, type SentLine, streams, UNITS, YEARS } from './streams.ts';

/** More for a long search than for every day. */
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 300) / 6;
const TIMEOUT_MS = 120_000 + RUNS * 1_000;

const filters: fc.Arbitrary<CaseFilter> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        officer: fc.constantFrom('', 'o0', 'o1', 'nobody'),
        category: fc.constantFrom(...CATEGORIES.slice(0, 3)),
        initiation: fc.constantFrom(...INITIATIONS),
        band: fc.constantFrom(...VALUE_BANDS.map(({ key }) => key)),
      },
      { requiredKeys: [] },
    ),
  },
);
const moments = fc
  .record({ unit: fc.constantFrom(...UNITS), year: fc.constantFrom(...YEARS, 2027), at: instants })
  .map(({ unit, year, at }) => ({ unit, year, at: Math.max(at, yearStart(year)) }));
type Moment = { unit: string; year: number; at: number };
const questions = fc
  .record({
    moment: moments,
    by: fc.subarray([...DIMENSIONS], { minLength: 1 }),
    filter: filters,
    letters: fc.oneof(
      fc.constant([...COUNT_LETTERS]),
      fc.constant([...CASE_LETTERS]),
      fc.subarray([...COUNT_LETTERS], { minLength: 1 }),
    ),
  })
  .map(({ moment, ...rest }) => ({ ...moment, ...rest }));
type Asked = typeof questions extends fc.Arbitrary<infer Q> ? Q : never;

/** The units first, then everything else in any order, a part of it twice, cut into batches. */
const deliveries = streams.chain((sent) =>
  fc
    .record({
      order: fc.shuffledSubarray(sent.slice(UNITS.length), { minLength: sent.length - UNITS.length }),
      again: fc.nat({ max: 4 }),
      cuts: fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
    })
    .map(({ order, again, cuts }) => {
      const lines = [...order, ...order.slice(0, again)];
      const ends = [...new Set([...cuts.map((c) => c % (lines.length + 1)), lines.length])].sort(
        (a, b) => a - b,
      );
      const batches = ends.map((end, i) => lines.slice(ends[i - 1] ?? 0, end));
      return [[...sent.slice(0, UNITS.length), ...(batches[0] ?? [])], ...batches.slice(1)];
    }),
);

function isThere(measures: Measures, question: Moment): boolean {
  try {
    measures.measures(question);
    return true;
  } catch (error) {
    if (error instanceof QuestionError && error.field === 'unit') return false;
    throw error;
  }
}

const eventsOf = (lines: readonly SentLine[]): Sent[] =>
  lines.map(({ source, line }) => ({ source, event: event.parse(line) }));

async function expectNaive(measures: Measures, sent: readonly Sent[], asked: readonly Asked[]) {
  for (const question of asked) {
    if (!isThere(measures, question)) continue;
    const { by, filter, letters } = question;
    const parts = naiveParts(sent, question.unit, question.year, question.at);
    const { rows } = await measures.breakdown(question);
    expect({ question, rows }).toEqual({ question, rows: naiveRows(parts, by, filter, letters) });
  }
}

async function withCore<T>(use: (core: Core) => Promise<T>): Promise<T> {
  const core = createCore();
  try {
    return await use(core);
  } finally {
    core.end();
  }
}

describe('a breakdown', () => {
  it(
    'has the rows of the naive recomputation for every letter and dimension, asked again after every batch and correction',
    async () => {
      const asked = fc.array(questions, { minLength: 3, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(deliveries, asked, (batches, all) =>
          withCore(async ({ push, measures, store }) => {
            const sent: SentLine[] = [];
            for (const [i, batch] of batches.entries()) {
              await push(batch);
              sent.push(...batch);
              // A night between two batches changes nothing, whatever comes after it.
              if (i % 2 === 0) await measures.sumAhead(all[0]?.at ?? 0);
              await expectNaive(measures, eventsOf(sent), all);
            }
            // The same of the cube made anew, and of a program that starts with the sums that were kept.
            await expectNaive(createMeasures(store, []), eventsOf(sent), all);
            store.db.exec('DELETE FROM cube; DELETE FROM change');
            rebuildCube(store);
            await expectNaive(createMeasures(store, []), eventsOf(sent), all);
          }),
        ),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'sums to the number it comes from, by every dimension',
    async () => {
      const fromEvents = deliveries.map((batches) =>
        batches.flat().filter(({ line }) => line.type !== 'aggregate'),
      );
      await fc.assert(
        fc.asyncProperty(fromEvents, fc.array(questions, { minLength: 4 }), (lines, all) =>
          withCore(async ({ push, measures }) => {
            await push(lines);
            for (const { by, unit, year, at } of all) {
              if (!isThere(measures, { unit, year, at })) continue;
              const whole = measures.measures({ unit, year, at });
              const asked = { unit, year, at, by, filter: {}, letters: COUNT_LETTERS };
              const { rows } = await measures.breakdown(asked);
              const sum = (n: (row: (typeof rows)[number]) => number | string | undefined) =>
                rows.reduce((total, row) => total + BigInt(n(row) ?? 0), 0n);
              expect(COUNT_LETTERS.map((l) => [l, Number(sum((row) => row.cases[l]))])).toEqual(
                COUNT_LETTERS.map((l) => [l, whole.cases[l]]),
              );
              expect(MONEY_LETTERS.map((l) => [l, String(sum((row) => row.money[l]))])).toEqual(
                MONEY_LETTERS.map((l) => [l, whole.money[l]]),
              );
            }
          }),
        ),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});

interface Page {
  keys: string[];
  next: string | null;
}

/** How what a letter counts is asked for. */
function pageOf(measures: Measures, letter: (typeof COUNT_LETTERS)[number]) {
  return async (
    question: Moment & { filter: CaseFilter; after: string | undefined; limit: number },
  ): Promise<Page> => {
    if (letter === 'N') {
      const { officers, next } = await measures.officers(question);
      return { keys: officers.map((one) => one.officer), next };
    }
    if (letter === 'Q') {
      const { receipts, next } = await measures.receipts(question);
      return { keys: receipts.map((one) => `${one.receipt} ${one.counted}`), next };
    }
    if (letter === 'U' || letter === 'X') {
      const { decisions, next } = await measures.decisions({ ...question, letter });
      return { keys: decisions.map((one) => one.decision), next };
    }
    const { cases, next } = await measures.cases({ ...question, letter });
    return { keys: cases.map((one) => one.case), next };
  };
}

function keysBehind(parts: readonly Part[], letter: (typeof COUNT_LETTERS)[number]): string[] {
  return parts
    .filter((part) => (part.type === 'case' ? (part.cases[letter] ?? 0n) > 0n : spokenOf(part, [letter])))
    .map((part) => (letter === 'Q' ? `${part.key} ${part.money.Q ?? 0n}` : part.key))
    .sort();
}

describe('what is behind a number', () => {
  it(
    'is all that the naive recomputation counts, page by page, each once',
    async () => {
      const asked = fc.array(
        fc.record({
          moment: moments,
          filter: filters,
          letter: fc.constantFrom(...COUNT_LETTERS, 'N' as const, 'Q' as const, 'U' as const, 'X' as const),
          limit: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 8, maxLength: 16 },
      );
      await fc.assert(
        fc.asyncProperty(deliveries, asked, (batches, all) =>
          withCore(async ({ push, measures }) => {
            for (const batch of batches) await push(batch);
            const sent = eventsOf(batches.flat());
            for (const { moment, filter, letter, limit } of all) {
              if (!isThere(measures, moment)) continue;
              const ask = pageOf(measures, letter);
              const keys: string[] = [];
              for (let after: string | undefined; ; ) {
                const page = await ask({ ...moment, filter, after, limit });
                expect(page.keys.length).toBeLessThanOrEqual(limit);
                keys.push(...page.keys);
                if (page.next === null) break;
                after = page.next;
              }
              const parts = naiveParts(sent, moment.unit, moment.year, moment.at);
              const wanted = parts.filter((part) => passes(part, filter));
              expect({ moment, filter, letter, keys }).toEqual({
                ...{ moment, filter, letter },
                keys: keysBehind(wanted, letter),
              });
            }
          }),
        ),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});
