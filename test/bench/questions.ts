/** Questions in words: how many are understood exactly, and how long answers take over the demo source's data. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { DAY_MS, yearOf } from '../../electron/contract/calendar.ts';
import { type QuestionAnswer, cannotReason, OPEN_SLOTS, query } from '../../electron/contract/questions.ts';
import { frozen } from '../../electron/demo-source/pace.ts';
import { LiveFeed } from '../../electron/demo-source/live.ts';
import { SectorStream } from '../../electron/demo-source/stream.ts';
import { PERMISSIONS } from '../../electron/contract/access.ts';
import { createIngest } from '../../electron/engine/ingest/index.ts';
import { createMeasures, readCatalogue } from '../../electron/engine/measures/index.ts';
import { createQuestions, type Questions } from '../../electron/engine/questions/index.ts';
import { openStore } from '../../electron/engine/store/index.ts';
import { percentile, report, round } from './report.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
/** The moment that the questions are asked at; what they expect holds then. */
const NOW = Date.parse('2026-06-17T09:30:00+07:00');
const SETS = ['development', 'held-out'] as const;
const WHOLE = { place: null, permissions: PERMISSIONS, covers: () => true };

const written = z.strictObject({
  n: z.int(),
  text: z.string(),
  previous: query.optional(),
  expect: z.union([
    z.strictObject({ query }),
    z.strictObject({ choose: z.enum(OPEN_SLOTS) }),
    z.strictObject({ cannot: cannotReason }),
  ]),
});
type Written = z.infer<typeof written>;

function questionsOf(set: (typeof SETS)[number]): Written[] {
  return readFileSync(join(import.meta.dirname, 'questions', `${set}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => written.parse(JSON.parse(line)));
}

/** What was understood; where the figures cannot say it, the query is known all the same. */
function understood(answer: QuestionAnswer): unknown {
  if (answer.outcome === 'choose') return { choose: answer.about };
  return answer.query === null && answer.outcome === 'cannot'
    ? { cannot: answer.reason }
    : { query: answer.query };
}

async function withDemo<T>(cases: number, ask: (questions: Questions) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const store = openStore({ dataDir });
  try {
    // What is measured is answering; the load need not survive a power cut.
    store.db.pragma('synchronous = OFF');
    const measures = createMeasures(store, readCatalogue(join(ASSETS, 'indicators')));
    const ingest = createIngest({ store, measures, now: () => NOW });
    ingest.settle({ id: 'demo', kind: 'push', nature: 'sample', expectEveryS: 15 });
    await ingest.push('demo', chunks(cases));
    const assets = { assets: ASSETS, warn: (sentence: string) => process.stderr.write(`${sentence}\n`) };
    return await ask(createQuestions({ ...assets, measures, sources: () => ingest.list(), now: () => NOW }));
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}

function* chunks(cases: number): Generator<Uint8Array> {
  const stream = new SectorStream({ seed: '1', cases, firstYear: yearOf(NOW) - 1 });
  const feed = new LiveFeed(stream, NOW - (NOW % DAY_MS), frozen(), () => NOW);
  for (let after = 0; after < feed.head; ) {
    const lines = feed.after(after, 500);
    after += lines.length;
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
  feed.close();
}

/** @param show every question that is understood otherwise than expected, with what it was taken for */
export async function questionsAnswered(cases: number, show: boolean): Promise<void> {
  await withDemo(cases, async (questions) => {
    for (const set of SETS) {
      const all = questionsOf(set);
      const took: number[] = [];
      let exact = 0;
      let answered = 0;
      for (const { n, text, previous, expect } of all) {
        const begun = performance.now();
        const answer = await questions.ask({ text, previous }, WHOLE);
        took.push(performance.now() - begun);
        const found = understood(answer);
        if (answer.outcome === 'answered') answered += 1;
        if (isDeepStrictEqual(JSON.parse(JSON.stringify(found)), expect)) exact += 1;
        else if (show && set === 'development')
          process.stderr.write(`${n} ${text}\n  ${JSON.stringify(expect)}\n  ${JSON.stringify(found)}\n`);
      }
      report({
        bench: `questions, exact query, ${set}`,
        value: round((100 * exact) / all.length, 1),
        unit: '%',
        ratio: null,
        baseline: `${exact} of ${all.length}, ${answered} answered with figures or a definition; aim 97 on those held out`,
      });
      for (const [name, p] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['longest', 1],
      ] as const)
        report({
          bench: `questions, answer ${name}, ${set}`,
          value: round(percentile(took, p)),
          unit: 'ms',
          ratio: null,
          baseline: `${cases} cases handled in the closed year; aim 100 ms for p95`,
        });
    }
  });
}
