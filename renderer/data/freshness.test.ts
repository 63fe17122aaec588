import { describe, expect, it } from 'vitest';
import type { SourceHealth } from '../../electron/contract/answers.ts';
import { formatInstant, parseInstant } from '../../electron/contract/calendar.ts';
import { levelOf } from '../../electron/contract/freshness.ts';
import { freshnessOf } from './freshness.ts';
import { createLiveStore, type LiveState } from './state.ts';

const NOW = parseInstant('2026-01-15T09:41:00+07:00') as number;

function source(change: Partial<SourceHealth>, ageS = 0): SourceHealth {
  return {
    id: 's',
    kind: 'pull',
    name: 'Phần mềm thụ lý',
    nature: 'operational',
    state: 'on_time',
    heardAt: formatInstant(NOW - ageS * 1000),
    ageS,
    lastEventAt: null,
    lastSeq: 0,
    behind: 0,
    lastError: null,
    counts: { accepted: 0, duplicates: 0, held: 0, quarantined: 0, conflicts: 0 },
    ...change,
  };
}

function state(change: Partial<LiveState>): LiveState {
  const clock = { mode: 'live', at: formatInstant(NOW), speed: 1 } as const;
  return createLiveStore({ link: 'open', now: NOW, heardAt: NOW, clock, ...change }).getState();
}

describe('freshness', () => {
  it('has nothing to say while every source is heard', () => {
    expect(freshnessOf(state({ sources: [source({}, 3)] }), null)).toEqual({ kind: 'fresh' });
    expect(freshnessOf(state({ sources: [source({}, 4)] }), null).kind).toBe('late');
    const seldom = source({ heardEveryS: 30 }, 32);
    expect(freshnessOf(state({ sources: [seldom] }), null)).toEqual({ kind: 'fresh' });
    expect(freshnessOf(state({ sources: [seldom], now: NOW + 1_000 }), null).kind).toBe('late');
  });

  it('tells the age of the source that was not heard the longest', () => {
    const sources = [source({}, 7), source({ name: 'Biên lai', state: 'failing' }, 12)];
    expect(freshnessOf(state({ sources }), null)).toEqual({
      kind: 'late',
      level: 'late',
      source: 'Biên lai',
      others: 1,
      at: NOW - 12_000,
      ageS: 12,
    });
  });

  it('has levels: by silence, and by what is overdue of a delivery', () => {
    const level = (change: Partial<SourceHealth>, ageS: number) =>
      levelOf(source({ state: 'late', ...change }, ageS), NOW);
    expect([599, 600, 86_399, 86_400].map((s) => level({}, s))).toEqual(['late', 'stale', 'stale', 'gone']);
    expect([1_499, 1_500].map((s) => level({ heardEveryS: 300 }, s))).toEqual(['late', 'stale']);
    const due = (days: number) => ({
      due: { at: formatInstant(NOW - days * 86_400_000 - 1_000), delivery: 'late' as const },
    });
    expect([0, 1, 2, 3].map((days) => level(due(days), 5))).toEqual(['late', 'stale', 'stale', 'gone']);
    const awaited = { due: { at: formatInstant(NOW + 1_000), delivery: 'awaited' as const } };
    expect(level({ ...awaited, state: 'on_time' }, 1)).toBeNull();
    expect(level({ state: 'paused' }, 90_000)).toBeNull();
    expect(level({ nature: 'published' }, 90_000)).toBeNull();
    expect(freshnessOf(state({ sources: [source({ state: 'failing' }, 700)] }), null)).toMatchObject({
      kind: 'late',
      level: 'stale',
    });
  });

  it('leaves it to the engine when a push source is late', () => {
    const quiet = source({ kind: 'push' }, 3_600);
    expect(freshnessOf(state({ sources: [quiet] }), null).kind).toBe('fresh');
    expect(freshnessOf(state({ sources: [{ ...quiet, state: 'late' }] }), null).kind).toBe('late');
  });

  it('concerns only figures of the source’s nature, and never published records', () => {
    const sources = [source({ nature: 'sample' }, 60), source({ nature: 'published', state: 'late' }, 9_999)];
    expect(freshnessOf(state({ sources }), ['operational']).kind).toBe('fresh');
    expect(freshnessOf(state({ sources }), ['published']).kind).toBe('fresh');
    expect(freshnessOf(state({ sources, link: 'lost' }), ['published']).kind).toBe('fresh');
    expect(freshnessOf(state({ sources, link: 'lost' }), ['published', 'sample']).kind).toBe('cut');
    expect(freshnessOf(state({ sources }), ['sample']).kind).toBe('late');
  });

  it('ages every second by itself once the engine is gone', () => {
    const gone = { link: 'lost', heardAt: NOW - 12_000 } as const;
    expect(freshnessOf(state(gone), null)).toEqual({ kind: 'cut', at: NOW - 12_000, ageS: 12 });
    expect(freshnessOf(state({ ...gone, now: NOW + 1_000 }), null)).toMatchObject({ ageS: 13 });
  });

  it('counts from the source’s last word when that was late before the engine went', () => {
    const late = { link: 'lost', heardAt: NOW - 10_000, sources: [source({}, 40)] } as const;
    expect(freshnessOf(state(late), null)).toMatchObject({ kind: 'cut', ageS: 40 });
  });

  it('knows the time before the first word, and playback', () => {
    expect(freshnessOf(state({ heardAt: null, link: 'opening' }), null)).toEqual({ kind: 'opening' });
    const silent = source({ state: 'connecting', heardAt: null });
    expect(freshnessOf(state({ sources: [silent] }), null)).toMatchObject({ kind: 'waiting' });
    const clock = { mode: 'playback', at: formatInstant(NOW - 86_400_000), speed: 60 } as const;
    expect(freshnessOf(state({ clock, sources: [source({}, 99)] }), null)).toEqual({
      kind: 'playback',
      at: NOW - 86_400_000,
      cut: false,
    });
    expect(freshnessOf(state({ clock }), ['published'])).toEqual({ kind: 'fresh' });
    const gone = { clock, link: 'lost', heardAt: NOW - 12_000 } as const;
    expect(freshnessOf(state(gone), null)).toMatchObject({ kind: 'playback', cut: true });
  });
});
