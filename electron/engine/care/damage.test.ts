/** A database damaged in every kind of page, and the engine started on it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { yearStart, formatInstant } from '../../contract/calendar.ts';
import { signIn } from '../fixtures/face.ts';
import {
  endPrograms,
  type FeedServer,
  type Program,
  serveFeed,
  startProgram,
  until,
} from '../fixtures/program.ts';
import { databaseIn } from './files.ts';
import { manyLines } from './fixtures.ts';
import { writeAheadDamaged } from './writeAhead.ts';

let folder: string;
let feed: FeedServer;
/** As a crash left it: the figures are those of all lines; the backup is of the first half. */
let crashed: string;
let figures: unknown;
let copies = 0;

const ALL = manyLines(600);
const HALF = 1200;

async function figuresFrom(program: Program): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const unit of ['HCM', 'KV1'])
    for (const year of [2025, 2026]) {
      const at = encodeURIComponent(formatInstant(yearStart(year) + 200 * 86_400_000));
      const answer = await program.admin.call('GET', `/measures?unit=${unit}&year=${year}&at=${at}`);
      expect(answer.status).toBe(200);
      found.push(await answer.json());
    }
  return found;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-damage-'));
  crashed = join(folder, 'crashed');
  feed = await serveFeed(ALL.slice(0, HALF));
  const program = await startProgram(crashed);
  await program.admin.call('POST', '/sources', {
    id: 'nguon',
    kind: 'pull',
    url: feed.url,
    waitS: 1,
    limit: 300,
  });
  await program.reached('nguon', HALF);
  expect((await program.admin.call('POST', '/system/backups')).status).toBe(201);
  feed.lines.push(...ALL.slice(HALF));
  await program.reached('nguon', ALL.length);
  figures = await figuresFrom(program);
  await program.kill();
}, 60_000);
afterEach(endPrograms);
afterAll(async () => {
  await feed.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A copy of the crashed folder with everything in the main file. */
function settledCopy(): string {
  const copy = crashedCopy();
  const db = new Database(databaseIn(copy));
  db.exec(
    'CREATE TABLE gone (x); INSERT INTO gone SELECT randomblob(900) FROM logged_id LIMIT 200; DROP TABLE gone',
  );
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return copy;
}

function crashedCopy(): string {
  const copy = join(folder, `copy-${++copies}`);
  cpSync(crashed, copy, { recursive: true });
  return copy;
}

/** Turns bytes over in a file. */
function flip(file: string, from: number, count: number): void {
  const bytes = readFileSync(file);
  for (let at = from; at < from + count; at++) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
}

function pageOf(dataDir: string, table: string, type: 'leaf' | 'internal'): number {
  const db = new Database(databaseIn(dataDir), { readonly: true });
  const page = db
    .prepare('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY pageno DESC LIMIT 1')
    .pluck()
    .get(table, type);
  db.close();
  expect(page).toBeTypeOf('number');
  return Number(page);
}

/** Starts on a damaged folder: the backup is in place, the rest is read again, and the wall is told. */
async function comesBack(dataDir: string): Promise<void> {
  const program = await startProgram(dataDir);
  await program.reached('nguon', ALL.length);
  expect(await figuresFrom(program)).toEqual(figures);
  const { notices, backups } = await program.system();
  expect(notices).toMatchObject([
    { code: 'store_restored', acknowledgeable: true, backupAt: backups.kept[0]?.at },
  ]);
  expect(readdirSync(dataDir)).toContain(notices[0]?.setAside);
  const acknowledged = await program.admin.call('POST', `/system/notices/${notices[0]?.id}/acknowledgement`);
  expect(acknowledged.status).toBe(204);
  expect((await program.system()).notices).toEqual([]);
  await program.kill('SIGTERM');
}

const PAGE = 4096;

describe('a database damaged in', () => {
  it('its header', async () => {
    const copy = settledCopy();
    flip(databaseIn(copy), 0, 64);
    await comesBack(copy);
  });

  it('an interior page', async () => {
    const copy = settledCopy();
    flip(databaseIn(copy), (pageOf(copy, 'logged_id', 'internal') - 1) * PAGE, 48);
    await comesBack(copy);
  });

  it('a leaf page', async () => {
    const copy = settledCopy();
    flip(databaseIn(copy), (pageOf(copy, 'case_history', 'leaf') - 1) * PAGE, 48);
    await comesBack(copy);
  });

  it('the list of free pages', async () => {
    const copy = settledCopy();
    const trunk = readFileSync(databaseIn(copy)).readUInt32BE(32);
    expect(trunk).toBeGreaterThan(1);
    flip(databaseIn(copy), (trunk - 1) * PAGE, 16);
    await comesBack(copy);
  });

  it('the figures themselves', async () => {
    const copy = settledCopy();
    const db = new Database(databaseIn(copy));
    db.exec('UPDATE cube SET nI = nI + 1 WHERE span = 6');
    db.close();
    await comesBack(copy);
  });

  it('its write-ahead log', async () => {
    const copy = crashedCopy();
    const log = `${databaseIn(copy)}-wal`;
    expect(writeAheadDamaged(log)).toBe(false);
    flip(log, 32 + 24 + 1000, 8);
    expect(writeAheadDamaged(log)).toBe(true);
    await comesBack(copy);
  });

  it('all of it, cut to nothing', async () => {
    const copy = settledCopy();
    writeFileSync(databaseIn(copy), '');
    await comesBack(copy);
  });

  it('every way, when there is no backup: it begins empty and says so', async () => {
    const copy = settledCopy();
    rmSync(join(copy, 'backups'), { recursive: true });
    flip(databaseIn(copy), 0, 64);
    const program = await startProgram(copy);
    expect((await program.system()).notices).toMatchObject([{ code: 'store_emptied', backupAt: null }]);
    expect(await (await program.admin.call('GET', '/sources')).json()).not.toMatchObject({
      sources: [{ id: 'nguon' }],
    });
    await program.kill('SIGTERM');
  });

  it('a place that only use meets: the running engine starts anew under its address', async () => {
    const copy = settledCopy();
    const program = await startProgram(copy);
    const leaf = pageOf(copy, 'quarantine_line', 'leaf');
    flip(databaseIn(copy), (leaf - 1) * PAGE, 48);
    await program.admin.call('POST', '/system/check').catch(() => undefined);
    // The session was begun after the backup was made: it is not in it.
    await until(async () => {
      program.admin = await signIn(program.url, 'quantri');
      return (await program.system()).notices[0]?.code === 'store_restored';
    });
    await program.reached('nguon', ALL.length);
    expect(await figuresFrom(program)).toEqual(figures);
    await program.kill('SIGTERM');
  });
});

it('a torn end of the write-ahead log is no damage: what was acknowledged is there', async () => {
  const copy = crashedCopy();
  const log = `${databaseIn(copy)}-wal`;
  const bytes = readFileSync(log);
  writeFileSync(log, Buffer.concat([bytes, bytes.subarray(bytes.length - 5000)]));
  expect(writeAheadDamaged(log)).toBe(false);
  const program = await startProgram(copy);
  expect((await program.system()).notices).toEqual([]);
  expect(await figuresFrom(program)).toEqual(figures);
  await program.kill('SIGTERM');
});
