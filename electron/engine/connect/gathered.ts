import { setImmediate as aTurn } from 'node:timers/promises';

/**
 * Groups what comes: each group is all that had come by the time the one before was dealt with, so that a burst is
 * taken in few transactions and a single thing at once. Nothing is read ahead of the group but one thing.
 * @param most size at which a group is given out though more is there
 */
export async function* gathered<T>(
  things: AsyncIterable<T>,
  most: number,
  sizeOf: (thing: T) => number,
): AsyncGenerator<T[]> {
  const iterator = things[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    for (;;) {
      const group: T[] = [];
      let size = 0;
      let step = await next;
      while (!step.done) {
        group.push(step.value);
        size += sizeOf(step.value);
        next = iterator.next();
        // It is waited for below, or by nobody when the groups are no longer wanted.
        next.catch(() => undefined);
        if (size >= most) break;
        const soon = await Promise.race([next.catch(() => null), aTurn(null)]);
        if (soon === null) break;
        step = soon;
      }
      if (group.length > 0) yield group;
      if (step.done) return;
    }
  } finally {
    // Not waited for: it would wait for the thing after the last one.
    void iterator.return?.().catch(() => undefined);
  }
}
