import { z } from 'zod';
import type { Query } from '../../../electron/contract/live.ts';
import { QUESTION_MAX } from '../../../electron/contract/questions.ts';
import { unitKey } from '../picks.ts';

export const config = z.strictObject({
  unit: unitKey,
  /** Words, such as “Đơn vị nào có tỷ lệ việc xong thấp nhất?”: days in them are those of the day it is shown. */
  question: z.string().trim().min(1).max(QUESTION_MAX),
});
export type Config = z.infer<typeof config>;

export function question({ unit, question: text }: Config) {
  return { ask: 'question', unit, text } as const satisfies Query;
}
