import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const EARLIER = ['last_year', 'yesterday'] as const;

export const config = z.strictObject({
  unit: unitKey,
  indicators: z.array(indicatorKey).min(1).max(8),
  /** What the year to date is held against: last year to the same day, or this year to the same time of yesterday. */
  against: z.enum(EARLIER).default('last_year'),
});
export type Config = z.infer<typeof config>;

export function question({ unit, indicators }: Config) {
  return { ask: 'figures', unit, indicators } as const satisfies Query;
}
