import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { step } from '../../../electron/contract/answers.ts';
import { indicatorKey, unitKey } from '../picks.ts';

export const config = z.strictObject({
  unit: unitKey,
  indicator: indicatorKey,
  step: step.default('week'),
  /** Draws where the year is heading, where enough is known to say so. */
  forecast: z.boolean().default(false),
});
export type Config = z.infer<typeof config>;

/** What the chart is drawn from, and, where it is wanted, where the year is heading. */
export function needs(config: Config): readonly Query[] {
  const { unit, indicator } = config;
  const asked = Object.values(questions(config));
  return config.forecast ? [...asked, { ask: 'forecast', unit, indicator, step: 'week' }] : asked;
}

export function questions({ unit, indicator, step }: Config) {
  return {
    figures: { ask: 'figures', unit, indicators: [indicator] },
    now: { ask: 'series', unit, indicator, yearsBack: 0, step },
    before: { ask: 'series', unit, indicator, yearsBack: 1, step },
  } as const satisfies Record<string, Query>;
}
