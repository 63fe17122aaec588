import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { unitKey } from '../picks.ts';

export const config = z.strictObject({
  unit: unitKey,
  limit: z.int().min(1).max(30).default(12),
});
export type Config = z.infer<typeof config>;

export function question({ unit, limit }: Config) {
  return { ask: 'latest', unit, limit } as const satisfies Query;
}
