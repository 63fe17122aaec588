import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const config = z.strictObject({ unit: unitKey, indicator: indicatorKey });
export type Config = z.infer<typeof config>;

export function question({ unit, indicator }: Config) {
  return { ask: 'forecast', unit, indicator, step: 'week' } as const satisfies Query;
}
