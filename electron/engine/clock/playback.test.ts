import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, parseInstant, startOfDay } from '../../contract/calendar.ts';
import { NAMED_INTERVALS } from '../../contract/playback.ts';
import { ClockError, playedAfter } from './change.ts';
import { advance, dayAround, instantAt, namedIntervalAt, type Playing, STRIDE_MAX_MS } from './playback.ts';

const NOON = parseInstant('2026-03-31T12:00:00+07:00') as number;
const HOURS = 3 * HOUR_MS;

const instants = fc.integer({ min: NOON - 2000 * DAY_MS, max: NOON });
const playings = fc
  .record({
    from: instants,
    length: fc.integer({ min: 1, max: 40 * DAY_MS }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    speed: fc.integer({ min: 1, max: 3600 }),
    paused: fc.boolean(),
    loop: fc.boolean(),
  })
  .map(({ from, length, share, speed, paused, loop }): Playing => {
    const at = from + Math.floor(share * length);
    const touched = { by: 'lan', since: NOON, touchedAt: NOON, silentSince: null, cause: 'person' } as const;
    return { mode: 'playback', from, to: from + length, at, movedAt: NOON, speed, paused, loop, ...touched };
  });
const strides = fc.integer({ min: 0, max: STRIDE_MAX_MS });

describe('a playback', () => {
  it('shows an instant of its interval, whatever the machine’s clock says', () => {
    fc.assert(
      fc.property(playings, fc.integer({ min: -DAY_MS, max: DAY_MS }), (state, passed) => {
        const at = instantAt(state, NOON + passed);
        expect(at).toBeGreaterThanOrEqual(state.from);
        expect(at).toBeLessThanOrEqual(state.to);
      }),
    );
  });

  it('moves by its speed, and stands while it is paused', () => {
    fc.assert(
      fc.property(playings, strides, (state, passed) => {
        const moved = state.at + (state.paused ? 0 : passed * state.speed);
        if (moved < state.to) expect(instantAt(state, NOON + passed)).toBe(moved);
      }),
    );
  });

  it('is at the same instant however often it was looked at in between', () => {
    fc.assert(
      fc.property(playings, fc.array(strides, { maxLength: 8 }), (state, steps) => {
        let now = NOON;
        let looked: Playing | null = state;
        for (const step of steps) looked = looked && advance(looked, (now += step), HOURS);
        if (looked === null || now - NOON > STRIDE_MAX_MS) return;
        expect(instantAt(looked, now)).toBe(instantAt(state, now));
      }),
    );
  });

  it('goes on where it was after a time without an engine, and when the clock was set', () => {
    fc.assert(
      fc.property(
        playings,
        fc.oneof(fc.integer({ min: STRIDE_MAX_MS + 1 }), fc.integer({ max: 0 })),
        (state, passed) => {
          if (!state.loop || state.at < state.to) expect(instantAt(state, NOON + passed)).toBe(state.at);
        },
      ),
    );
  });

  it('ends at its end, unless it loops or is paused', () => {
    fc.assert(
      fc.property(playings, strides, (state, passed) => {
        const over = !state.paused && !state.loop && state.at + passed * state.speed >= state.to;
        expect(advance(state, NOON + passed, HOURS) === null).toBe(over);
      }),
    );
  });

  it('that a person began ends when nobody touches it, one of silence does not', () => {
    const state = playedAfter({ mode: 'live', since: NOON }, { mode: 'playback', paused: true }, 'lan', NOON);
    expect(advance(state, NOON + HOURS - 1, HOURS)).not.toBeNull();
    expect(advance(state, NOON + HOURS, HOURS)).toBeNull();
    expect(advance({ ...state, cause: 'silence' }, NOON + HOURS, HOURS)).not.toBeNull();
  });
});

describe('an interval', () => {
  it('by name lies before now and is not empty', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...NAMED_INTERVALS), (now, name) => {
        const { from, to } = namedIntervalAt(name, now);
        expect(from).toBeLessThan(to);
        expect(to).toBe(now);
      }),
    );
  });

  it('of this morning begins at seven, before seven with that of yesterday', () => {
    const seven = startOfDay(NOON) + 7 * HOUR_MS;
    expect(namedIntervalAt('this_morning', NOON).from).toBe(seven);
    expect(namedIntervalAt('this_morning', seven - 1).from).toBe(seven - DAY_MS);
  });

  it('around an instant holds it', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 3 * DAY_MS }), (at, later) => {
        const { from, to } = dayAround(at, at + later);
        expect(from).toBeLessThan(to);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(at).toBeLessThanOrEqual(to);
        expect(to).toBeLessThanOrEqual(at + later);
      }),
    );
  });
});

describe('a change', () => {
  const live = { mode: 'live', since: NOON } as const;
  const ask = (change: object) => playedAfter(live, { mode: 'playback', ...change }, 'lan', NOON);

  it('begins at the beginning of what is asked for, a day in 24 minutes', () => {
    const last = { from: NOON - DAY_MS, to: NOON, at: NOON - DAY_MS, speed: 60, paused: false, loop: false };
    expect(ask({})).toMatchObject(last);
    expect(ask({ interval: 'last_week', speed: 3600, loop: true })).toMatchObject({
      at: NOON - 7 * DAY_MS,
      speed: 3600,
      loop: true,
    });
  });

  it('shows any past minute', () => {
    const minute = '2025-11-03T09:30:00+07:00';
    const at = parseInstant(minute);
    expect(ask({ at: minute, paused: true })).toMatchObject({ at, paused: true, from: startOfDay(at ?? 0) });
  });

  it('leaves alone what it does not name', () => {
    const playing = ask({ interval: 'last_week', speed: 600, loop: true });
    const later = playedAfter(playing, { mode: 'playback', paused: true }, 'minh', NOON + 1_000);
    expect(later).toMatchObject({
      ...playing,
      at: playing.at + 600_000,
      movedAt: NOON + 1_000,
      touchedAt: NOON + 1_000,
      paused: true,
      by: 'minh',
    });
    const faster = playedAfter(later, { mode: 'playback', speed: 10 }, 'minh', NOON + 5_000);
    expect(faster).toMatchObject({ at: later.at, speed: 10, paused: true });
  });

  it.each([
    [{ at: '2026-03-31T12:00:00.001+07:00' }, 'at'],
    [{ at: '1890-01-01T00:00:00Z' }, 'at'],
    [{ from: '2026-04-01T00:00:00+07:00' }, 'from'],
    [{ from: '2026-03-31T12:00:00+07:00' }, 'from'],
    [{ from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' }, 'from'],
    [{ to: '2026-03-01T00:00:00Z' }, 'from'],
    [{ interval: 'last_day', from: '2026-03-01T00:00:00Z' }, 'interval'],
    [{ interval: 'last_day', at: '2026-03-01T00:00:00Z' }, 'at'],
  ])('%j is refused, naming %s', (change, field) => {
    try {
      ask(change);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ClockError);
      expect(error).toMatchObject({ field });
    }
  });
});
