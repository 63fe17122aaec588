/** A database with years of the demo source's figures, for what is measured on them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, type Instant, yearStart } from '../../../electron/contract/calendar.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import { LiveFeed } from '../../../electron/demo-source/live.ts';
import { frozen } from '../../../electron/demo-source/pace.ts';
import { SectorStream } from '../../../electron/demo-source/stream.ts';
import { readShifts } from '../../../electron/engine/forecast/index.ts';
import type { Calendar } from '../../../electron/engine/forecast/making.ts';
import { createIngest } from '../../../electron/engine/ingest/index.ts';
import {
  createMeasures,
  createTableReader,
  readCatalogue,
  type TableReader,
} from '../../../electron/engine/measures/index.ts';
import { readHolidays } from '../../../electron/engine/schedules/index.ts';
import { openStore } from '../../../electron/engine/store/index.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
export const FIRST_YEAR = 2026;
export const YEARS = 3;
const CASES = 20_000;

export interface DemoYears {
  readonly tables: TableReader;
  readonly offices: readonly string[];
  readonly catalogue: readonly Indicator[];
  readonly calendar: Calendar;
  close(): void;
}

export async function openDemoYears(seed = '3'): Promise<DemoYears> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const store = openStore({ dataDir });
  store.db.pragma('synchronous = OFF');
  const catalogue = readCatalogue(join(ASSETS, 'indicators'));
  const end = yearStart(FIRST_YEAR + YEARS) + DAY_MS;
  const measures = createMeasures(store, catalogue);
  const ingest = createIngest({ store, measures, now: () => end });
  ingest.settle({ id: 'demo', kind: 'push', nature: 'sample', expectEveryS: 15 });
  await ingest.push('demo', chunks(seed, end));
  return {
    tables: createTableReader(store.db),
    offices: measures.units(end).flatMap(({ unit, level }) => (level === 'region' ? [unit] : [])),
    catalogue,
    calendar: {
      daysOff: new Set(readHolidays(ASSETS, '').nameOf.keys()),
      shifts: readShifts(ASSETS, (sentence) => process.stderr.write(`${sentence}\n`)),
    },
    close() {
      store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

function* chunks(seed: string, end: Instant): Generator<Uint8Array> {
  const stream = new SectorStream({ seed, cases: CASES, firstYear: FIRST_YEAR });
  const feed = new LiveFeed(stream, end, frozen(), () => end);
  for (let after = 0; after < feed.head; ) {
    const lines = feed.after(after, 500);
    after += lines.length;
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
  feed.close();
}
