/** What was unusual when it was last looked for: the newest look by days, and the newest by weeks. */
import type { Driver } from '../../contract/forecasts.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';

/** One figure of one unit that came otherwise than expected. */
export interface Unusual {
  readonly unit: string;
  readonly indicator: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly came: number;
  readonly told: number;
  /** What is usual: 19 of 20 lie within. */
  readonly low: number;
  readonly high: number;
  /** By how many of its errors, above or below. */
  readonly off: number;
}

export interface Look {
  /** First instant of the first step that was looked at, and the end of the last one. */
  readonly from: Instant;
  readonly to: Instant;
  /** Least likely first within a step, newest steps first. */
  readonly found: readonly (Unusual & { readonly drivers: readonly Driver[] })[];
}

export type LookStep = 'day' | 'week';

export interface AnomalyStore {
  get(step: LookStep): Look | null;
  put(step: LookStep, look: Look, madeAt: Instant): void;
}

export function createAnomalyStore(db: WritableDB): AnomalyStore {
  const get = db.prepare<[string], string>('SELECT look FROM unusual WHERE step = ?').pluck();
  const put = db.prepare<[string, Instant, Instant, string]>(
    'INSERT OR REPLACE INTO unusual (step, origin, made_at, look) VALUES (?, ?, ?, ?)',
  );
  return {
    get(step) {
      const look = get.get(step);
      return look === undefined ? null : (JSON.parse(look) as Look);
    },
    put: (step, look, madeAt) => void put.run(step, look.to, madeAt, JSON.stringify(look)),
  };
}
