/** One part of the benchmark: events come in for a while, an audience listens, the engine is watched. */
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { processorMs, residentMib } from '../process.ts';
import { slowDown } from './audience.ts';
import { type Delays, delaysOf } from './delays.ts';
import type { Load, Pushed } from './load.ts';
import { AGENCY, type Stage } from './stage.ts';
import type { Subscriber } from './subscriber.ts';

export interface Audience {
  /** Those who read at once. */
  readonly quick: readonly Subscriber[];
  readonly slow: readonly Subscriber[];
}

export interface Outcome {
  /** Of those who read at once. */
  readonly delays: Delays;
  /** From sending each push to its answer, ms. */
  readonly pushes: readonly number[];
  /** Processor time of the engine, as a share of one processor. */
  readonly processor: number;
  /** A second, to all. */
  readonly messages: number;
  readonly kib: number;
  /** Resident memory of the engine at the end and at the beginning, MiB. */
  readonly mib: number;
  readonly mibBefore: number;
  /** From the last push until everybody who is still connected had been told of it, ms. */
  readonly caughtUpMs: number;
  /** Subscribers that the engine has disconnected. */
  readonly gone: number;
  /** Processes that wanted to run on this machine, before and after. */
  readonly load: string;
}

/** Nobody who listens should need longer for what happened last, ms. */
const PATIENCE_MS = 30_000;

/** Pushes for so many ms to an engine with this audience. */
export async function listen(stage: Stage, load: Load, audience: Audience, ms: number): Promise<Outcome> {
  const { quick, slow } = audience;
  const { pid } = stage.engine;
  const all = [...quick, ...slow];
  const receipts = await stage.receipts();
  const before = { mib: residentMib(pid), processor: processorMs(pid), at: performance.now(), load: busy() };
  for (const one of all) Object.assign(one, { messages: 0, bytes: 0, seen: [] });
  const hurryUp = slowDown(slow);
  const pushed = await load.run(ms);
  const spent = performance.now() - before.at;
  const processor = (processorMs(pid) - before.processor) / spent;
  const mib = residentMib(pid);
  const aSecond = (of: (one: Subscriber) => number) =>
    (all.reduce((total, one) => total + of(one), 0) / spent) * 1000;
  const messages = aSecond((one) => one.messages);
  const kib = aSecond((one) => one.bytes / 1024);
  hurryUp();
  const caughtUpMs = await untilTold(all, after(receipts, pushed));
  return {
    delays: delaysOf(pushed, quick, receipts, AGENCY),
    pushes: pushed.map(({ sentAt, answeredAt }) => answeredAt - sentAt),
    processor,
    messages,
    kib,
    mib,
    mibBefore: before.mib,
    caughtUpMs,
    gone: all.filter(({ open }) => !open).length,
    load: `${before.load} to ${busy()}`,
  };
}

function busy(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/** How many receipts each unit has issued once all that has been pushed. */
function after(before: ReadonlyMap<string, number>, pushed: readonly Pushed[]): Map<string, number> {
  const receipts = new Map(before);
  const add = (unit: string, more: number) => receipts.set(unit, (receipts.get(unit) ?? 0) + more);
  for (const push of pushed)
    for (const [unit, more] of push.receipts) {
      add(unit, more);
      add(AGENCY, more);
    }
  return receipts;
}

/** Waits until everybody has the newest number; gives how long that took, ms. */
async function untilTold(
  subscribers: readonly Subscriber[],
  receipts: ReadonlyMap<string, number>,
): Promise<number> {
  const begun = performance.now();
  const behind = () =>
    subscribers.find(({ open, unit, seen }) => open && seen.at(-1)?.receipts !== receipts.get(unit));
  for (let late = behind(); late; late = behind()) {
    if (performance.now() - begun > PATIENCE_MS)
      throw new Error(`live: a subscriber of ${late.unit} was not told the newest figures.`);
    await pause(5);
  }
  return performance.now() - begun;
}
