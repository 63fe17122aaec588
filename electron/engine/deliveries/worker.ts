/** Delivers what is due: one lane for mail and one for each endpoint, so that a receiver that hangs holds up nobody else. */
import type { Instant } from '../../contract/calendar.ts';
import { DeliveryFailure } from './failure.ts';
import { type DeliveryStore, type Due, KEPT_MS, laneOf } from './deliveryStore.ts';
import { ATTEMPTS_MOST, KEEPS_TRYING_MS, waitAfter } from './waits.ts';

/** Lanes that are busy at once. */
const LANES_MOST = 8;
/** Looked at again after this long at the latest, ms. */
const LOOK_MS = 60_000;
/** A lane whose receiver does not answer rests for at most this long, ms. */
const REST_MOST_MS = 5 * 60_000;
/** What is on its way when the engine ends may come to its end, ms. */
const ENDING_MS = 3_000;

export interface WorkerParts {
  store: DeliveryStore;
  /** Delivers one. @throws DeliveryFailure */
  deliver: (due: Due, stopping: AbortSignal) => Promise<void>;
  now: () => Instant;
  /** Told of what nobody foresaw. */
  failed: (error: unknown) => void;
  /** How long to wait after so many attempts (ms). */
  wait?: (attempts: number) => number;
}

export interface Worker {
  /** Goes on with what was left when the engine ended, and begins. */
  start(): void;
  /** Something may be due. */
  nudge(): void;
  /** A way is set anew: it does not rest any longer. */
  refresh(lane: string): void;
  stop(): Promise<void>;
}

export function createWorker({ store, deliver, now, failed, wait = waitAfter }: WorkerParts): Worker {
  const busy = new Map<string, Promise<void>>();
  const resting = new Map<string, { until: Instant; failures: number }>();
  const stopping = new AbortController();
  let state: 'idle' | 'running' | 'stopped' = 'idle';
  let timer: NodeJS.Timeout | undefined;
  let nudged = false;

  /** Lanes that nothing is taken of now. */
  function closed(): Set<string> {
    const at = now();
    return new Set([
      ...busy.keys(),
      ...[...resting].filter(([, { until }]) => until > at).map(([lane]) => lane),
    ]);
  }

  function look(): void {
    clearTimeout(timer);
    if (state !== 'running') return;
    try {
      while (busy.size < LANES_MOST) {
        const due = store.nextDue(now(), closed());
        if (!due) break;
        begin(due);
      }
    } catch (error) {
      failed(error);
    }
    timer = setTimeout(look, untilNext());
  }

  function untilNext(): number {
    try {
      const rests = [...resting.values()].map(({ until }) => until).filter((until) => until > now());
      const next = Math.min(store.dueAt(closed()) ?? Number.POSITIVE_INFINITY, ...rests);
      return Math.min(LOOK_MS, Math.max(20, next - now()));
    } catch (error) {
      failed(error);
      return LOOK_MS;
    }
  }

  function begin(due: Due): void {
    store.begin(due.number);
    const lane = laneOf(due);
    const ended = attempt({ ...due, attempts: due.attempts + 1 }, lane)
      .catch(failed)
      .finally(() => {
        busy.delete(lane);
        look();
      });
    busy.set(lane, ended);
  }

  async function attempt(due: Due, lane: string): Promise<void> {
    try {
      if (now() - due.made_at > KEEPS_TRYING_MS)
        throw new DeliveryFailure('too_old', 'It waited for more than three days.', { final: true });
      await deliver(due, stopping.signal);
      store.sent(due.number, now());
      resting.delete(lane);
    } catch (error) {
      settle(due, lane, error);
    }
  }

  function settle(due: Due, lane: string, error: unknown): void {
    const failure =
      error instanceof DeliveryFailure
        ? error
        : new DeliveryFailure('unreachable', 'An error of this program; its log says more.');
    if (failure !== error) failed(error);
    const { fault, message, final, waitMs } = failure;
    if (failure.wayDown) rest(lane);
    // Waiting for a mail server to be set is no attempt that failed.
    const isSpent = fault !== 'not_set' && due.attempts >= ATTEMPTS_MOST;
    if (fault === 'answer_lost') store.ended(due.number, 'uncertain', fault, message, now());
    else if (final || isSpent) store.ended(due.number, 'given_up', fault, message, now());
    else store.failed(due.number, fault, message, now() + Math.max(waitMs, wait(due.attempts)));
  }

  function rest(lane: string): void {
    const failures = (resting.get(lane)?.failures ?? 0) + 1;
    resting.set(lane, { failures, until: now() + Math.min(REST_MOST_MS, wait(failures)) });
  }

  return {
    start() {
      for (const { number, state: was, way } of store.interrupted())
        if (was === 'handed')
          store.ended(number, 'uncertain', 'answer_lost', 'The program ended before the answer came.', now());
        // A webhook may have arrived: its id tells the receiver. A mail did not: its end was not told.
        else
          store.failed(
            number,
            way === 'mail' ? 'unreachable' : 'answer_lost',
            'The program ended on the way.',
            now(),
          );
      store.forget(now() - KEPT_MS);
      state = 'running';
      look();
    },
    nudge() {
      if (nudged || state !== 'running') return;
      nudged = true;
      // After the transaction that put it.
      setImmediate(() => {
        nudged = false;
        look();
      });
    },
    refresh(lane) {
      resting.delete(lane);
      store.wake(lane, now());
      look();
    },
    async stop() {
      state = 'stopped';
      clearTimeout(timer);
      const patience = setTimeout(() => stopping.abort(), ENDING_MS);
      await Promise.all(busy.values());
      clearTimeout(patience);
    },
  };
}
