/** What the gallery can be told to show, from its address or by whoever drives the page. */
import { z } from 'zod';

/** States a widget or a screen can be in. */
export const STATE_NAMES = [
  'live',
  'late',
  'stale',
  'gone',
  'cut',
  'playback',
  'loading',
  'empty',
  'refused',
  'huge',
  'falling',
  'long',
  'one',
  'many',
  'gaps',
  'zero',
  'negative',
  'throws',
] as const;
/** States that the map alone can be in. */
export const MAP_STATE_NAMES = ['mixed', 'published', 'looked', 'lookedPlain'] as const;
export type StateName = (typeof STATE_NAMES)[number] | (typeof MAP_STATE_NAMES)[number];

export const shown = z.object({
  show: z
    .string()
    .regex(/^(layout|widget):/)
    .default('layout:statistics'),
  state: z.enum([...STATE_NAMES, ...MAP_STATE_NAMES]).default('live'),
  theme: z.enum(['night', 'day']).default('night'),
  locale: z.enum(['vi', 'en']).default('vi'),
  distance: z.coerce.number().min(0.5).max(40).default(8),
  diagonal: z.coerce.number().min(10).max(200).default(55),
  /** Of figures that take turns. */
  page: z.coerce.number().int().min(0).default(0),
});
export type Shown = z.infer<typeof shown>;

declare global {
  interface Window {
    /** Shows something else; resolves when it is drawn and rests. */
    gallery: (asked: z.input<typeof shown>) => Promise<void>;
  }
}
