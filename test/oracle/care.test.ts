/** Whatever the events: putting lines away and making the cube anew leave every figure as it was. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { yearEnd, yearStart } from '../../electron/contract/calendar.ts';
import { rebuildCube } from '../../electron/engine/care/index.ts';
import { putLinesAway } from '../../electron/engine/care/retention.ts';
import { spansDisagree } from '../../electron/engine/care/sums.ts';
import { createIngest } from '../../electron/engine/ingest/index.ts';
import { createMeasures, type Measures } from '../../electron/engine/measures/index.ts';
import { openStore } from '../../electron/engine/store/index.ts';
import { type SentLine, streams, UNITS, YEARS } from './streams.ts';

const NOW = yearStart(2030);
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 300) / 5;

function figuresOf(measures: Measures): string {
  const told: unknown[] = [];
  for (const unit of UNITS)
    for (const year of YEARS)
      for (const at of [yearStart(year), yearStart(year) + 3_600_000, yearStart(year) + 8e9, yearEnd(year)])
        try {
          told.push(measures.measures({ unit, year, at }));
        } catch (error) {
          told.push(String(error));
        }
  return JSON.stringify(told);
}

async function heldFor(lines: readonly SentLine[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-oracle-'));
  const store = openStore({ dataDir });
  try {
    store.db.pragma('synchronous = OFF');
    const measures = createMeasures(store, []);
    const ingest = createIngest({ store, measures, now: () => NOW });
    for (const id of ['s1', 's2'])
      ingest.settle({ id, kind: 'push', nature: 'operational', expectEveryS: 15 });
    const push = async () => {
      for (const [source, its] of Map.groupBy(lines, (s) => s.source))
        await ingest.push(source, [Buffer.from(its.map((l) => JSON.stringify(l.line)).join('\n'))]);
    };
    await push();
    const figures = figuresOf(measures);
    expect(spansDisagree(store.db)).toBeNull();
    expect(rebuildCube(store, { compareOnly: true }).differing).toEqual({ cube: 0, change: 0 });
    await putLinesAway(store.db, NOW + 1, new AbortController().signal);
    expect(figuresOf(createMeasures(store, []))).toBe(figures);
    await push();
    expect(figuresOf(measures)).toBe(figures);
    store.db.exec('DELETE FROM cube; DELETE FROM change');
    rebuildCube(store);
    expect(figuresOf(createMeasures(store, []))).toBe(figures);
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}

it('holds for every stream of events', async () => {
  await fc.assert(fc.asyncProperty(streams, heldFor), { numRuns: RUNS });
}, 120_000);
