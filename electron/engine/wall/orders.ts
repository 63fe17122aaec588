/** What people ask of the shell: one order at a time, handed over as soon as the shell listens, with its outcome awaited. */
import { randomUUID } from 'node:crypto';
import type { NextOrder, OrderOutcome, WallOrder } from '../../contract/wall.ts';

type Waiting = NonNullable<NextOrder['order']>;

export interface Orders {
  /**
   * Has the shell do something. Resolves to what came of it, or to `silent` when the shell is not there or does not
   * answer in time.
   */
  give(what: WallOrder): Promise<OrderOutcome | 'silent'>;
  /** The shell waits this long (ms) for an order; `null` when none has come by then. */
  next(waitMs: number): Promise<Waiting | null>;
  /** The shell says what came of an order; `false` when nobody waits for it any more. */
  outcome(id: string, outcome: OrderOutcome): boolean;
}

export interface OrdersOptions {
  /** Longest an order may take, ms. */
  patience: number;
  /** The shell listens with short pauses; gone for longer (ms) it is not there. */
  absent: number;
}

export function createOrders({ patience, absent }: OrdersOptions): Orders {
  const queue: Waiting[] = [];
  const asked = new Map<string, (outcome: OrderOutcome | 'silent') => void>();
  let listener: ((order: Waiting | null) => void) | null = null;
  let leftAt = -Infinity;

  function leave(order: Waiting | null): void {
    const waiting = listener;
    listener = null;
    leftAt = performance.now();
    waiting?.(order);
  }

  return {
    give(what) {
      if (!listener && performance.now() - leftAt > absent) return Promise.resolve('silent');
      const order: Waiting = { id: randomUUID(), what };
      const answered = new Promise<OrderOutcome | 'silent'>((resolve) => {
        const timer = setTimeout(() => finish('silent'), patience);
        function finish(outcome: OrderOutcome | 'silent'): void {
          clearTimeout(timer);
          asked.delete(order.id);
          const at = queue.indexOf(order);
          if (at >= 0) queue.splice(at, 1);
          resolve(outcome);
        }
        asked.set(order.id, finish);
      });
      if (listener) leave(order);
      else queue.push(order);
      return answered;
    },
    next(waitMs) {
      // A shell that was started again listens anew: the one before it gets nothing any more.
      if (listener) leave(null);
      const order = queue.shift();
      if (order || waitMs === 0) return Promise.resolve(order ?? null);
      return new Promise((resolve) => {
        const timer = setTimeout(() => leave(null), waitMs);
        listener = (found) => {
          clearTimeout(timer);
          resolve(found);
        };
      });
    },
    outcome(id, outcome) {
      const finish = asked.get(id);
      finish?.(outcome);
      return finish !== undefined;
    },
  };
}
