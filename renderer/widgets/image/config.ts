import { z } from 'zod';
import { IMAGE_WORDS_MAX, imageId } from '../../../electron/contract/images.ts';
import type { Query } from '../../../electron/contract/live.ts';

const caption = z.string().trim().min(1).max(IMAGE_WORDS_MAX);

export const config = z.strictObject({
  /** Left out until one is chosen: a layout is not published before. */
  image: imageId.optional().meta({ picks: 'image' }),
  /** `contain` shows all of it, `cover` fills the place and cuts what stands over. */
  fit: z.enum(['contain', 'cover']).default('contain'),
  /** What it stands on, where it lets that through: dark lines need a light ground by night, and light ones a dark one by day. */
  ground: z.enum(['none', 'light', 'dark']).default('none'),
  caption: z.strictObject({ vi: caption, en: caption }).optional(),
});
export type Config = z.infer<typeof config>;

export function question(image: string) {
  return { ask: 'image', image } as const satisfies Query;
}
