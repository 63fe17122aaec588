/** Whatever the events: the cases behind a letter make up its count and its đồng, in every order, at every instant. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CASE_ORDERS, type ListedCase } from '../../electron/contract/breakdown.ts';
import { yearStart } from '../../electron/contract/calendar.ts';
import { CATEGORIES, event, INITIATIONS } from '../../electron/contract/events.ts';
import { CASE_LETTERS } from '../../electron/contract/letters.ts';
import { type Measures, QuestionError, rowTold } from '../../electron/engine/measures/index.ts';
import { createCore } from './engine.ts';
import { naiveParts } from './oracle.ts';
import { passes } from './rows.ts';
import { instants, streams, UNITS, YEARS } from './streams.ts';

const RUNS = Number(process.env['ORACLE_RUNS'] ?? 300) / 6;
const TIMEOUT_MS = 120_000 + RUNS * 1_000;

const asked = fc
  .record({
    unit: fc.constantFrom(...UNITS),
    year: fc.constantFrom(...YEARS),
    at: instants,
    letter: fc.constantFrom(...CASE_LETTERS),
    of: fc.constantFrom('cases' as const, 'money' as const),
    sort: fc.constantFrom(...CASE_ORDERS),
    order: fc.constantFrom('asc' as const, 'desc' as const),
    limit: fc.integer({ min: 1, max: 3 }),
    filter: fc.oneof(
      fc.constant({}),
      fc.record(
        {
          category: fc.constantFrom(...CATEGORIES.slice(0, 3)),
          initiation: fc.constantFrom(...INITIATIONS),
        },
        { requiredKeys: [] },
      ),
    ),
  })
  .map((one) => ({ ...one, at: Math.max(one.at, yearStart(one.year)) }));
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

function wholeOf(measures: Measures, question: Asked) {
  try {
    return measures.measures(question);
  } catch (error) {
    if (error instanceof QuestionError && error.field === 'unit') return null;
    throw error;
  }
}

/** All pages of a list. */
async function listed(measures: Measures, question: Asked) {
  const cases: ListedCase[] = [];
  const first = await measures.cases(question);
  cases.push(...first.cases);
  for (let { next } = first; next !== null; ) {
    const page = await measures.cases({ ...question, after: next });
    expect(page.counted).toBeNull();
    expect(page.cases.length).toBeLessThanOrEqual(question.limit);
    cases.push(...page.cases);
    next = page.next;
  }
  return { cases, counted: first.counted };
}

const sum = (numbers: readonly (string | bigint)[]) =>
  numbers.reduce((total: bigint, n) => total + BigInt(n), 0n);

it(
  'lists what makes up the figure, page by page, and says what the figure is',
  async () => {
    const questions = fc.array(asked, { minLength: 8, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(streams, questions, async (sent, all) => {
        const core = createCore();
        try {
          const { measures } = core;
          await core.push(sent);
          const events = sent.map(({ source, line }) => ({ source, event: event.parse(line) }));
          for (const question of all) {
            const whole = wholeOf(measures, question);
            if (!whole) continue;
            const { letter, of, filter, unit, year, at } = question;
            const { cases, counted } = await listed(measures, question);
            const parts = naiveParts(events, unit, year, at).filter(
              (part) => part.type === 'case' && passes(part, filter),
            );
            const figure = {
              cases: Number(sum(parts.map((part) => part.cases[letter] ?? 0n))),
              money: String(sum(parts.map((part) => part.money[letter] ?? 0n))),
            };
            expect({ question, counted }).toEqual({ question, counted: figure });
            if (of === 'cases') expect(cases).toHaveLength(figure.cases);
            else expect(String(sum(cases.map(({ amount }) => amount)))).toBe(figure.money);
            expect(new Set(cases.map((one) => one.case)).size).toBe(cases.length);
            inOrder(question, cases);
            const { withoutCases } = await measures.cases(question);
            if (Object.keys(filter).length === 0 && withoutCases.length === 0)
              expect([whole.cases[letter], whole.money[letter]]).toEqual([figure.cases, figure.money]);
            const rows = await Array.fromAsync(measures.caseRows(question), rowTold);
            expect(rows.map((one) => one.case).sort()).toEqual(cases.map((one) => one.case).sort());
          }
        } finally {
          core.end();
        }
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

function inOrder({ sort, order }: Asked, cases: readonly ListedCase[]): void {
  const valueOf = (one: ListedCase) =>
    ({
      case: one.case,
      accepted_on: one.accepted_on,
      due: BigInt(one.due),
      done: BigInt(one.done),
      remaining: BigInt(one.r),
      amount: BigInt(one.amount),
    })[sort];
  for (const [i, one] of cases.entries()) {
    const before = cases[i - 1];
    if (!before) continue;
    const [a, b] = order === 'asc' ? [before, one] : [one, before];
    expect(valueOf(a) <= valueOf(b)).toBe(true);
  }
}

it('tells the history of a case as it was sent, up to an instant', async () => {
  const core = createCore();
  try {
    const versions = [
      { v: 1, at: '2025-10-05T09:00:00+07:00', state: 'in_progress', done: 0 },
      { v: 2, at: '2025-11-05T09:00:00+07:00', state: 'postponed', done: 0 },
      { v: 3, at: '2025-10-20T09:00:00+07:00', state: 'in_progress', done: 40 },
      { v: 4, at: '2026-02-01T09:00:00+07:00', state: 'completed', done: 100 },
    ] as const;
    const common = {
      type: 'case',
      case: 'c/1',
      unit: 'u',
      officer: null,
      initiation: 'on_request',
      category: 'civil',
      accepted_on: '2025-10-05',
      due: 100,
    } as const;
    await core.push([
      {
        source: 's1',
        line: {
          ...{ id: 'u', type: 'unit', v: 1, at: '2024-01-01T00:00:00+07:00' },
          ...{ unit: 'u', name: 'U', parent: null, level: 'province' },
        },
      },
      ...versions.map((one) => ({ source: 's1', line: { ...common, ...one, id: `c/${one.v}` } })),
    ]);
    const at = Date.parse('2026-01-15T00:00:00+07:00');
    const told = core.measures.caseOf({ case: 'c/1', at });
    expect(told?.standing).toMatchObject({ letter: 'I', intake: 'C', w: '100', p: '40', r: '60' });
    expect(told?.versions.map(({ v, held, source }) => [v, held, source])).toEqual([
      [1, true, 's1'],
      [3, true, 's1'],
      [2, false, 's1'],
    ]);
    expect(core.measures.caseOf({ case: 'c/1', at: Date.parse('2025-10-04T00:00:00+07:00') })).toBeNull();
    expect(core.measures.caseOf({ case: 'other', at })).toBeNull();
  } finally {
    core.end();
  }
});
