/** Errors over HTTP: `application/problem+json` (RFC 9457), naming the field at fault. */
import { z } from 'zod';

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Path of the field at fault, such as `unit` or `widgets.3.w`; absent when no field is. */
  field: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;
