/** An urgent message over everything on all screens: what is asked, what is told. */
import { z } from 'zod';
import { instantText } from './answers.ts';

export const INTERRUPT_LEVELS = ['calm', 'urgent'] as const;
export const INTERRUPT_TEXT_MAX = 300;
/** A message stands for a day at most, ms: longer it is no interruption. */
export const INTERRUPT_MAX_MS = 86_400_000;

/** Letters as people count them: a letter with its marks is one. */
export function lettersOf(text: string): number {
  return [...new Intl.Segmenter('vi').segment(text)].length;
}

export const interruptRequest = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1)
    .max(INTERRUPT_TEXT_MAX * 8)
    .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' '))
    .refine((text) => lettersOf(text) <= INTERRUPT_TEXT_MAX, {
      error: `must have at most ${INTERRUPT_TEXT_MAX} characters`,
    }),
  level: z.enum(INTERRUPT_LEVELS),
  /** When it goes by itself; at most a day ahead. */
  until: instantText,
});
export type InterruptRequest = z.infer<typeof interruptRequest>;

export const interrupt = z.object({
  id: z.int(),
  text: z.string(),
  level: z.enum(INTERRUPT_LEVELS),
  since: instantText,
  until: instantText,
  /** Username. */
  by: z.string(),
});
export type Interrupt = z.infer<typeof interrupt>;

export const interruptAnswer = z.object({ interrupt: interrupt.nullable() });
export type InterruptAnswer = z.infer<typeof interruptAnswer>;
