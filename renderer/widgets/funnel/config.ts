import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { unitKey } from '../picks.ts';

export const TABLES = ['cases', 'money'] as const;

export const config = z.strictObject({
  unit: unitKey,
  /** Which of the two tables: counts of cases, or đồng. */
  table: z.enum(TABLES).default('cases'),
});
export type Config = z.infer<typeof config>;

export function question({ unit }: Config) {
  return { ask: 'measures', unit } as const satisfies Query;
}
