import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../electron/engine/store/index.ts';
import { hasRealSource } from './realSource.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ioc-wall-data-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function addSource(id: string, nature: string): void {
  const store = openStore({ dataDir });
  store.db
    .prepare(
      `INSERT INTO source (id, kind, name, nature, settings, created_at) VALUES (?, 'push', ?, ?, '{}', 0)`,
    )
    .run(id, id, nature);
  store.close();
}

it('finds none in a folder without a database', () => {
  expect(hasRealSource(dataDir)).toBe(false);
});

it('finds none in a file that is no database', () => {
  writeFileSync(join(dataDir, 'engine.sqlite'), 'not a database');
  expect(hasRealSource(dataDir)).toBe(false);
});

it('does not take sample and published figures for the agency’s own', () => {
  addSource('demo', 'sample');
  addSource('published', 'published');
  expect(hasRealSource(dataDir)).toBe(false);
});

it('finds one that was set up', () => {
  addSource('case-system', 'operational');
  expect(hasRealSource(dataDir)).toBe(true);
});
