/** A store with something of everything in it, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatInstant, yearStart } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';
import { createIngest, type Ingest } from '../ingest/index.ts';
import { createMeasures, type Measures } from '../measures/index.ts';
import { openStore, type Store } from '../store/index.ts';

const HOUR = 3_600_000;

/** Lines of a small organisation: cases over three years, several versions each, receipts and officers. */
export function manyLines(cases: number): EventLine[] {
  const lines: EventLine[] = [
    {
      id: 'u',
      type: 'unit',
      v: 1,
      at: instant(-9000),
      unit: 'HCM',
      name: 'TP.HCM',
      parent: null,
      level: 'province',
    },
    {
      id: 'u1',
      type: 'unit',
      v: 1,
      at: instant(-9000),
      unit: 'KV1',
      name: 'KV 1',
      parent: 'HCM',
      level: 'region',
    },
    {
      id: 'o1',
      type: 'officer',
      v: 1,
      at: instant(-8000),
      officer: 'CHV1',
      unit: 'KV1',
      name: 'Chấp hành viên',
    },
  ];
  for (let n = 0; n < cases; n++) {
    const start = -8760 + ((n * 37) % 17_000);
    const day = instant(start).slice(0, 10);
    const of = {
      type: 'case' as const,
      case: `V${n}`,
      unit: n % 3 ? 'KV1' : 'HCM',
      officer: n % 2 ? 'CHV1' : null,
      initiation: 'ex_officio' as const,
      category: 'civil' as const,
      accepted_on: day,
      due: 1_000_000 + n,
    };
    lines.push({ ...of, id: `c${n}-1`, v: 1, at: instant(start), done: 0, state: 'in_progress' });
    lines.push({ ...of, id: `c${n}-2`, v: 2, at: instant(start + 900), done: n, state: 'postponed' });
    if (n % 2)
      lines.push({ ...of, id: `c${n}-3`, v: 3, at: instant(start + 5000), done: of.due, state: 'completed' });
    lines.push({
      id: `r${n}`,
      type: 'receipt',
      v: 1,
      at: instant(start + 1000),
      receipt: `B${n}`,
      unit: 'KV1',
      officer: 'CHV1',
      case: `V${n}`,
      amount: 1000 * n,
      status: 'issued',
      converts: n % 5 === 1 ? `B${n - 1}` : null,
    });
  }
  return lines;
}

/** Hours from the start of the statistical year 2025. */
function instant(hours: number): string {
  return formatInstant(yearStart(2025) + hours * HOUR);
}

export interface KeptStore {
  dataDir: string;
  store: Store;
  measures: Measures;
  ingest: Ingest;
  push(lines: readonly EventLine[]): ReturnType<Ingest['push']>;
  end(): void;
}

/** When the events of a kept store were taken in. */
export const TAKEN_AT = yearStart(2027) + 24 * HOUR;

export function keepStore(dataDir = mkdtempSync(join(tmpdir(), 'ioc-care-'))): KeptStore {
  const store = openStore({ dataDir });
  const measures = createMeasures(store, []);
  const ingest = createIngest({ store, measures, now: () => TAKEN_AT });
  ingest.settle({ id: 's', kind: 'push', nature: 'operational', expectEveryS: 15 });
  return {
    dataDir,
    store,
    measures,
    ingest,
    push: (lines) => ingest.push('s', [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]),
    end() {
      if (store.db.open) store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** All letters of both units at many instants of three years, as text. */
export function figuresOf(measures: Measures): string {
  const found: unknown[] = [];
  for (const year of [2024, 2025, 2026])
    for (let day = 3; day < 365; day += 45)
      for (const unit of ['HCM', 'KV1'])
        found.push(measures.measures({ unit, year, at: yearStart(year) + day * 24 * HOUR + 12_345 }));
  return JSON.stringify(found);
}
