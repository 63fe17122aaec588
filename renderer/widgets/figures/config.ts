import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

const row = z.strictObject({
  title: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
  indicators: z.array(indicatorKey).min(1).max(6),
});

export const config = z.strictObject({ unit: unitKey, rows: z.array(row).min(1).max(6) });
export type Config = z.infer<typeof config>;

export function question({ unit, rows }: Config) {
  return { ask: 'figures', unit, indicators: rows.flatMap((r) => r.indicators) } as const satisfies Query;
}
