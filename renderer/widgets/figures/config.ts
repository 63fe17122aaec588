import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';

const row = z.strictObject({
  title: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
  indicators: z.array(z.string().min(1)).min(1).max(6),
});

export const config = z.strictObject({ unit: z.string().min(1), rows: z.array(row).min(1).max(6) });
export type Config = z.infer<typeof config>;

export function question({ unit, rows }: Config) {
  return { ask: 'figures', unit, indicators: rows.flatMap((r) => r.indicators) } as const satisfies Query;
}
