/** The data clock of the wall: live, or playing the record. One clock for all windows. */
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant, HOUR_MS, type Instant } from '../../contract/calendar.ts';
import type { Clock } from '../../contract/live.ts';
import type { ClockChange, PlaybackSettings } from '../../contract/playback.ts';
import { recordAudit } from '../access/index.ts';
import type { WritableDB } from '../store/index.ts';
import { playedAfter } from './change.ts';
import { keepSettings, keepState, keptPlayback, readSettings } from './clockStore.ts';
import { advance, type ClockState, instantAt, type Playing } from './playback.ts';
import { flowAfter, silenceOf } from './silence.ts';

/** The position is kept this often: so much of it, times the speed, is played again after a crash. */
const KEEP_MS = 5_000;
const LOOK_MS = 1_000;

/** Who does something, for the audit trail. */
export interface Doer {
  who: string;
  address: string | null;
}
const ENGINE: Doer = { who: 'engine', address: null };

export interface Reading {
  /** The machine's clock. */
  readonly now: Instant;
  /** The instant figures are shown for. */
  readonly at: Instant;
  /** The same, in the words of the contract. */
  readonly clock: Clock;
}

export interface DataClock {
  read(): Reading;
  settings(): PlaybackSettings;
  /** Throws `ClockError` when the change cannot be made. */
  change(change: ClockChange, doer: Doer): void;
  changeSettings(settings: PlaybackSettings): void;
  /** Calls the listener when playback begins, is changed or ends. */
  onChange(listener: () => void): void;
  /** Begins and ends playback where that is due; called every second from `start` on. */
  look(): void;
  start(): void;
  stop(): void;
}

export interface DataClockOptions {
  db: WritableDB;
  now: () => Instant;
  sources: () => SourceHealth[];
  /** Told when the store could not be written: the clock goes on, and may be elsewhere after a restart. */
  failed: (error: unknown) => void;
}

/** A clock that goes on where the last one of this store was. */
export function createDataClock({ db, now, sources, failed }: DataClockOptions): DataClock {
  let settings = readSettings(db);
  let state: ClockState = resumed(keptPlayback(db), now());
  let keptAt = now();
  let flowingSince: Instant | null = null;
  let timer: NodeJS.Timeout | undefined;
  const listeners: (() => void)[] = [];

  /** A wall must not stop because its disk is full. */
  function keep(write: () => void): void {
    try {
      write();
    } catch (error) {
      failed(error);
    }
  }

  /** What a person does is written down or not done; what the wall does by itself is done. */
  function audit(
    doer: Doer,
    what: 'playback_started' | 'playback_changed' | 'playback_ended',
    subject: string,
    next: ClockState,
  ) {
    const at = now();
    const change = { before: told(state, at), after: told(next, at) };
    const write = () => recordAudit(db, { at, ...doer, what, subject, ...change });
    if (doer === ENGINE) keep(write);
    else write();
  }

  function set(next: ClockState): void {
    state = next;
    keptAt = now();
    flowingSince = null;
    keep(() => keepState(db, state));
    for (const tell of listeners) tell();
  }

  function begin(next: Playing, doer: Doer): void {
    const what =
      state.mode === 'live' || state.cause !== next.cause ? 'playback_started' : 'playback_changed';
    audit(doer, what, subjectOf(next), next);
    set(next);
  }

  function end(why: string, doer: Doer): void {
    if (state.mode === 'live') return;
    const live: ClockState = { mode: 'live', since: now() };
    audit(doer, 'playback_ended', why, live);
    set(live);
  }

  function move(): void {
    if (state.mode === 'live') return;
    const at = now();
    const moved = advance(state, at, settings.idleS * 1000);
    if (moved === null) return end('its end, or nobody touched it', ENGINE);
    state = moved;
    if (at - keptAt < KEEP_MS || moved.paused) return;
    keptAt = at;
    keep(() => keepState(db, state));
  }

  function beginIfSilent(since: Instant): void {
    if (!settings.automatic) return;
    const silence = silenceOf(sources());
    if (silence === null) return;
    const at = now();
    // A person who went back to live is not overruled at once, nor is a start taken for a silence.
    if (at - Math.max(silence.heardAt ?? since, since) < settings.silenceS * 1000) return;
    const to = silence.heardAt ?? at;
    const from = to - settings.hours * HOUR_MS;
    begin(
      {
        mode: 'playback',
        from,
        to,
        at: from,
        movedAt: at,
        speed: settings.speed,
        paused: false,
        loop: true,
        cause: 'silence',
        by: ENGINE.who,
        since: at,
        touchedAt: at,
        silentSince: silence.heardAt,
      },
      ENGINE,
    );
  }

  function endIfFlowing(playing: Playing): void {
    const flow = flowAfter(sources(), playing.since, flowingSince, now());
    flowingSince = flow.flowingSince;
    if (flow.live) end('data flows again', ENGINE);
  }

  return {
    read() {
      move();
      const time = now();
      const at = instantAt(state, time);
      return { now: time, at, clock: describe(state, at) };
    },
    settings: () => settings,
    change(change, doer) {
      if (change.mode === 'live') end('back to live', doer);
      else begin(playedAfter(state, change, doer.who, now()), doer);
    },
    changeSettings(next) {
      keepSettings(db, next);
      settings = next;
    },
    onChange: (listener) => void listeners.push(listener),
    look() {
      move();
      if (state.mode === 'live') beginIfSilent(state.since);
      else if (state.cause === 'silence') {
        if (settings.automatic) endIfFlowing(state);
        else end('automatic playback was switched off', ENGINE);
      }
    },
    start() {
      timer ??= setInterval(() => this.look(), LOOK_MS);
    },
    stop() {
      clearInterval(timer);
      if (state.mode === 'playback') keep(() => keepState(db, state));
    },
  };
}

/** The time without an engine is not played. */
function resumed(playing: Playing | null, now: Instant): ClockState {
  return playing === null ? { mode: 'live', since: now } : { ...playing, movedAt: now };
}

function describe(state: ClockState, at: Instant): Clock {
  if (state.mode === 'live') return { mode: 'live', at: formatInstant(at), speed: 1 };
  const { speed, paused, loop, cause, by, silentSince } = state;
  return {
    mode: 'playback',
    at: formatInstant(at),
    speed,
    playback: {
      from: formatInstant(state.from),
      to: formatInstant(state.to),
      paused,
      loop,
      cause,
      by,
      since: formatInstant(state.since),
      silentSince: silentSince === null ? null : formatInstant(silentSince),
    },
  };
}

/** The clock as the audit trail keeps it; live, it has no more to tell. */
function told(state: ClockState, now: Instant): object {
  if (state.mode === 'live') return { mode: state.mode };
  const { mode, from, to, speed, paused, loop, cause } = state;
  const at = formatInstant(instantAt(state, now));
  return { mode, from: formatInstant(from), to: formatInstant(to), at, speed, paused, loop, cause };
}

function subjectOf({ from, to, at, speed, paused, cause }: Playing): string {
  const parts = [`${formatInstant(from)} – ${formatInstant(to)}`, `at ${formatInstant(at)}`, `×${speed}`];
  if (paused) parts.push('paused');
  if (cause === 'silence') parts.push('no source was heard');
  return parts.join(', ');
}
