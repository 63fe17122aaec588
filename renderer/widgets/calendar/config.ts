import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const config = z.strictObject({
  unit: unitKey,
  /** What is counted day by day: by how much it grew. */
  indicator: indicatorKey,
  /** Statistical years back: 0 is this one. */
  yearsBack: z.int().min(0).max(5).default(0),
});
export type Config = z.infer<typeof config>;

export function questions({ unit, indicator, yearsBack }: Config) {
  return {
    days: { ask: 'series', unit, indicator, yearsBack, step: 'day' },
    holidays: { ask: 'holidays' },
  } as const satisfies Record<string, Query>;
}
