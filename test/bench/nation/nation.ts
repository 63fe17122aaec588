/**
 * A whole country on one machine: 34 provinces, 355 regions, two statistical years and a half of cases. Loading, memory, bytes, questions
 * with few cases and with many, the same questions to SQLite and DuckDB, and the cube made anew.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rebuildCube } from '../../../electron/engine/care/index.ts';
import { openStore } from '../../../electron/engine/store/index.ts';
import { percentile, report, round } from '../report.ts';
import { NATION } from './events.ts';
import { writeLines } from './linesFile.ts';
import { BODY_LINES, insertRaw, type Loaded, pushAll } from './load.ts';
import { instants, type Times, timesOf, withMeasures } from './questions.ts';
import { duckdb, type Rival, sqlite } from './rivals.ts';

/** What answers with many cases are compared with. */
const FEW = 100_000;
/** Questions put to each rival: they take seconds each. */
const RIVAL_QUESTIONS = 3;

interface Country {
  folder: string;
  lines: string;
  count: number;
  loaded: Loaded;
}

async function load(folder: string, cases: number): Promise<Country> {
  mkdirSync(folder);
  const lines = join(folder, 'lines.ndjson');
  const count = await writeLines(lines, { cases });
  const tell = (taken: number) => process.stderr.write(`${taken} of ${count} lines taken in\n`);
  return { folder, lines, count, loaded: await pushAll(lines, join(folder, 'engine'), count, tell) };
}

function tellLoading({ count, loaded }: Country, raw: number): void {
  const of = `${count} events`;
  report({
    bench: `nation ingest, ${of}`,
    value: Math.round(loaded.linesPerSecond),
    unit: 'events/s',
    ratio: round(loaded.linesPerSecond / raw, 3),
    baseline: `${Math.round(raw)} lines/s put raw into one table, ${BODY_LINES} a transaction`,
  });
  report({
    bench: `nation engine CPU, ${of}`,
    value: round(loaded.cpuMicros, 1),
    unit: 'µs/event',
    ratio: null,
    baseline: null,
  });
  report({
    bench: `nation engine memory, ${of}`,
    value: Math.round(loaded.memoryMib),
    unit: 'MiB',
    ratio: null,
    baseline: null,
  });
  report({
    bench: `nation database, ${of}`,
    value: round(loaded.bytes / count, 1),
    unit: 'bytes/event',
    ratio: null,
    baseline: null,
  });
}

function tellTimes(cases: number, many: Times, few: Times): void {
  for (const [what, times, fewTimes] of [
    ['every indicator of every unit', many.everything, few.everything],
    ['one region by enforcer and category', many.breakdown, few.breakdown],
  ] as const)
    for (const [name, p] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const)
      report({
        bench: `nation ${what}, ${name}, ${cases} cases`,
        value: round(percentile(times, p)),
        unit: 'ms',
        ratio: round(percentile(times, p) / percentile(fewTimes, p)),
        baseline: `${round(percentile(fewTimes, p))} ms with ${FEW} cases`,
      });
}

async function completedAt(dataDir: string): Promise<number[]> {
  return withMeasures(dataDir, async (measures) =>
    instants(RIVAL_QUESTIONS).map((at) => Number(measures.measures({ unit: NATION, at }).cases.J)),
  );
}

async function askRival(rival: Rival, ours: Times, completed: readonly number[]): Promise<void> {
  const everything: number[] = [];
  const breakdown: number[] = [];
  for (const [i, at] of instants(RIVAL_QUESTIONS).entries()) {
    const answer = await rival.everything(at);
    if (answer.completed !== completed[i])
      throw new Error(`${rival.name} counts ${answer.completed} completed cases, the engine ${completed[i]}`);
    everything.push(answer.ms);
    breakdown.push(await rival.breakdown(at, i));
  }
  rival.close();
  for (const [what, theirs, mine] of [
    ['every unit', everything, ours.everything],
    ['one region by enforcer and category', breakdown, ours.breakdown],
  ] as const)
    report({
      bench: `nation ${what}, ${rival.name}`,
      value: round(percentile(theirs, 0.5), 1),
      unit: 'ms',
      ratio: round(percentile(theirs, 0.5) / percentile(mine, 0.5), 1),
      baseline: `${round(percentile(mine, 0.5))} ms by the engine, the same figures`,
    });
}

function tellRebuild({ folder, loaded }: Country): void {
  const store = openStore({ dataDir: join(folder, 'engine') });
  try {
    const { versionsPerSecond, differing } = rebuildCube(store, { compareOnly: true });
    if (Object.values(differing).some((keys) => keys > 0))
      throw new Error('the cube made anew is another one');
    report({
      bench: 'nation cube made anew from every version',
      value: versionsPerSecond,
      unit: 'events/s',
      ratio: round(versionsPerSecond / loaded.linesPerSecond),
      baseline: `${Math.round(loaded.linesPerSecond)} events/s taken in`,
    });
  } finally {
    store.close();
  }
}

/** @param cases over all days; with 10,000,000 it needs some 40 GB of disk and most of an hour */
export async function nation(cases: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-nation-'));
  try {
    const few = await timesOf(join((await load(join(folder, 'few'), FEW)).folder, 'engine'));
    const many = await load(join(folder, 'many'), cases);
    tellLoading(many, await insertRaw(many.lines, many.count, many.folder));
    rmSync(join(many.folder, 'raw.sqlite'));
    const times = await timesOf(join(many.folder, 'engine'));
    tellTimes(cases, times, few);
    const completed = await completedAt(join(many.folder, 'engine'));
    for (const rival of [duckdb, sqlite])
      await askRival(await rival(many.lines, many.folder), times, completed);
    tellRebuild(many);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
