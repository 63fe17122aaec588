import { z } from 'zod';

const words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

export const config = z.strictObject({ title: words, text: words.optional() });
export type Config = z.infer<typeof config>;
