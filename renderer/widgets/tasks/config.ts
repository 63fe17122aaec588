import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { unitKey } from '../picks.ts';

export const config = z.strictObject({
  /** Tasks of this unit and all below it. */
  unit: unitKey,
  /** Units with overdue tasks at most; what there is room for is shown. */
  limit: z.int().min(1).max(20).default(6),
});
export type Config = z.infer<typeof config>;

export function question({ unit }: Config) {
  return { ask: 'tasks', unit } as const satisfies Query;
}
