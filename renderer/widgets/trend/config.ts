import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { step } from '../../../electron/contract/answers.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const config = z.strictObject({
  unit: unitKey,
  indicator: indicatorKey,
  step: step.default('week'),
});
export type Config = z.infer<typeof config>;

export function questions({ unit, indicator, step }: Config) {
  return {
    figures: { ask: 'figures', unit, indicators: [indicator] },
    now: { ask: 'series', unit, indicator, yearsBack: 0, step },
    before: { ask: 'series', unit, indicator, yearsBack: 1, step },
  } as const satisfies Record<string, Query>;
}
