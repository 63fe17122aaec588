import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { unitKey } from '../picks.ts';

export const config = z.strictObject({
  unit: unitKey,
  /** The largest flows, at most so many. */
  limit: z.int().min(1).max(20).default(8),
  /** What bands are as thick as: decisions, or what was left to enforce of the cases that went with them. */
  flowsBy: z.enum(['cases', 'money']).default('cases'),
});
export type Config = z.infer<typeof config>;

export function question({ unit }: Config) {
  return { ask: 'flows', unit } as const satisfies Query;
}
