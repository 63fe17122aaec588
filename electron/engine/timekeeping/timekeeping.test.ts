import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { openStore, type Store } from '../store/index.ts';
import { offOf } from './sourceClocks.ts';
import { isSynchronised, type Synchronised } from './synchronised.ts';
import { createTimekeeping, type Timekeeping } from './timekeeping.ts';

const BEGAN = Date.parse('2026-01-15T09:00:00+07:00');
const HOUR = 3_600_000;

let folder: string;
let store: Store;
let wall: number;
let ran: number;
let synchronised: Synchronised;
let sources: SourceHealth[];
let time: Timekeeping;

const log = { warn: () => undefined, error: (detail: object) => expect.unreachable(JSON.stringify(detail)) };

function start(): Timekeeping {
  const made = createTimekeeping({
    machine: () => wall,
    // As a real one does, it tells fractions.
    steady: () => ran + 0.123_4,
    synchronised: async () => synchronised,
  });
  made.attach({ db: store.db, sources: () => sources, log });
  return made;
}

async function pass(ms: number): Promise<void> {
  wall += ms;
  ran += ms;
  await time.look();
}
const standing = () => time.notices().map(({ code, seconds, source }) => [code, seconds, source]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-time-'));
  store = openStore({ dataDir: folder });
  [wall, ran, synchronised, sources] = [BEGAN, 0, 'unknown', []];
  time = start();
});
afterEach(() => {
  time.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a machine’s clock', () => {
  it('set back is told until it has caught up, and kept in the list', async () => {
    await pass(1_000);
    let told = 0;
    time.onChange(() => {
      told += 1;
    });
    wall -= 2 * HOUR;
    ran += 0.4;
    await pass(1_000);
    expect(standing()).toEqual([['clock_set_back', 7200, null]]);
    expect(time.state()).toMatchObject({ aheadS: 7200, now: formatInstant(BEGAN + 2_000) });
    expect(told).toBe(1);
    wall += 2 * HOUR;
    await pass(1_000);
    expect(standing()).toEqual([]);
    expect(time.state().faults).toMatchObject([
      { kind: 'set_back', since: formatInstant(BEGAN + 2_000 - 2 * HOUR), seconds: 7200 },
    ]);
  });

  it('that jumped ahead is told for an hour, unless it is undone, known, or kept by a time server', async () => {
    const jump = async () => {
      wall += 3 * HOUR;
      await pass(1_000);
      expect(standing()).toEqual([['clock_set_forward', 3 * 3600, null]]);
    };
    await jump();
    await pass(HOUR);
    expect(standing()).toEqual([]);
    await jump();
    wall -= 3 * HOUR;
    await pass(1_000);
    expect([time.now(), standing()]).toEqual([wall, []]);
    await jump();
    expect(time.acknowledge(time.notices()[0]?.id ?? '', 'quantri')).toBe(true);
    expect(standing()).toEqual([]);
    await jump();
    synchronised = 'yes';
    await pass(61_000);
    expect(standing()).toEqual([]);
  });

  it('that was set back while the engine was away is told, and figures go on from where they were', async () => {
    await pass(30_000);
    time.stop();
    wall -= HOUR;
    time = start();
    await pass(0);
    expect(standing()).toEqual([['clock_set_back', 3600, null]]);
    expect(time.now()).toBe(BEGAN + 30_000);
  });

  it('is the right one once an administrator says so, over restarts', async () => {
    await pass(30_000);
    wall -= HOUR;
    await pass(1_000);
    const [notice] = time.notices();
    expect(time.acknowledge('clock-set_back-99', 'quantri')).toBe(false);
    expect(time.acknowledge(notice?.id ?? '', 'quantri')).toBe(true);
    expect([time.now(), standing()]).toEqual([wall, []]);
    expect(time.state().faults[0]).toMatchObject({ kind: 'set_back', acknowledgedBy: 'quantri' });
    time.stop();
    time = start();
    expect([time.now(), standing()]).toEqual([wall, []]);
  });

  it('that no time server keeps is told until that is known, or one does', async () => {
    synchronised = 'no';
    await pass(0);
    await pass(61_000);
    expect(standing()).toEqual([['clock_unsynchronised', null, null]]);
    expect(time.acknowledge(time.notices()[0]?.id ?? '', 'quantri')).toBe(true);
    expect(standing()).toEqual([]);
    time.stop();
    time = start();
    await pass(61_000);
    expect(standing()).toEqual([]);
    synchronised = 'yes';
    await pass(61_000);
    synchronised = 'no';
    await pass(61_000);
    expect(standing()).toEqual([['clock_unsynchronised', null, null]]);
  });

  it('of which the system says nothing raises no alarm', async () => {
    for (let i = 0; i < 10; i++) await pass(61_000);
    expect(standing()).toEqual([]);
  });
});

describe('what the system says of its time server', () => {
  const said = (answers: Record<string, string>, there = false, platform: NodeJS.Platform = 'linux') =>
    isSynchronised(
      async (program) => answers[program] ?? null,
      () => there,
      platform,
    );
  it('is read from systemd, else chrony, else timesyncd’s mark; else nothing is known', async () => {
    expect(await said({ timedatectl: 'yes\n', chronyc: 'Leap status     : Not synchronised' })).toBe('yes');
    expect(await said({ timedatectl: 'no\n' })).toBe('no');
    expect(await said({ chronyc: 'Reference ID    : 0\nLeap status     : Not synchronised\n' })).toBe('no');
    expect(await said({ chronyc: 'Leap status     : Normal\n' })).toBe('yes');
    expect(await said({}, true)).toBe('yes');
    expect(await said({})).toBe('unknown');
    expect(await said({ timedatectl: 'no' }, false, 'win32')).toBe('unknown');
  });

  it('is asked of this very machine without harm', async () => {
    expect(['yes', 'no', 'unknown']).toContain(await isSynchronised());
  });
});

describe('a source’s clock', () => {
  const source = (over: Partial<SourceHealth>): SourceHealth => ({
    ...{
      id: 's',
      kind: 'pull',
      name: 'Kho',
      nature: 'operational',
      state: 'on_time',
      heardAt: null,
      ageS: 0,
    },
    ...{ lastEventAt: null, lastSeq: 1, behind: 0, lastError: null },
    counts: { accepted: 1, duplicates: 0, held: 0, quarantined: 0, conflicts: 0 },
    ...over,
  });

  it('is off by the hour it names, or by events that have not been', () => {
    const ahead = (ms: number) => ({ lastEventAt: formatInstant(BEGAN + ms) });
    expect(offOf(source({ clockOffS: 600 }), BEGAN)).toBe(600_000);
    expect(offOf(source({ clockOffS: -7200 }), BEGAN)).toBe(-7_200_000);
    expect(offOf(source({ clockOffS: 20, ...ahead(-HOUR) }), BEGAN)).toBeNull();
    expect(offOf(source(ahead(HOUR)), BEGAN)).toBe(HOUR);
    expect(offOf(source(ahead(60_000)), BEGAN)).toBeNull();
    expect(offOf(source({ ...ahead(HOUR), nature: 'published' }), BEGAN)).toBeNull();
    // The end of a month that a unit has reported is no reading of a clock.
    expect(offOf(source({ lastEventAt: '2026-01-15T23:59:59.999+07:00' }), BEGAN)).toBeNull();
  });

  it('is told by name, and no longer once it is right', async () => {
    sources = [source({ clockOffS: -1800 })];
    await pass(1_000);
    expect(standing()).toEqual([['clock_source_off', -1800, 'Kho']]);
    sources = [source({ clockOffS: 1 })];
    await pass(1_000);
    expect(standing()).toEqual([]);
  });
});
