/** Databases of every schema that was ever released, opened by this program. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCarefully, rebuildCube } from '../care/index.ts';
import { figuresOf, keepStore } from '../care/fixtures.ts';
import { createLog } from '../log.ts';
import { DATABASE_FILE, openStore, schemaOf, type Store } from './index.ts';
import { MIGRATIONS } from './migrations/index.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const released = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.sql'))
  .sort();
const latest = MIGRATIONS.at(-1)?.number;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-schema-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function makeFrom(fixture: string): void {
  const db = new Database(join(folder, DATABASE_FILE));
  db.pragma('foreign_keys = OFF');
  db.exec(readFileSync(join(FIXTURES, fixture), 'utf8'));
  db.close();
}

/** What later schemas made of the versions. */
function placesOf({ db }: Store): unknown[] {
  return ['unit_case', 'unit_receipt', 'unit_decision'].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY unit, key`).all(),
  );
}

it('numbers its migrations upwards', () => {
  const numbers = MIGRATIONS.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});

it.each(released)('opens %s with its figures, and goes on with them', async (fixture) => {
  makeFrom(fixture);
  const store = openStore({ dataDir: folder });
  expect(schemaOf(store.db)).toBe(latest);
  expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(store.db.pragma('foreign_key_check')).toEqual([]);
  const lines = store.db.prepare<[], string>('SELECT line FROM event ORDER BY n').pluck().all();
  expect(lines.length).toBeGreaterThan(30);
  const places = placesOf(store);
  store.close();
  const kept = keepStore(folder);
  expect(rebuildCube(kept.store, { compareOnly: true }).differing).toEqual({ cube: 0, change: 0 });
  const figures = figuresOf(kept.measures);

  const fresh = keepStore();
  const body = () => [Buffer.from(lines.join('\n'))];
  expect(await fresh.ingest.push('s', body())).toMatchObject({ accepted: lines.length });
  expect(figuresOf(fresh.measures)).toBe(figures);
  expect(placesOf(fresh.store)).toEqual(places);
  fresh.end();

  expect(await kept.ingest.push('s', body())).toMatchObject({ accepted: 0, duplicates: lines.length });
  kept.end();
});

it.each(released.filter((name) => name !== `schema-${latest}.sql`))(
  'backs %s up before it is changed',
  async (fixture) => {
    makeFrom(fixture);
    mkdirSync(folder, { recursive: true });
    const { store, opening } = await openCarefully({
      dataDir: folder,
      program: 'test',
      budgetMs: 60_000,
      now: Date.now,
      log: createLog('silent'),
    });
    expect(opening.rescue).toBeNull();
    expect(schemaOf(store.db)).toBe(latest);
    store.close();
    const [copy] = readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.sqlite'));
    const db = new Database(join(folder, 'backups', copy ?? ''), { readonly: true });
    expect(`schema-${schemaOf(db)}.sql`).toBe(fixture);
    db.close();
  },
);
