import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';
import { ORDERS } from '../ranking/config.ts';

export const config = z.strictObject({
  /** The unit whose parts are listed. */
  unit: unitKey,
  level: z.enum(['province', 'region', 'room']),
  /** Columns; the first one orders the rows and is the one the small line is of. */
  indicators: z.array(indicatorKey).min(1).max(3),
  order: z.enum(ORDERS).default('highest'),
});
export type Config = z.infer<typeof config>;

export function questions({ unit, level, indicators }: Config) {
  return {
    rows: { ask: 'ranking', unit, level, indicators },
    trends: { ask: 'trends', unit, level, indicator: indicators[0] ?? '' },
  } as const satisfies Record<string, Query>;
}
