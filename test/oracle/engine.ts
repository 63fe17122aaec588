import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { yearStart } from '../../electron/contract/calendar.ts';
import { createIngest, type Ingest } from '../../electron/engine/ingest/index.ts';
import { createMeasures, type Measures } from '../../electron/engine/measures/index.ts';
import { DATABASE_FILE, openStore, type Store } from '../../electron/engine/store/index.ts';
import type { SentLine } from './streams.ts';

const NOW = yearStart(2030);

/** An engine core over a store of its own. */
export interface Core {
  store: Store;
  measures: Measures;
  /** Sends lines source by source, as one batch each. */
  push(lines: readonly SentLine[]): Promise<void>;
  end(): void;
}

export function createCore(): Core {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-oracle-'));
  copyFileSync(emptyDatabase(), join(dataDir, DATABASE_FILE));
  const store = openStore({ dataDir });
  store.db.pragma('synchronous = OFF');
  const measures = createMeasures(store, []);
  const ingest: Ingest = createIngest({ store, measures, now: () => NOW });
  return {
    store,
    measures,
    async push(lines) {
      for (const [source, its] of Map.groupBy(lines, (s) => s.source))
        await ingest.push(source, [Buffer.from(its.map((l) => JSON.stringify(l.line)).join('\n'))]);
    },
    end() {
      store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

const EMPTY = mkdtempSync(join(tmpdir(), 'ioc-oracle-empty-'));
process.on('exit', () => rmSync(EMPTY, { recursive: true, force: true }));

/** A database of this program's schema with the sources of streams: making one takes longer than filling it. */
function emptyDatabase(): string {
  const file = join(EMPTY, DATABASE_FILE);
  if (existsSync(file)) return file;
  const store = openStore({ dataDir: EMPTY });
  const ingest = createIngest({ store, measures: createMeasures(store, []), now: () => NOW });
  for (const id of ['s1', 's2']) ingest.settle({ id, kind: 'push', nature: 'operational', expectEveryS: 15 });
  store.close();
  return file;
}

/** Feeds lines to a real engine core in batches and asks it. */
export async function engineOf<T>(
  batches: readonly SentLine[][],
  ask: (measures: Measures) => T | Promise<T>,
): Promise<T> {
  const core = createCore();
  try {
    for (const batch of batches) await core.push(batch);
    return await ask(core.measures);
  } finally {
    core.end();
  }
}
