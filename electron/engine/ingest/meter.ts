import type { Instant } from '../../contract/calendar.ts';

/** How much came in the last minute, counted by the second. */
export interface Meter {
  add(amount: number, at: Instant): void;
  /** Sum of the 60 s before `now`. */
  lastMinute(now: Instant): number;
}

const SECONDS = 60;

export function createMeter(): Meter {
  const amounts = new Map<number, number>();
  const forget = (second: number) => {
    for (const old of amounts.keys()) if (old <= second - SECONDS || old > second) amounts.delete(old);
  };
  return {
    add(amount, at) {
      const second = Math.floor(at / 1000);
      forget(second);
      amounts.set(second, (amounts.get(second) ?? 0) + amount);
    },
    lastMinute(now) {
      forget(Math.floor(now / 1000));
      let sum = 0;
      for (const amount of amounts.values()) sum += amount;
      return sum;
    },
  };
}
