import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';

export const config = z.strictObject({
  unit: z.string().min(1),
  level: z.enum(['province', 'region', 'room']),
  /** Indicators with targets; units are put in order by the one they are furthest behind in. */
  indicators: z.array(z.string().min(1)).min(1).max(3),
  limit: z.int().min(1).max(20).default(6),
});
export type Config = z.infer<typeof config>;

export function question({ unit, level, indicators }: Config) {
  return { ask: 'ranking', unit, level, indicators } as const satisfies Query;
}
