import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { unitKey } from '../picks.ts';

export const config = z.strictObject({
  /** The unit whose alerts, and those of what is below it, are shown; left out, all of them. */
  unit: unitKey.optional(),
  /** Kinds of alerts shown; the others are counted. */
  limit: z.int().min(1).max(20).default(8),
});
export type Config = z.infer<typeof config>;

export function question({ unit = undefined, limit }: Config) {
  return { ask: 'alerts', unit: unit ?? null, limit } as const satisfies Query;
}
