import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant, HOUR_MS, type Instant, parseInstant } from '../../contract/calendar.ts';
import { openStore, type Store } from '../store/index.ts';
import { createDataClock, type DataClock } from './clock.ts';

const START = parseInstant('2026-03-31T12:00:00+07:00') as number;
const MINUTE = 60_000;
const LAN = { who: 'lan', address: null };

let folder: string;
let store: Store;
let now: Instant;
let sources: SourceHealth[];
let failures: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-clock-'));
  store = openStore({ dataDir: folder });
  now = START;
  failures = [];
  sources = [source({})];
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function source(change: Partial<SourceHealth>): SourceHealth {
  return {
    id: 'demo',
    kind: 'pull',
    name: 'Nguồn mẫu',
    nature: 'sample',
    state: 'on_time',
    heardAt: formatInstant(now),
    ageS: 0,
    lastEventAt: formatInstant(START - HOUR_MS),
    lastSeq: 5,
    behind: 0,
    lastError: null,
    counts: { accepted: 5, duplicates: 0, held: 0, quarantined: 0, conflicts: 0 },
    ...change,
  };
}

function open(): DataClock {
  return createDataClock({
    db: store.db,
    now: () => now,
    sources: () => sources,
    failed: (error) => void failures.push(error),
  });
}

/** Lets time pass with a look every second. */
function pass(clock: DataClock, ms: number): void {
  for (const end = now + ms; now < end; clock.look()) now = Math.min(end, now + 1_000);
}

const audited = () =>
  store.db
    .prepare<[], { who: string; what: string }>(`SELECT who, what FROM audit ORDER BY id`)
    .all()
    .map(({ who, what }) => `${who} ${what}`);

describe('the clock', () => {
  it('is now while it is live', () => {
    const clock = open();
    now += 1234;
    expect(clock.read()).toEqual({
      now,
      at: now,
      clock: { mode: 'live', at: formatInstant(now), speed: 1 },
    });
  });

  it('plays what a person asks for, and goes back to live at its end', () => {
    const clock = open();
    let told = 0;
    clock.onChange(() => (told += 1));
    clock.change({ mode: 'playback', interval: 'last_day', speed: 3600 }, LAN);
    pass(clock, 10_000);
    expect(clock.read().at).toBe(START - 24 * HOUR_MS + 10 * HOUR_MS);
    pass(clock, 14_000);
    expect(clock.read().clock.mode).toBe('live');
    expect(told).toBe(2);
    expect(audited()).toEqual(['lan playback_started', 'engine playback_ended']);
  });

  it('is not ended by data when a person began it', () => {
    const clock = open();
    clock.change({ mode: 'playback', at: formatInstant(START - HOUR_MS), paused: true }, LAN);
    for (let i = 0; i < 5; i++) {
      pass(clock, MINUTE);
      sources = [source({})];
    }
    expect(clock.read()).toMatchObject({ at: START - HOUR_MS, clock: { mode: 'playback', speed: 60 } });
    clock.change({ mode: 'live' }, LAN);
    expect(clock.read().at).toBe(now);
    expect(audited()).toEqual(['lan playback_started', 'lan playback_ended']);
  });

  it('goes on where it was when the engine is started again, however long it was gone', () => {
    const clock = open();
    clock.change({ mode: 'playback', interval: 'last_week', speed: 100, loop: true }, LAN);
    pass(clock, 7_500);
    clock.stop();
    const { at } = clock.read();
    now += 2 * HOUR_MS;
    const again = open();
    expect(again.read()).toMatchObject({ at, clock: { speed: 100, playback: { loop: true, by: 'lan' } } });
    pass(again, 1_000);
    expect(again.read().at).toBe(at + 100_000);
  });

  it('loses no more than a few seconds of its place in a crash', () => {
    const clock = open();
    clock.change({ mode: 'playback', interval: 'last_week', speed: 100 }, LAN);
    pass(clock, 60_000);
    const { at } = clock.read();
    const lost = at - open().read().at;
    expect(lost).toBeGreaterThanOrEqual(0);
    expect(lost).toBeLessThanOrEqual(5_000 * 100);
  });
});

describe('on a disk that cannot be written', () => {
  it('plays on and comes back to live, but does nothing for a person that it could not write down', () => {
    const clock = open();
    clock.change({ mode: 'playback', interval: 'last_day', speed: 3600 }, LAN);
    store.db.pragma('query_only = 1');
    pass(clock, 10_000);
    expect(clock.read().at).toBe(START - 14 * HOUR_MS);
    expect(() => clock.change({ mode: 'live' }, LAN)).toThrow();
    expect(clock.read().clock.mode).toBe('playback');
    pass(clock, 15_000);
    expect(clock.read().clock.mode).toBe('live');
    expect(failures.length).toBeGreaterThan(0);
    store.db.pragma('query_only = 0');
  });
});

describe('by itself the wall', () => {
  const silent = (heardAt: Instant | null = START) => [
    source({ state: 'late', heardAt: heardAt === null ? null : formatInstant(heardAt) }),
    source({ id: 'published', nature: 'published' }),
    source({ id: 'old', state: 'paused' }),
  ];

  it('plays the last day after ten minutes in which no source was heard, and says why', () => {
    const clock = open();
    sources = silent();
    pass(clock, 10 * MINUTE - 1);
    expect(clock.read().clock.mode).toBe('live');
    pass(clock, 1);
    expect(clock.read()).toMatchObject({
      at: START - 24 * HOUR_MS,
      clock: {
        mode: 'playback',
        speed: 60,
        playback: {
          cause: 'silence',
          silentSince: formatInstant(START),
          to: formatInstant(START),
          loop: true,
        },
      },
    });
    expect(audited()).toEqual(['engine playback_started']);
  });

  it('goes back to live when data flows again, once that has caught up', () => {
    const clock = open();
    sources = silent();
    pass(clock, 11 * MINUTE);
    pass(clock, 30 * MINUTE);
    expect(clock.read().clock.mode).toBe('playback');
    sources = [source({ heardAt: formatInstant(now + 1), behind: 40_000 })];
    pass(clock, 20_000);
    expect(clock.read().clock.mode).toBe('playback');
    sources = [source({ heardAt: formatInstant(now), behind: 0 })];
    pass(clock, 1_000);
    expect(clock.read()).toMatchObject({ at: now, clock: { mode: 'live' } });
    expect(audited()).toEqual(['engine playback_started', 'engine playback_ended']);
  });

  it('does not wait for ever for a source that is always behind', () => {
    const clock = open();
    sources = silent();
    pass(clock, 11 * MINUTE);
    sources = [source({ heardAt: formatInstant(now + 1), behind: 40_000 })];
    pass(clock, 62_000);
    expect(clock.read().clock.mode).toBe('live');
  });

  it.each<[string, () => SourceHealth[]]>([
    ['one source is on time', () => [...silent(), source({ id: 'second', heardAt: formatInstant(START) })]],
    ['there are only published records', () => [source({ nature: 'published', state: 'late' })]],
    ['nothing was ever recorded', () => [source({ state: 'failing', heardAt: null, lastEventAt: null })]],
    ['all sources were paused by an administrator', () => [source({ state: 'paused' })]],
  ])('does not play when %s', (_why, given) => {
    const clock = open();
    sources = given();
    pass(clock, 20 * MINUTE);
    expect(clock.read().clock.mode).toBe('live');
  });

  it('counts a silence from the start, if no source was heard since', () => {
    const clock = open();
    sources = silent(null);
    pass(clock, 9 * MINUTE);
    expect(clock.read().clock.mode).toBe('live');
    pass(clock, MINUTE);
    expect(clock.read().clock.playback).toMatchObject({ cause: 'silence', silentSince: null });
  });

  it('leaves it for another ten minutes to whoever went back to live', () => {
    const clock = open();
    sources = silent();
    pass(clock, 11 * MINUTE);
    clock.change({ mode: 'live' }, LAN);
    pass(clock, 9 * MINUTE);
    expect(clock.read().clock.mode).toBe('live');
    pass(clock, MINUTE);
    expect(clock.read().clock.mode).toBe('playback');
  });

  it('hands over to a person who takes it in hand', () => {
    const clock = open();
    sources = silent();
    pass(clock, 11 * MINUTE);
    clock.change({ mode: 'playback', paused: true }, LAN);
    sources = [source({ heardAt: formatInstant(now + 1) })];
    pass(clock, MINUTE);
    expect(clock.read().clock.playback).toMatchObject({ cause: 'person', by: 'lan', paused: true });
  });

  it('does neither when an administrator has switched it off', () => {
    const clock = open();
    sources = silent();
    pass(clock, 11 * MINUTE);
    clock.changeSettings({ ...clock.settings(), automatic: false });
    pass(clock, 1_000);
    expect(clock.read().clock.mode).toBe('live');
    const again = open();
    pass(again, HOUR_MS);
    expect(again.read().clock.mode).toBe('live');
  });
});
