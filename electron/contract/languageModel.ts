/** A language model that helps to understand questions: off until an administrator sets one. */
import { z } from 'zod';
import { questionAnswer } from './questions.ts';

const url = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// or http://' })
  .max(500)
  .overwrite((text) => text.replace(/\/+$/, ''));

export const languageModelSettings = z.strictObject({
  on: z.boolean(),
  /** Where the protocol of OpenAI's chat completions is spoken, up to `/v1`: on this machine, in the agency, or elsewhere. */
  url,
  model: z.string().trim().min(1).max(120),
  /** A question waits no longer for it, s. */
  timeoutS: z.int().min(1).max(60),
});
export type LanguageModelSettings = z.infer<typeof languageModelSettings>;

export const languageModelRequest = languageModelSettings.extend({
  /** Left out, the one that is kept stays, as long as the address does; `null` for none. Kept as a secret, never told again. */
  key: z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, { error: 'must have 1 to 500 letters, digits and marks of ASCII' })
    .nullable()
    .optional(),
});
export type LanguageModelRequest = z.infer<typeof languageModelRequest>;

export const languageModelAnswer = z.object({
  settings: languageModelSettings.nullable(),
  keySet: z.boolean(),
});
export type LanguageModelAnswer = z.infer<typeof languageModelAnswer>;

/** What became of a question that was put to the model on trial. */
export const languageModelTrial = z.object({
  /** `null` where it did not help; then `reason` says why. */
  answer: questionAnswer.nullable(),
  reason: z.string().nullable(),
});
