import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { indicatorKey, unitKey } from '../picks.ts';

const record = z.strictObject({
  unit: unitKey,
  /** Statistical year; left out, the year of the data clock. */
  year: z.int().min(1900).max(9999).optional(),
  /** Shorter than the unit's own name. */
  name: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }).optional(),
});

export const config = z.strictObject({
  /** Records under each other, in this order. */
  records: z.array(record).min(1).max(12),
  indicators: z.array(indicatorKey).min(1).max(5),
});
export type Config = z.infer<typeof config>;
export type PublishedRecord = z.infer<typeof record>;

/** The question that a record's row is read from; records of one year share it. */
export function questionOf({ records, indicators }: Config, { year }: PublishedRecord) {
  const units = [...new Set(records.filter((r) => r.year === year).map((r) => r.unit))];
  return {
    ask: 'values',
    units,
    indicators,
    ...(year === undefined ? {} : { year }),
  } as const satisfies Query;
}
