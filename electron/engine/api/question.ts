import { z } from 'zod';
import { instantAsked } from './instants.ts';

/** What every question about figures has in its query string. */
export const question = z.object({
  unit: z
    .string()
    .min(1)
    .describe('Key of a unit; its whole subtree counts. An unknown one is a 400 naming `unit`.'),
  year: z.coerce
    .number()
    .int()
    .min(1900)
    .max(9999)
    .optional()
    .describe('Statistical year: 2026 begins on 1 October 2025. Left out, the year of `at`.'),
  at: instantAsked.optional(),
});
