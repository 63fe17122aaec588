/** Once a night every window is replaced by a fresh one, so that nothing can pile up in the memory of months. */
import { nextAt } from '../contract/screens.ts';
import type { FaultLog } from './faultLog.ts';
import type { Pane } from './pane.ts';

/** Put off because of somebody at work, it is tried again after so long (ms) … */
const AGAIN = 10 * 60_000;
/** … for so long (ms), then left for the next night. */
const PATIENCE = 3 * 3_600_000;
/** Longest wait of a timer (ms): the clock of the machine may be set meanwhile. */
const LOOK_EVERY = 30_000;
/** Whoever did something so short a while ago (ms) may still be at it. */
const RECENT = 15 * 60_000;

/** What the engine says of those who use the wall. */
export interface Use {
  playing: boolean;
  /** When somebody last did something in the console, ms; `null` when nobody ever did. */
  actedAt: number | null;
}

/** Why now is not the time for it; `null` when it is. */
export function reasonToWait({ playing, actedAt }: Use, now: number): 'playback' | 'operator' | null {
  if (playing) return 'playback';
  return actedAt !== null && now - actedAt < RECENT ? 'operator' : null;
}

export interface Night {
  /** The hour that was agreed on, ms. */
  due: number;
  /** Not before this, ms. */
  from: number;
}

/** The next night's hour. */
export function nightAfter(now: number, time: string): Night {
  const due = nextAt(now, time);
  return { due, from: due };
}

/** What to do at `now`: nothing yet, the renewal, or (put off for too long) nothing until the next night. */
export function timeFor(night: Night, now: number): 'wait' | 'go' | 'missed' {
  if (now < night.from) return 'wait';
  return now - night.due > PATIENCE ? 'missed' : 'go';
}

export interface RenewalParts {
  /** Time of day, such as `03:30`; `null` while it is switched off. */
  at(): string | null;
  use(): Use;
  panes(): readonly Pane[];
  faults: FaultLog;
}

/** Keeps to the hour; the result ends it. */
export function keepRenewing(parts: RenewalParts): () => void {
  let at = parts.at();
  let night = at === null ? null : nightAfter(Date.now(), at);
  let busy = false;

  const look = async () => {
    const now = Date.now();
    if (parts.at() !== at || (night !== null && night.due - now > 25 * 3_600_000)) {
      at = parts.at();
      night = at === null ? null : nightAfter(now, at);
    }
    if (night === null || at === null || busy) return;
    const what = timeFor(night, now);
    if (what === 'wait') return;
    const why = reasonToWait(parts.use(), now);
    if (what === 'missed' || why !== null) {
      parts.faults.add('renewal_put_off', {
        why: why ?? 'hour_passed',
        until: what === 'missed' ? 'next_night' : null,
      });
      night = what === 'missed' ? nightAfter(now, at) : { ...night, from: now + AGAIN };
      return;
    }
    busy = true;
    night = nightAfter(now, at);
    await renewAll(parts.panes(), parts.faults);
    busy = false;
  };

  const timer = setInterval(() => void look(), LOOK_EVERY);
  return () => clearInterval(timer);
}

/** One after the other, so that at most one window more than usual has to be kept and drawn. */
export async function renewAll(panes: readonly Pane[], faults: FaultLog): Promise<void> {
  for (const pane of panes) {
    if ((await pane.renew()) === 'failed')
      faults.add('renewal_put_off', { roles: pane.roles(), why: 'not_ready', until: 'next_night' });
  }
}
