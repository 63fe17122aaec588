import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';

export const ORDERS = ['highest', 'lowest', 'tree'] as const;

export const config = z.strictObject({
  /** The unit whose parts are ranked. */
  unit: z.string().min(1),
  level: z.enum(['province', 'region', 'room']),
  indicator: z.string().min(1),
  order: z.enum(ORDERS).default('highest'),
  /** Rows shown; all when left out. */
  limit: z.int().min(1).max(40).optional(),
});
export type Config = z.infer<typeof config>;

export function question({ unit, level, indicator }: Config) {
  return { ask: 'ranking', unit, level, indicators: [indicator] } as const satisfies Query;
}
