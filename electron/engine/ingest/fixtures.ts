/** A real engine core on a database of its own, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';
import { createMeasures, type Measures } from '../measures/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { type Connector, createIngest, type Ingest } from './index.ts';

export interface Core {
  dataDir: string;
  store: Store;
  measures: Measures;
  ingest: Ingest;
  /** Pushes lines (objects or raw text) from a source. */
  push(source: string, ...lines: (EventLine | string)[]): ReturnType<Ingest['push']>;
  reasons(source: string): string[];
  close(): void;
}

/** @param connect how its sources are asked; left out, they must feed themselves */
export function startCore(
  now: () => Instant,
  connect?: (parts: { db: Store['db']; dataDir: string; now: () => Instant }) => Connector,
): Core {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-core-'));
  const store = openStore({ dataDir });
  const measures = createMeasures(store, []);
  const connector = connect?.({ db: store.db, dataDir, now });
  const ingest = createIngest({ store, measures, now, ...(connector && { connector }) });
  for (const id of ['s1', 's2']) ingest.settle({ id, kind: 'push', nature: 'operational', expectEveryS: 15 });
  return {
    dataDir,
    store,
    measures,
    ingest,
    push: (source, ...lines) =>
      ingest.push(source, [
        Buffer.from(lines.map((l) => (typeof l === 'string' ? l : JSON.stringify(l))).join('\n')),
      ]),
    reasons: (source) => ingest.quarantine(source, null, 1000)?.entries.map((e) => e.reason) ?? [],
    close() {
      store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** An event with what a test does not care about filled in. */
export function unitLine(id: string, unit: string, parent: string | null, more: object = {}): EventLine {
  return {
    id,
    type: 'unit',
    v: 1,
    at: '2024-01-01T00:00:00+07:00',
    unit,
    name: unit,
    parent,
    level: 'region',
    ...more,
  };
}

export function caseLine(id: string, key: string, unit: string, more: object = {}): EventLine {
  return {
    id,
    type: 'case',
    v: 1,
    at: '2025-11-03T09:00:00+07:00',
    case: key,
    unit,
    officer: null,
    initiation: 'ex_officio',
    category: 'civil',
    accepted_on: '2025-11-03',
    due: 1000,
    done: 0,
    state: 'in_progress',
    ...more,
  };
}

export function aggregateLine(id: string, unit: string, more: object = {}): EventLine {
  return {
    id,
    type: 'aggregate',
    v: 1,
    at: '2025-10-31T23:59:59+07:00',
    unit,
    year: 2026,
    month: 1,
    values: { F: 100, J: 40, G: 80 },
    money: { J: 5637, G: 10000 },
    ...more,
  };
}
