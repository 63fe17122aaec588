/** Who listens: the four screens of the wall, and people who look at a few figures of one unit each. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Query } from '../../../electron/contract/live.ts';
import { AGENCY, type Stage } from './stage.ts';
import { probe, subscribe, type Subscriber } from './subscriber.ts';
import { wallQuestions } from './wallQuestions.ts';

/** What people look at, three at a time: many different questions, some of them asked by several. */
const LOOKED_AT = [
  'case_completion_rate',
  'money_recovery_rate',
  'cases_to_enforce',
  'cases_completed',
  'cases_in_progress',
  'receipts_amount',
  'enforcement_decisions',
];
const AT_A_TIME = 3;
/** A slow subscriber reads for so long, then pauses for so long, ms. */
const READS_MS = 2;
const PAUSES_MS = 1_000;

/** The screens first, then people in turn over the agency and its offices. */
export async function gather({ engine, readToken, offices }: Stage, many: number): Promise<Subscriber[]> {
  const screens = wallQuestions();
  const units = [AGENCY, ...offices];
  const subscribers: Subscriber[] = [];
  for (let n = 0; n < many; n++) {
    const unit = n < screens.length ? AGENCY : (units[n % units.length] as string);
    const asked = screens[n] ?? personal(unit, n);
    subscribers.push(await subscribe(engine.url, readToken, unit, asked));
  }
  return subscribers;
}

function personal(unit: string, n: number): Query[] {
  const indicators = Array.from(
    { length: AT_A_TIME },
    (_, i) => LOOKED_AT[(n + i) % LOOKED_AT.length] as string,
  ).sort();
  return [{ ask: 'figures', unit, indicators }, probe(unit, indicators)];
}

export function dismiss(subscribers: readonly Subscriber[]): void {
  for (const { socket } of subscribers) socket.terminate();
}

/** Makes subscribers read slowly until what is returned is called. */
export function slowDown(subscribers: readonly Subscriber[]): () => void {
  const stopped = new AbortController();
  for (const { socket } of subscribers)
    void (async () => {
      while (!stopped.signal.aborted) {
        socket.pause();
        await pause(PAUSES_MS);
        socket.resume();
        await pause(READS_MS);
      }
    })();
  return () => stopped.abort();
}
