/** The indicator catalogue: data, not code. A file of `assets/indicators` holds one indicator. */
import { z } from 'zod';
import { COUNT_LETTERS, MONEY_LETTERS } from './letters.ts';

const countLetter = z.enum(COUNT_LETTERS);
const moneyLetter = z.enum(MONEY_LETTERS);

/** A quantity of the tables: a letter as a count of cases, or as a sum of đồng. */
export const quantity = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('cases'), letter: countLetter }),
  z.strictObject({ of: z.literal('money'), letter: moneyLetter }),
]);
export type Quantity = z.infer<typeof quantity>;

/** What an indicator computes. A share is a percentage (84.38), an average a quotient. */
export const formula = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('quantity'), quantity }),
  z.strictObject({ is: z.literal('share'), numerator: quantity, denominator: quantity }),
  z.strictObject({ is: z.literal('average'), numerator: quantity, denominator: quantity }),
]);
export type Formula = z.infer<typeof formula>;

export const INDICATOR_UNITS = ['percent', 'case', 'dong', 'receipt', 'decision'] as const;

export const indicator = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'must be lower-case words joined by underscores' }),
  /** Place in the real-time screen, 1 first. */
  order: z.int().min(1),
  name: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
  /** Short name for tight places. */
  short: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
  formula,
  unit: z.enum(INDICATOR_UNITS),
  decimals: z.int().min(0).max(6),
  better: z.enum(['higher', 'lower', 'none']),
  source: z.string().min(1),
});
export type Indicator = z.infer<typeof indicator>;
export type IndicatorUnit = (typeof INDICATOR_UNITS)[number];

/** How a value stands against its target to date, best first. */
export const STATUSES = ['met', 'near', 'behind', 'missed'] as const;
export const status = z.enum(STATUSES);
export type Status = z.infer<typeof status>;
