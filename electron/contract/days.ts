/** Days as they cross HTTP, and what holidays mean for what is on by days. */
import { z } from 'zod';
import { isDay } from './calendar.ts';

/** A day of Asia/Ho_Chi_Minh. */
export const day = z.string().refine(isDay, { error: 'must be a day such as 2026-09-02' });

/** `as_usual`: a holiday is a day like others; `not`: not on holidays; `only`: on holidays only. */
export const HOLIDAY_RULES = ['as_usual', 'not', 'only'] as const;
