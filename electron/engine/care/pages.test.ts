/** Bytes turned over in every kind of page that the file format knows: https://www.sqlite.org/fileformat2.html */
import { cpSync, mkdtempSync, openSync, closeSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { createMeasures } from '../measures/index.ts';
import type { Store } from '../store/index.ts';
import { makeBackup } from './backups.ts';
import { backupsIn, databaseIn } from './files.ts';
import { figuresOf, keepStore, manyLines, TAKEN_AT } from './fixtures.ts';
import { inspect } from './inspect.ts';
import { openCarefully, type Rescue } from './opening.ts';

/** First byte of a b-tree page. */
const B_TREE = { 2: 'index interior', 5: 'table interior', 10: 'index leaf', 13: 'table leaf' } as const;
type Kind = (typeof B_TREE)[keyof typeof B_TREE] | 'overflow';
const KINDS: readonly Kind[] = [...Object.values(B_TREE), 'overflow'];

let folder: string;
/** A closed data folder with a backup of all that is in it. */
let good: string;
let figures: string;
let pages: Map<Kind, number[]>;
let freeTrunk: number;
let freeLeaf: number;
let pageSize: number;
let copies = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-pages-'));
  good = join(folder, 'good');
  const kept = keepStore(good);
  await kept.push(manyLines(1500));
  figures = figuresOf(kept.measures);
  const { db } = kept.store;
  // Rows longer than a page, an index of them, and pages that were given back.
  db.exec(`
    CREATE TABLE of_this_test (n INTEGER PRIMARY KEY, words TEXT, bytes BLOB);
    CREATE INDEX of_this_test_by_words ON of_this_test (words);
    WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 2000)
      INSERT INTO of_this_test SELECT n, hex(randomblob(60)), randomblob(CASE WHEN n % 50 THEN 10 ELSE 20000 END) FROM many;
    CREATE TABLE gone AS SELECT * FROM of_this_test;
    DROP TABLE gone;
  `);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const now = () => TAKEN_AT;
  await makeBackup({ db, folder: backupsIn(good), reason: 'asked', program: 'test', now });
  kept.store.close();
  readPages();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readPages(): void {
  const db = new Database(databaseIn(good), { readonly: true });
  const rows = db
    .prepare<[], { pageno: number; pagetype: string }>('SELECT pageno, pagetype FROM dbstat WHERE pageno > 1')
    .all();
  pageSize = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const bytes = readFileSync(databaseIn(good));
  const kindOf = ({ pageno, pagetype }: (typeof rows)[number]): Kind =>
    pagetype === 'overflow' ? 'overflow' : B_TREE[bytes[(pageno - 1) * pageSize] as keyof typeof B_TREE];
  pages = new Map([...Map.groupBy(rows, kindOf)].map(([kind, its]) => [kind, its.map((row) => row.pageno)]));
  freeTrunk = bytes.readUInt32BE(32);
  freeLeaf = bytes.readUInt32BE((freeTrunk - 1) * pageSize + 8);
}

function copy(): string {
  const dataDir = join(folder, `copy-${++copies}`);
  cpSync(good, dataDir, { recursive: true });
  return dataDir;
}

function flip(dataDir: string, from: number, count: number, mask = 0xff): void {
  const file = openSync(databaseIn(dataDir), 'r+');
  const bytes = Buffer.alloc(count);
  readSync(file, bytes, 0, count, from);
  writeSync(
    file,
    bytes.map((byte) => byte ^ mask),
    0,
    count,
    from,
  );
  closeSync(file);
}

const startOf = (page: number) => (page - 1) * pageSize;

async function open(dataDir: string): Promise<{ store: Store; rescue: Rescue | null }> {
  const { store, opening } = await openCarefully({
    dataDir,
    program: 'test',
    budgetMs: 60_000,
    now: Date.now,
    log: createLog('silent'),
  });
  return { store, rescue: opening.rescue };
}

/** The start finds the damage, sets the file aside, and goes on with the backup. */
async function comesBack(dataDir: string): Promise<void> {
  const { store, rescue } = await open(dataDir);
  try {
    expect(rescue).toEqual({ setAside: expect.stringContaining('damaged'), backupAt: expect.any(String) });
    expect(figuresOf(createMeasures(store, []))).toBe(figures);
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}

describe('bytes turned over', () => {
  it.each(KINDS)(
    'in a page of kind "%s" are found at the start, and the backup takes its place',
    async (kind) => {
      const its = pages.get(kind) ?? [];
      expect(its.length).toBeGreaterThan(0);
      // The header of a b-tree page; of an overflow page the number of the next one.
      const dataDir = copy();
      flip(dataDir, startOf(its[Math.floor(its.length / 2)] as number), kind === 'overflow' ? 4 : 8);
      await comesBack(dataDir);
    },
  );

  it('in the list of free pages are found', async () => {
    const dataDir = copy();
    flip(dataDir, startOf(freeTrunk), 12);
    await comesBack(dataDir);
  });

  it('in a free page itself harm nobody', async () => {
    const dataDir = copy();
    flip(dataDir, startOf(freeLeaf), pageSize);
    const { store, rescue } = await open(dataDir);
    expect(rescue).toBeNull();
    expect(figuresOf(createMeasures(store, []))).toBe(figures);
    store.close();
  });

  it.each([
    ['the mark of the format', 0, 16],
    ['the size of a page', 16, 2],
    ['the size of the file', 28, 4],
    ['the list of free pages', 32, 8],
    ['the number of the format for writing', 18, 1],
    ['the number of the format for reading', 19, 1],
    ['the number of the schema’s format', 47, 1],
    ['the first byte of the schema’s number', 60, 1],
    ['the second byte of the schema’s number', 61, 1],
    ['the encoding of text', 56, 4],
    ['the page of the schema', 100, 8],
  ])('in the header, in %s, are found', async (_, from, count) => {
    const dataDir = copy();
    flip(dataDir, from, count);
    await comesBack(dataDir);
  });

  it('in every page of a tree’s inside are found, one bit at a time', async () => {
    const inside = [...(pages.get('table interior') ?? []), ...(pages.get('index interior') ?? [])];
    for (const page of inside.slice(0, 5)) {
      const dataDir = copy();
      flip(dataDir, startOf(page), 1, 1);
      expect([page, (await inspect({ what: 'quick', file: databaseIn(dataDir) })).is]).toEqual([
        page,
        'damaged',
      ]);
      rmSync(dataDir, { recursive: true });
    }
  });

  it('anywhere end in figures as they were, or in nothing worse than an answer that the file is damaged', async () => {
    const size = readFileSync(databaseIn(good)).length;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: size - 64 }), fc.integer({ min: 1, max: 64 }), async (from, count) => {
        const dataDir = copy();
        flip(dataDir, from, count);
        const { is } = await inspect({ what: 'whole', file: databaseIn(dataDir) });
        expect(['good', 'damaged', 'empty']).toContain(is);
        rmSync(dataDir, { recursive: true });
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
