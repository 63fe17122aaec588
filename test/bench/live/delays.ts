/** From when something was pushed until its subscribers were told. */
import type { Pushed } from './load.ts';
import type { Subscriber } from './subscriber.ts';

export interface Delays {
  /** From the push's answer, ms; 0 when the news was there before the answer. */
  readonly answered: number[];
  /** From sending the push, ms. */
  readonly sent: number[];
  /** Pushes that subscribers had not been told of in the end. */
  readonly untold: number;
}

/** Matches every push with each subscriber whose unit it concerned. `base`: receipts of each unit before. */
export function delaysOf(
  pushed: readonly Pushed[],
  subscribers: readonly Subscriber[],
  base: ReadonlyMap<string, number>,
  top: string,
): Delays {
  const answered: number[] = [];
  const sent: number[] = [];
  let untold = 0;
  for (const { unit, seen } of subscribers) {
    let receipts = base.get(unit) ?? 0;
    let next = 0;
    for (const push of pushed) {
      const added = unit === top ? sum(push.receipts.values()) : (push.receipts.get(unit) ?? 0);
      if (added === 0) continue;
      receipts += added;
      while (next < seen.length && (seen[next]?.receipts ?? 0) < receipts) next += 1;
      const told = seen[next];
      if (!told) {
        untold += 1;
        continue;
      }
      answered.push(Math.max(0, told.at - push.answeredAt));
      sent.push(told.at - push.sentAt);
    }
  }
  return { answered, sent, untold };
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
}
