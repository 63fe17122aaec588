import { z } from 'zod';
import { distributedBy } from '../../../electron/contract/breakdown.ts';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const config = z.strictObject({ unit: unitKey, indicator: indicatorKey, by: distributedBy });
export type Config = z.infer<typeof config>;

export function question({ unit, indicator, by }: Config) {
  return { ask: 'distribution', unit, indicator, by } as const satisfies Query;
}
