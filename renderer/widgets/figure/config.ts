import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';

export const config = z.strictObject({ unit: z.string().min(1), indicator: z.string().min(1) });
export type Config = z.infer<typeof config>;

export function question({ unit, indicator }: Config) {
  return { ask: 'figures', unit, indicators: [indicator] } as const satisfies Query;
}
