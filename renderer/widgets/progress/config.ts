import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const config = z.strictObject({ unit: unitKey, indicators: z.array(indicatorKey).min(1).max(8) });
export type Config = z.infer<typeof config>;

export function question({ unit, indicators }: Config) {
  return { ask: 'figures', unit, indicators } as const satisfies Query;
}
