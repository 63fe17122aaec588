import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const ORDERS = ['highest', 'lowest', 'tree'] as const;

export const config = z.strictObject({
  /** The unit whose parts are ranked. */
  unit: unitKey,
  level: z.enum(['province', 'region', 'room']),
  indicator: indicatorKey,
  order: z.enum(ORDERS).default('highest'),
  /** Rows shown; all when left out. */
  limit: z.int().min(1).max(40).optional(),
  /** How many places a unit has gained or lost against the same day of last year. */
  moves: z.boolean().default(true),
});
export type Config = z.infer<typeof config>;

export function question({ unit, level, indicator }: Config) {
  return { ask: 'ranking', unit, level, indicators: [indicator] } as const satisfies Query;
}
