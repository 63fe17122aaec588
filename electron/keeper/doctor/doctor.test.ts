import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyState } from '../key/keeping.ts';
import { judgeBackups, judgeSources, lookAtData } from './data.ts';
import { judgeBlanking, judgeMonitors, monitorsIn } from './display.ts';
import { CHECKS, exitCodeOf, found } from './finding.ts';
import { judgeClock, judgeDisk, judgeLibraries, judgeZone } from './machine.ts';
import { judgeKey } from './program.ts';
import { allWords, asLines, inWords } from './words.ts';

const NOW = Date.parse('2026-11-29T09:00:00+07:00');
const XRANDR = `Screen 0: minimum 64 x 64, current 7680 x 1080, maximum 32767 x 32767
HDMI-1 connected primary 1920x1080+0+0 (normal left inverted right x axis y axis) 1210mm x 680mm
   1920x1080     60.00*+
HDMI-2 connected (normal left inverted right x axis y axis)
DP-1 disconnected (normal left inverted right x axis y axis)
`;

describe('monitors', () => {
  it('are read with the size they show', () => {
    expect(monitorsIn(XRANDR)).toEqual([
      { name: 'HDMI-1', size: '1920x1080' },
      { name: 'HDMI-2', size: null },
    ]);
  });
  it('are judged', () => {
    expect(judgeMonitors(XRANDR)).toMatchObject({ state: 'warn', says: 'dark', values: { name: 'HDMI-2' } });
    expect(judgeMonitors('DP-1 disconnected')).toMatchObject({ state: 'bad', says: 'none' });
    expect(judgeMonitors('DP-1 connected 1920x1080+0+0')).toMatchObject({ state: 'warn', says: 'few' });
    expect(judgeMonitors(null).state).toBe('unknown');
  });
  it('must not fall asleep', () => {
    expect(judgeBlanking('  timeout:  0    cycle:  600\n  DPMS is Disabled')).toMatchObject({
      state: 'good',
    });
    expect(judgeBlanking('  timeout:  600    cycle:  600\n  DPMS is Disabled')).toMatchObject({
      says: 'saver',
    });
    expect(judgeBlanking('  timeout:  0    cycle:  600\n  DPMS is Enabled')).toMatchObject({ says: 'power' });
  });
});

describe('the machine', () => {
  const GIB = 1024 ** 3;
  it('needs room, a kept clock, its time zone, libraries', () => {
    expect([0.5, 5, 50].map((gib) => judgeDisk(gib * GIB, 100 * GIB).state)).toEqual(['bad', 'warn', 'good']);
    expect(judgeClock('NTP=yes\nNTPSynchronized=no\n')).toMatchObject({ says: 'free' });
    expect(judgeClock('NTPSynchronized=yes\n')).toMatchObject({ says: 'kept' });
    expect(judgeZone('UTC').state).toBe('warn');
    expect(judgeZone('Asia/Ho_Chi_Minh').state).toBe('good');
    expect(judgeLibraries('\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6')).toMatchObject({
      state: 'bad',
      values: { list: 'libgtk-3.so.0' },
    });
  });
});

describe('the data', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ioc-doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const make = (schema: number) => {
    const db = new Database(join(folder, 'engine.sqlite'));
    db.exec('CREATE TABLE source (id TEXT, paused INTEGER, heard_at INTEGER)');
    db.prepare('INSERT INTO source VALUES (?, 0, ?)').run('cases', NOW - 1000);
    db.pragma(`user_version = ${schema}`);
    db.close();
  };
  const seen = () => lookAtData(folder, 7, NOW).map(({ id, state, says }) => [id, state, says]);

  it('is sound, and its source was heard', () => {
    make(7);
    expect(seen()).toEqual([
      ['database', 'good', 'sound'],
      ['sources', 'good', 'heard'],
      ['backups', 'warn', 'none'],
    ]);
  });
  it('may be newer than the program, damaged, or not there', () => {
    expect(seen()).toEqual([['database', 'warn', 'none']]);
    make(8);
    expect(seen()[0]).toEqual(['database', 'bad', 'newer']);
    writeFileSync(join(folder, 'engine.sqlite'), 'no database at all, but long enough to be looked at');
    expect(seen()[0]).toEqual(['database', 'bad', 'damaged']);
  });
  it('has backups that count only with their manifest', () => {
    make(7);
    mkdirSync(join(folder, 'backups'));
    writeFileSync(join(folder, 'backups', 'engine-1.sqlite'), '');
    expect(seen()[2]).toEqual(['backups', 'warn', 'none']);
  });
  it('tells fresh backups and heard sources from late and silent ones', () => {
    const hour = 3_600_000;
    expect(judgeBackups(NOW - 27 * hour, NOW).says).toBe('late');
    expect(judgeBackups(NOW - hour, NOW).says).toBe('fresh');
    const row = { id: 'a', paused: 0, heard_at: NOW - 25 * hour };
    expect(judgeSources([row], NOW)).toMatchObject({ says: 'silent', values: { list: 'a' } });
    expect(judgeSources([{ ...row, paused: 1 }], NOW).says).toBe('none');
  });
});

describe('its words', () => {
  it('are the same sentences in both languages, with the same values and remedies', () => {
    const { vi, en } = allWords();
    const shapeOf = (text: string | undefined) =>
      text && [...text.matchAll(/\{\w+\}/g)].map(([v]) => v).sort();
    for (const check of CHECKS) {
      expect(Object.keys(vi[check])).toEqual(Object.keys(en[check]));
      for (const [name, [says, remedy]] of Object.entries(en[check])) {
        expect(shapeOf(vi[check][name]?.[0]), `${check} ${name}`).toEqual(shapeOf(says));
        expect(shapeOf(vi[check][name]?.[1]), `${check} ${name}`).toEqual(shapeOf(remedy));
      }
    }
  });
  it('name the remedy of what is wrong', () => {
    const finding = found('monitors', 'warn', 'dark', { name: 'HDMI-2', list: 'HDMI-2 –' });
    expect(inWords(finding, 'vi').remedy).toBe('xrandr --output HDMI-2 --auto');
    expect(asLines([finding], 'en')).toHaveLength(2);
  });
  it('end with code 1 only when something is bad', () => {
    expect(exitCodeOf([found('disk', 'warn', 'little')])).toBe(0);
    expect(exitCodeOf([found('disk', 'bad', 'full')])).toBe(1);
  });
});

describe('the key of secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ioc-doctor-key-'));
    mkdirSync(join(folder, 'data'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const state = () =>
    keyState(
      { dataDir: join(folder, 'data'), sealed: join(folder, 'sealed') },
      join(folder, 'run', 'secrets.key'),
    );
  const own = (mode: number) => writeFileSync(join(folder, 'data', 'secrets.key'), 'k', { mode });

  it('is a file, or one that others may read', () => {
    expect(state()).toBe('none');
    own(0o600);
    expect(state()).toBe('file');
    chmodSync(join(folder, 'data', 'secrets.key'), 0o640);
    expect(state()).toBe('open_file');
    expect(judgeKey('open_file', true).state).toBe('bad');
  });
  it('is worth a word as a file only where there is a better place', () => {
    expect(judgeKey('file', true)).toMatchObject({ state: 'warn' });
    expect(judgeKey('file', false)).toMatchObject({ state: 'good', says: 'file_only' });
  });
  it('is handed over, or not, to a wall that runs', () => {
    writeFileSync(join(folder, 'sealed'), 's');
    expect(state()).toBe('sealed');
    mkdirSync(join(folder, 'run'));
    expect(state()).toBe('lost');
    expect(judgeKey('lost', true).state).toBe('warn');
    writeFileSync(join(folder, 'run', 'secrets.key'), 'k');
    expect(state()).toBe('handed');
  });
});
