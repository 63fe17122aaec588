import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { yearStart } from '../../electron/contract/calendar.ts';
import { createIngest } from '../../electron/engine/ingest/index.ts';
import { createMeasures, type Measures } from '../../electron/engine/measures/index.ts';
import { openStore } from '../../electron/engine/store/index.ts';
import type { SentLine } from './streams.ts';

const NOW = yearStart(2030);

/** Feeds lines to a real engine core in batches and asks it. */
export async function engineOf<T>(
  batches: readonly SentLine[][],
  ask: (measures: Measures) => T | Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-oracle-'));
  const store = openStore({ dataDir });
  try {
    store.db.pragma('synchronous = OFF');
    const measures = createMeasures(store, []);
    const ingest = createIngest({ store, measures, now: () => NOW });
    for (const id of ['s1', 's2'])
      ingest.settle({ id, kind: 'push', nature: 'operational', expectEveryS: 15 });
    for (const batch of batches)
      for (const [source, lines] of Map.groupBy(batch, (s) => s.source))
        await ingest.push(source, [Buffer.from(lines.map((l) => JSON.stringify(l.line)).join('\n'))]);
    return await ask(measures);
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}
