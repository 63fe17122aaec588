import { z } from 'zod';

export const config = z.strictObject({
  /** Seconds as well: the time then changes every second. */
  seconds: z.boolean().default(false),
  /** The day of the statistical year, below the date. */
  yearDay: z.boolean().default(true),
});
export type Config = z.infer<typeof config>;
