/** What people ask of the shell in the console, fetched from the engine as soon as it is asked. */
import { setTimeout as pause } from 'node:timers/promises';
import { nextOrder } from '../contract/wall.ts';
import type { OrderOutcome, WallOrder, WallReport } from '../contract/wall.ts';
import type { Greeting } from './engineChild.ts';

/** The engine answers without an order after 25 s; later than this (ms) it does not answer any more. */
const PATIENCE = 40_000;
/** After an engine that is not there it is asked again so much later, ms. */
const AGAIN = 2_000;

export interface Ordered {
  greeting(): Greeting | null;
  report(): WallReport;
  /** Carries an order out. Throws an Error with the reason where it cannot be. */
  carryOut(order: WallOrder): void;
}

/** Listens for orders; the result ends it. */
export function listenForOrders(ordered: Ordered): () => void {
  const ended = new AbortController();
  void (async () => {
    while (!ended.signal.aborted) {
      const greeting = ordered.greeting();
      const done = greeting !== null && (await takeOne(greeting, ordered, ended.signal).catch(() => false));
      if (!done) await pause(AGAIN, null, { signal: ended.signal }).catch(() => null);
    }
  })();
  return () => ended.abort();
}

/** Waits for an order and carries it out; `false` when the engine does not answer as it should. */
async function takeOne(greeting: Greeting, ordered: Ordered, ended: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([ended, AbortSignal.timeout(PATIENCE)]);
  const answer = await call(greeting, 'GET', '/wall/orders/next?wait=25', signal);
  const next = nextOrder.safeParse(await answer.json());
  if (!answer.ok || !next.success) return false;
  const { order } = next.data;
  if (!order) return true;
  const outcome: OrderOutcome = {
    refused: refusalOf(() => ordered.carryOut(order.what)),
    report: ordered.report(),
  };
  const told = await call(greeting, 'POST', `/wall/orders/${order.id}/outcome`, signal, outcome);
  await told.body?.cancel();
  return true;
}

function refusalOf(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function call(
  { url, wallToken }: Greeting,
  method: string,
  path: string,
  signal: AbortSignal,
  body?: unknown,
): Promise<Response> {
  return fetch(new URL(`/api/v1${path}`, url), {
    method,
    signal,
    headers: { authorization: `Bearer ${wallToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
