import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TRIAL_FILE } from '../../contract/release.ts';
import { type Ground, layGround, signVersion, writeVersion } from '../fixtures/versions.ts';
import { schemaIn } from './before.ts';
import { goBack, goOver, keep, recover, takeBack } from './change.ts';
import { readLedger, writeLedger } from './ledger.ts';
import { installedVersion, stagedVersions, type Version, versionToRun } from './versions.ts';

let ground: Ground;
let next: Version;
beforeEach(() => {
  ground = layGround();
  const folder = join(ground.settings.versionsDir, '1.1.0');
  mkdirSync(folder);
  writeVersion(folder, '1.1.0', { schema: 2 });
  signVersion(folder, ground.key);
  next = { number: '1.1.0', folder, installed: false };
  write('of 1.0.0', 1);
});
afterEach(() => ground.remove());

/** Leaves a line in the database, which is of this schema from then on. */
function write(line: string, schema: number): void {
  const db = new Database(join(ground.settings.dataDir, 'engine.sqlite'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE IF NOT EXISTS line (text TEXT)');
  db.prepare('INSERT INTO line VALUES (?)').run(line);
  db.pragma(`user_version = ${schema}`);
  db.close();
}

function lines(): unknown[] {
  const db = new Database(join(ground.settings.dataDir, 'engine.sqlite'), { readonly: true });
  try {
    return db.prepare('SELECT text FROM line').pluck().all();
  } finally {
    db.close();
  }
}

const change = () => ({ settings: ground.settings, now: Date.now, say: () => undefined });
const installed = () => installedVersion(ground.installed);
const ledger = () => readLedger(ground.settings.versionsDir);
const runs = () => versionToRun(ledger(), installed(), stagedVersions(ground.settings.versionsDir)).number;
const onTrial = () => existsSync(join(ground.settings.dataDir, TRIAL_FILE));
const copies = () => readdirSync(ground.settings.versionsDir).filter((name) => name.includes('.before'));

describe('a change of versions', () => {
  it('goes over, and keeps', () => {
    goOver(change(), installed(), next, 4);
    expect([runs(), onTrial(), copies()]).toEqual(['1.1.0', true, ['1.1.0.before']]);
    write('of 1.1.0', 2);
    keep(change());
    expect([runs(), onTrial(), copies()]).toEqual(['1.1.0', false, []]);
    expect(lines()).toEqual(['of 1.0.0', 'of 1.1.0']);
    expect(ledger().history.map(({ what }) => what)).toEqual(['applied', 'kept']);
  });

  it('goes back with the database as it was, and sets the newer one aside', () => {
    goOver(change(), installed(), next, 4);
    write('of 1.1.0', 2);
    takeBack(change(), 'it shows no window');
    expect([runs(), onTrial(), copies()]).toEqual(['1.0.0', false, []]);
    expect(lines()).toEqual(['of 1.0.0']);
    expect(readdirSync(ground.settings.dataDir)).toContain('engine.sqlite.of-1.1.0');
    expect(ledger()).toMatchObject({ refused: ['1.1.0'], current: null, trial: null });
  });

  it('leaves a database that the version before can read as it is', () => {
    goOver(change(), installed(), next, 4);
    write('of 1.1.0', 1);
    takeBack(change(), 'it shows no window');
    expect(lines()).toEqual(['of 1.0.0', 'of 1.1.0']);
  });

  it('at a person’s wish goes back only where the older version can read the database', () => {
    goOver(change(), installed(), next, 4);
    keep(change());
    write('of 1.1.0', 2);
    const back = () => goBack(change(), next, installed(), ground.settings.keysDir);
    expect(back).toThrow('knows databases up to schema 1, this one is of 2');
    write('again', 1);
    back();
    expect(runs()).toBe('1.0.0');
  });

  it('prefers a newer version that was installed meanwhile', () => {
    goOver(change(), installed(), next, 4);
    keep(change());
    writeVersion(ground.installed, '1.2.0');
    expect(runs()).toBe('1.2.0');
  });

  it('gives up a trial that is cut short again and again', () => {
    goOver(change(), installed(), next, 4);
    recover(change());
    recover(change());
    expect(runs()).toBe('1.1.0');
    recover(change());
    expect(runs()).toBe('1.0.0');
    expect(ledger().history.at(-1)?.why).toBe('its trial was cut short 3 times');
  });

  it('begins with the installed version when the ledger cannot be read', () => {
    writeLedger(ground.settings.versionsDir, { ...ledger(), current: '1.1.0' });
    expect(runs()).toBe('1.1.0');
    writeLedger(ground.settings.versionsDir, { ...ledger(), current: 'nonsense' });
    expect(runs()).toBe('1.0.0');
    expect(readdirSync(ground.settings.versionsDir)).toContain('ledger.json.unreadable');
  });
});

describe('a power cut', () => {
  const CHANGING = join(import.meta.dirname, '..', 'fixtures', 'changing.ts');
  /** Runs an act in a process of its own that dies after a step; `null` lets it end. */
  function cut(act: 'over' | 'keep' | 'back' | 'recover', dieAfter: number | null): string | null {
    const args = [
      JSON.stringify(ground.settings),
      ground.installed,
      next.folder,
      act,
      String(dieAfter ?? ''),
    ];
    return spawnSync(process.execPath, [CHANGING, ...args]).signal;
  }

  it.each([1, 2, 3])(
    'after step %i of going over leaves one of the two versions, with its figures',
    (step) => {
      expect(cut('over', step)).toBe('SIGKILL');
      recover(change());
      expect(runs()).toBe(step < 3 ? '1.0.0' : '1.1.0');
      expect(onTrial()).toBe(step === 3);
      expect(lines()).toEqual(['of 1.0.0']);
      // What was begun can be done again.
      if (step < 3) goOver(change(), installed(), next, 4);
      keep(change());
      expect([runs(), onTrial(), copies()]).toEqual(['1.1.0', false, []]);
    },
  );

  it('after keeping leaves the new version, taking lines in', () => {
    goOver(change(), installed(), next, 4);
    expect(cut('keep', 1)).toBe('SIGKILL');
    recover(change());
    expect([runs(), onTrial()]).toEqual(['1.1.0', false]);
  });

  it.each([1, 2, 3])('after step %i of taking back ends with the version before and its figures', (step) => {
    goOver(change(), installed(), next, 4);
    write('of 1.1.0', 2);
    expect(cut('back', step)).toBe('SIGKILL');
    recover(change());
    expect([runs(), onTrial()]).toEqual(['1.0.0', false]);
    expect(lines()).toEqual(['of 1.0.0']);
    expect(schemaIn(ground.settings.dataDir)).toBe(1);
  });
});
