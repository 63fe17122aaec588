/** Reading: every indicator of every unit at any instant, with few cases and with many. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, formatInstant, yearStart } from '../../electron/contract/calendar.ts';
import { createIngest } from '../../electron/engine/ingest/index.ts';
import { createMeasures, type Measures, readCatalogue } from '../../electron/engine/measures/index.ts';
import { openStore } from '../../electron/engine/store/index.ts';
import { percentile, report, round } from './report.ts';

const FEW = 20_000;
const MANY = 1_000_000;
const UNITS = 26;
const QUESTIONS = 200;
const YEAR = 2026;
const NOW = yearStart(YEAR + 1) - DAY_MS;
const STATES = ['in_progress', 'completed', 'not_eligible', 'postponed', 'set_aside'];

/** A year of cases spread over the units: taken in, and half of them changed once. */
function* lines(cases: number): Generator<string> {
  yield JSON.stringify({
    id: 'root',
    type: 'unit',
    v: 1,
    at: '2020-01-01T00:00:00+07:00',
    unit: 'root',
    name: 'root',
    parent: null,
    level: 'province',
  });
  for (let i = 0; i < UNITS - 1; i++)
    yield JSON.stringify({
      id: `unit-${i}`,
      type: 'unit',
      v: 1,
      at: '2020-01-01T00:00:00+07:00',
      unit: `u${i}`,
      name: `u${i}`,
      parent: 'root',
      level: 'region',
    });
  const step = (300 * DAY_MS) / cases;
  for (let i = 0; i < cases; i++) {
    const taken = yearStart(YEAR) + Math.floor(i * step);
    const common = {
      type: 'case',
      case: `c${i}`,
      unit: `u${i % (UNITS - 1)}`,
      officer: null,
      initiation: 'ex_officio',
      category: 'civil',
      accepted_on: formatInstant(taken).slice(0, 10),
      due: 1_000_000 + i,
    };
    yield JSON.stringify({
      ...common,
      id: `${i}/1`,
      v: 1,
      at: formatInstant(taken),
      done: 0,
      state: 'in_progress',
    });
    if (i % 2 === 0)
      yield JSON.stringify({
        ...common,
        id: `${i}/2`,
        v: 2,
        at: formatInstant(taken + 30 * DAY_MS),
        done: i,
        state: STATES[i % STATES.length],
      });
  }
}

async function withCases<T>(cases: number, ask: (measures: Measures) => T): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const store = openStore({ dataDir });
  try {
    // What is measured is reading; the load need not survive a power cut.
    store.db.pragma('synchronous = OFF');
    const measures = createMeasures(
      store,
      readCatalogue(join(import.meta.dirname, '../../assets/indicators')),
    );
    const ingest = createIngest({ store, measures, now: () => NOW });
    ingest.settle({ id: 's', kind: 'push', nature: 'sample', expectEveryS: 15 });
    await ingest.push('s', chunks(cases));
    return ask(measures);
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}

function* chunks(cases: number): Generator<Uint8Array> {
  let chunk = '';
  for (const line of lines(cases)) {
    chunk += `${line}\n`;
    if (chunk.length < 65_536) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}

/** Times of the same questions about instants all over the year, none asked twice. */
function times(measures: Measures): number[] {
  const units = ['root', ...Array.from({ length: UNITS - 1 }, (_, i) => `u${i}`)];
  const indicators = measures.catalogue().map((i) => i.key);
  const samples: number[] = [];
  for (let i = 0; i < QUESTIONS; i++) {
    const at = yearStart(YEAR) + 10 * DAY_MS + Math.floor(((i * 0.618) % 1) * 340 * DAY_MS);
    const begun = performance.now();
    measures.valuesOfUnits({ units, year: YEAR, at, indicators });
    samples.push(performance.now() - begun);
  }
  return samples.slice(20);
}

export async function read(): Promise<void> {
  const few = await withCases(FEW, times);
  const many = await withCases(MANY, times);
  for (const [name, p] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const)
    report({
      bench: `read ${name}, ${UNITS} units, ${MANY} cases`,
      value: round(percentile(many, p)),
      unit: 'ms',
      ratio: round(percentile(many, p) / percentile(few, p)),
      baseline: `${round(percentile(few, p))} ms with ${FEW} cases`,
    });
}
