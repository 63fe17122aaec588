import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const config = z.strictObject({
  unit: unitKey,
  indicator: indicatorKey,
  /** Heroes compared with each other: the one furthest below its target to date is marked. */
  among: z.array(indicatorKey).max(12).default([]),
});
export type Config = z.infer<typeof config>;

export function questions({ unit, indicator, among }: Config) {
  const indicators = [...new Set([indicator, ...among])].sort();
  return {
    figures: { ask: 'figures', unit, indicators },
    now: { ask: 'series', unit, indicator, yearsBack: 0, step: 'week' },
    before: { ask: 'series', unit, indicator, yearsBack: 1, step: 'week' },
  } as const satisfies Record<string, Query>;
}
