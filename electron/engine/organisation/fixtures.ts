/** Organisations and files as nobody would wish for, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { EventLine } from '../../contract/events.ts';
import { UNIT_LEVELS } from '../../contract/events.ts';
import type { ImportPreview } from '../../contract/organisation.ts';
import { createIngest, type Ingest } from '../ingest/index.ts';
import { createMeasures, type Measures } from '../measures/index.ts';
import { openStore } from '../store/index.ts';
import { csvOf, workbookOf } from './exporting.ts';
import { createImports, type Imports } from './imports.ts';
import { listedAt } from './organisationAt.ts';
import { type Organisation, readOrganisation } from './standing.ts';

export const NOW = Date.parse('2026-11-15T10:00:00+07:00');

export interface Organised {
  ingest: Ingest;
  measures: Measures;
  /** Pushes lines from the source `s1`. */
  push(...lines: EventLine[]): ReturnType<Ingest['push']>;
  /** Reasons of its quarantined lines. */
  reasons(): string[];
  imports: Imports;
  time: { now: number };
  organisation(): Organisation;
  bring(text: string | Buffer): Promise<ImportPreview>;
  apply(preview: ImportPreview): void;
  csv(kind: 'unit' | 'officer', language?: 'vi' | 'en'): string;
  workbook(language?: 'vi' | 'en'): Promise<Buffer>;
  /** All that imports may change. */
  stored(): unknown;
  close(): void;
}

export function startOrganised(): Organised {
  const time = { now: NOW };
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-organised-'));
  const store = openStore({ dataDir });
  const { db } = store;
  const measures = createMeasures(store, []);
  const ingest = createIngest({ store, measures, now: () => time.now });
  ingest.settle({ id: 's1', kind: 'push', nature: 'operational', expectEveryS: 15 });
  const imports = createImports({ db, ingest, now: () => time.now });
  const listed = (kind: 'unit' | 'officer') => listedAt(readOrganisation(db), kind, time.now);
  return {
    ingest,
    measures,
    push: (...lines) =>
      ingest.push('s1', [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]),
    reasons: () => ingest.quarantine('s1', null, 1000)?.entries.map(({ reason }) => reason) ?? [],
    imports,
    time,
    organisation: () => readOrganisation(db),
    bring: (text) => imports.bring('tệp.csv', Buffer.from(text), 'lan', () => undefined),
    apply({ number, state }) {
      imports.apply(number, { state, by: 'lan', mayRead: () => undefined, also: () => undefined });
    },
    csv: (kind, language = 'vi') => csvOf(kind, listed(kind), language),
    workbook: (language = 'vi') =>
      workbookOf([['unit', listed('unit')] as const, ['officer', listed('officer')] as const], language),
    stored: () =>
      ['unit', 'unit_version', 'officer_version', 'cube', 'logged_id'].map((table) =>
        db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
      ),
    close() {
      store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** A unit with what a test does not care about filled in. */
export function unitLine(id: string, unit: string, parent: string | null, more: object = {}): EventLine {
  const at = '2024-01-01T00:00:00+07:00';
  return { id, type: 'unit', v: 1, at, unit, name: unit, parent, level: 'region', ...more };
}

/** Texts that files, spreadsheet programs and screens stumble over. */
const HOSTILE = [
  ...['=1+1', "'=1+1", "''-x", '-5', '+84 28', '@nơi', '\tthụt', 'hai\ndòng', 'hai\r\ndòng', 'một\rdòng'],
  ...[
    '"ngoặc"',
    'a;b,c\td',
    '\u202Egnort',
    '\u200F',
    '<img src=x onerror=1>',
    '_x0041_',
    '\u0000\u0001',
    '\uFFFE',
  ],
  ...['Ấp', 'Ấp', '__proto__', 'constructor', '007', '1e5', 'TRUE', '31/12/2026', 'Phòng\u00A0'],
];
export const text = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.string({ unit: 'binary', maxLength: 6 }).filter((s) => s.isWellFormed()),
  fc.constantFrom(...HOSTILE),
);
const key = text.filter((s) => s.trim() !== '');

const day = fc
  .integer({ min: Date.UTC(1890, 0, 1) / 86_400_000, max: Date.UTC(2040, 11, 31) / 86_400_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const openDay = fc.option(day, { nil: undefined });
const degrees = (most: number) =>
  fc.option(
    fc.double({ min: -most, max: most, noNaN: true }).map((n) => n + 0),
    { nil: undefined },
  );
const at = fc.integer({ min: 0, max: 500 }).map((n) => new Date(NOW - n * 86_400_000).toISOString());

/** Versions of units and officers as systems push them, in any order, sound or not. */
export const pushed: fc.Arbitrary<EventLine[]> = fc
  .uniqueArray(key, { minLength: 1, maxLength: 8 })
  .chain((keys) => {
    const unit = fc.record({
      unit: fc.constantFrom(...keys),
      name: text,
      parent: fc.option(fc.constantFrom(...keys)),
      level: fc.constantFrom(...UNIT_LEVELS),
      lat: degrees(90),
      lon: degrees(180),
      from: openDay,
      to: openDay,
      v: fc.integer({ min: 1, max: 3 }),
      at,
    });
    const officer = fc.record({
      officer: fc.oneof(key, fc.constantFrom(...keys)),
      name: text,
      unit: fc.constantFrom(...keys),
      from: openDay,
      to: openDay,
      v: fc.integer({ min: 1, max: 3 }),
      at,
    });
    return fc
      .tuple(fc.array(unit, { minLength: keys.length, maxLength: 20 }), fc.array(officer, { maxLength: 8 }))
      .map(([units, officers]) => [
        ...units.map((one, i) => plain({ ...one, type: 'unit', id: `u${i}` })),
        ...officers.map((one, i) => plain({ ...one, type: 'officer', id: `o${i}` })),
      ]);
  });

/** Without what is not there. */
function plain(event: object): EventLine {
  return JSON.parse(JSON.stringify(event)) as EventLine;
}

/** A row of a file of units, as its cells. */
export interface UnitRow {
  unit: string;
  name: string;
  level: string;
  parent: string;
  from: string;
  to: string;
  lat: string;
  lon: string;
}

const LEVELS_DOWN = ['national', 'province', 'region', 'room'] as const;
const name = text.map((s) => s.trim()).filter((s) => s !== '');

/** Rows that are sound together: a tree of levels, in any order, ended from below. */
export const soundRows: fc.Arbitrary<UnitRow[]> = fc
  .uniqueArray(
    key.map((s) => s.trim()).filter((s) => s !== ''),
    { minLength: 1, maxLength: 10 },
  )
  .chain((keys) =>
    fc
      .tuple(
        ...keys.map((_, i) =>
          fc.record({ name, above: fc.nat(Math.max(0, i)), lat: degrees(90), lon: degrees(180) }),
        ),
      )
      .map((said) => {
        const depth: number[] = [];
        return said.map(({ name: called, above, lat, lon }, i): UnitRow => {
          const parent = above < i && (depth[above] ?? 9) < 3 ? above : undefined;
          depth[i] = parent === undefined ? 0 : (depth[parent] ?? 0) + 1;
          return {
            unit: keys[i] ?? '',
            name: called,
            level: LEVELS_DOWN[depth[i] ?? 0] ?? 'room',
            parent: parent === undefined ? '' : (keys[parent] ?? ''),
            from: i % 3 === 0 ? '2025-07-01' : '',
            to: '',
            lat: lat === undefined ? '' : String(lat),
            lon: lon === undefined ? '' : String(lon),
          };
        });
      }),
  )
  .chain((rows) => fc.shuffledSubarray(rows, { minLength: rows.length }));

const COLUMNS = ['unit', 'name', 'level', 'parent', 'from', 'to', 'lat', 'lon'] as const;

/** The rows as a file, the way many programs write them. */
export function fileOf(rows: readonly UnitRow[], delimiter = ',', guard = true): string {
  const cell = (s: string) => {
    const guarded = guard && /^'*[=+\-@\t\r]/.test(s) && !/^[=+\-@]\d+(\.\d+)?$/.test(s) ? `'${s}` : s;
    return `"${guarded.replaceAll('"', '""')}"`;
  };
  return [
    COLUMNS.join(delimiter),
    ...rows.map((row) => COLUMNS.map((c) => cell(row[c])).join(delimiter)),
  ].join('\r\n');
}
