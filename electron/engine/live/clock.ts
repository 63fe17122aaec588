/** The data clock: the instant that every figure is asked for. Live, it is now. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { Clock } from '../../contract/live.ts';

export interface DataClock {
  /** The instant figures are shown for. */
  at(): Instant;
  describe(): Clock;
}

export function createDataClock(now: () => Instant): DataClock {
  return {
    at: now,
    describe: () => ({ mode: 'live', at: formatInstant(now()), speed: 1 }),
  };
}
