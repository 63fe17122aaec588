/** When to tick: at least once a second, and soon after a change, but never so often that ticking is all we do. */

/** A change is told after at most this long when the engine is idle. */
const BATCH_MS = 40;
const BEAT_MS = 1_000;
/** In playback everything moves at a steady beat. */
const PLAYING_BEAT_MS = 500;
/** After a tick that took t, the next one waits at least this many t. */
const REST_SHARE = 3;

export interface Pulse {
  /** Something changed: tick soon. */
  nudge(): void;
  /** Somebody waits for a first answer: tick soon, however long the last tick took. */
  hurry(): void;
  /** Beats for playback from now on, or for live figures again. */
  play(playing: boolean): void;
  stop(): void;
}

/** Calls `tick` from timers only; `regular` says that a second has passed. */
export function startPulse(tick: (regular: boolean) => void, steady: () => number): Pulse {
  let lastEnd = Number.NEGATIVE_INFINITY;
  let rest = 0;
  let soon: NodeJS.Timeout | null = null;
  let due = Number.POSITIVE_INFINITY;

  function tickAt(when: number): void {
    if (soon && due <= when) return;
    if (soon) clearTimeout(soon);
    due = when;
    soon = setTimeout(() => run(false), Math.max(0, when - steady()));
  }

  function run(regular: boolean): void {
    if (soon) clearTimeout(soon);
    soon = null;
    const started = steady();
    tick(regular);
    lastEnd = steady();
    rest = Math.max(BATCH_MS, REST_SHARE * (lastEnd - started));
  }

  function onBeat(): void {
    // What has to be computed for every beat must leave time for everything else.
    if (playing && steady() < lastEnd + rest) return;
    run(true);
  }

  let playing = false;
  let beat = setInterval(onBeat, BEAT_MS);
  return {
    play(now) {
      if (now === playing) return;
      playing = now;
      clearInterval(beat);
      beat = setInterval(onBeat, playing ? PLAYING_BEAT_MS : BEAT_MS);
    },
    // The first change after a rest goes out in this very turn of the loop; those that follow are gathered.
    nudge: () => tickAt(lastEnd + rest),
    hurry: () => tickAt(lastEnd + BATCH_MS),
    stop() {
      clearInterval(beat);
      if (soon) clearTimeout(soon);
    },
  };
}
