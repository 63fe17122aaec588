import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

/** As long as fits beside nothing else on a line across a screen. */
const LETTERS_MOST = 48;
const words = z.string().min(1).max(LETTERS_MOST);

export const config = z.strictObject({
  unit: unitKey,
  /** Told one after the other, each as one sentence. */
  indicators: z.array(indicatorKey).min(1).max(13),
  /** Lines of one's own, told after the indicators. */
  lines: z
    .array(z.strictObject({ vi: words, en: words }))
    .max(12)
    .default([]),
  /** So long each line stands, s. */
  pace: z.int().min(5).max(300).default(20),
});
export type Config = z.infer<typeof config>;

export function question({ unit, indicators }: Config) {
  return { ask: 'figures', unit, indicators } as const satisfies Query;
}
