/** Public holidays, as a file names them. */
import { z } from 'zod';
import { isDay } from './calendar.ts';
import { title } from './layouts.ts';

/** A day of Asia/Ho_Chi_Minh. */
export const day = z.string().refine(isDay, { error: 'must be a day such as 2026-09-02' });

/** `expected`: by the law's rule, before the year's announcement. */
export const holiday = z.strictObject({
  day,
  name: title,
  certainty: z.enum(['announced', 'expected']),
});
export type Holiday = z.infer<typeof holiday>;

export const holidayFile = z.strictObject({
  schema: z.literal(1),
  source: z.strictObject({ title: z.string().min(1), url: z.url() }),
  days: z.array(holiday).refine((all) => new Set(all.map((one) => one.day)).size === all.length, {
    error: 'must name each day once',
  }),
});
export type HolidayFile = z.infer<typeof holidayFile>;
