import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const config = z.strictObject({
  unit: unitKey,
  level: z.enum(['province', 'region', 'room']),
  /** Indicators with targets; units are put in order by the one they are furthest behind in. */
  indicators: z.array(indicatorKey).min(1).max(3),
  limit: z.int().min(1).max(20).default(6),
});
export type Config = z.infer<typeof config>;

export function question({ unit, level, indicators }: Config) {
  return { ask: 'ranking', unit, level, indicators } as const satisfies Query;
}
