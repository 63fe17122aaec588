import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TRIAL_FILE } from '../contract/release.ts';
import {
  type Ground,
  layGround,
  type Manner,
  signVersion,
  writeUpdate,
  writeVersion,
} from './fixtures/versions.ts';
import { readLedger, writeLedger } from './release/ledger.ts';
import { installedVersion } from './release/versions.ts';
import { leaveRequest } from './requests.ts';
import { type Keeper, startKeeper } from './run.ts';

let ground: Ground;
let keeper: Keeper | null = null;
let said: string[] = [];
beforeEach(() => {
  ground = layGround();
  said = [];
});
afterEach(async () => {
  keeper?.stop();
  await keeper?.ended;
  keeper = null;
  ground.remove();
});

async function start(over: Partial<Ground['settings']> = {}): Promise<Keeper> {
  keeper = await startKeeper({
    settings: { ...ground.settings, ...over },
    installed: installedVersion(ground.installed),
    platform: 'linux-x64',
    notifier: { ready: () => said.push('READY'), alive: () => undefined, status: () => undefined },
    now: Date.now,
    say: (line) => said.push(line),
  });
  return keeper;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 25_000) throw new Error(`${what} did not come about; said: ${said.join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const ran = () =>
  readFileSync(join(ground.settings.dataDir, 'ran.log'), { encoding: 'utf8', flag: 'a+' }).trim().split('\n');
const ledger = () => readLedger(ground.settings.versionsDir);
const update = (version: string, manner: Manner) =>
  writeUpdate(ground.settings.updateFrom, version, ground.key, { manner });

describe('the keeper', () => {
  it('starts the wall, says that it is ready, and ends with it', async () => {
    const { ended, stop } = await start();
    await until('ready', () => said.includes('READY'));
    stop();
    expect(await ended).toBe(0);
    expect(ran()).toEqual(['1.0.0']);
  });

  it('starts a wall that ends again, and one that was asked to end not', async () => {
    writeVersion(ground.installed, '1.0.0', { manner: 'crashes' });
    await start();
    await until('a second start', () => ran().length >= 2);
    expect(said).toContain('the wall ended with code 70');
  });

  it('brings in an update that does well', async () => {
    update('1.1.0', 'well');
    await start();
    await until('it is kept', () => ledger().history.at(-1)?.what === 'kept');
    expect(ran()).toEqual(['1.0.0', '1.1.0']);
    expect(existsSync(join(ground.settings.dataDir, TRIAL_FILE))).toBe(false);
  });

  it.each([
    ['crashes', 'its wall ended with code 70, 3 times'],
    ['dark', '1 of its windows do not paint'],
    ['blank', '4 windows that had figures have none'],
    ['liar', 'it says it is version 9.9.9'],
    ['silent', 'it has not said a word'],
  ] as const)('takes back an update that %s', async (manner, why) => {
    update('1.1.0', manner);
    await start({ patienceS: manner === 'crashes' ? 20 : 2 });
    await until('it is taken back', () => ledger().history.at(-1)?.what === 'gone_back');
    expect(ledger().history.at(-1)?.why).toBe(why);
    await until('the version before runs', () => ran().at(-1) === '1.0.0');
    expect(ledger()).toMatchObject({ current: null, trial: null, refused: ['1.1.0'] });
  });

  it('waits for the quiet hours unless a person asks, and goes back when one does', async () => {
    update('1.1.0', 'well');
    const hour = new Date(Date.now() + 7 * 3_600_000).getUTCHours();
    const two = (n: number) => `${String((n + 24) % 24).padStart(2, '0')}:00`;
    await start({ quiet: { from: two(hour - 5), until: two(hour - 4) } });
    await until('it is ready', () => said.some((line) => line.includes('waits for the quiet hours')));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(ledger().history).toEqual([]);
    leaveRequest(ground.settings.versionsDir, 'apply');
    await until('it is kept', () => ledger().history.at(-1)?.what === 'kept');
    leaveRequest(ground.settings.versionsDir, 'go_back');
    await until('the version before runs', () => ran().at(-1) === '1.0.0' && ran().length === 3);
    expect(ledger().refused).toEqual(['1.1.0']);
  });

  it('does not run a version that was changed on the disk, and goes on with the installed one', async () => {
    const folder = join(ground.settings.versionsDir, '1.1.0');
    mkdirSync(folder);
    writeVersion(folder, '1.1.0');
    signVersion(folder, ground.key);
    writeLedger(ground.settings.versionsDir, { ...ledger(), current: '1.1.0' });
    writeFileSync(join(folder, 'ioc-wall'), '#!/bin/sh\ntouch /tmp/owned\n');
    await start();
    await until('a wall', () => said.includes('READY'));
    expect(ran()).toEqual(['1.0.0']);
    expect(said.join()).toContain('Version 1.1.0 has been changed: ioc-wall is not what it was');
  });

  it('ends with one sentence when the installed version was changed', async () => {
    writeFileSync(join(ground.installed, 'ioc-wall'), '');
    const { ended } = await start();
    expect(await ended).toBe(70);
    expect(said.join()).toContain('install it again');
  });
});
