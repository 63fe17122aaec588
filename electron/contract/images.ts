/** Pictures for walls and dashboards: an emblem, a floor plan, a notice, a photograph. Known by what is in them, described in words. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import type { PlacedWidget } from './layouts.ts';

/** Kinds of files that every window draws, told by their content and never by their names. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
/** Size of one file, bytes. */
export const IMAGE_BYTES_MAX = 4 * 1024 * 1024;
/** Longest side, and how many pixels: one takes four bytes in the memory of every window that draws it. */
export const IMAGE_SIDE_MAX = 8_192;
export const IMAGE_PIXELS_MAX = 24_000_000;
/** All that an engine keeps: every backup holds them. */
export const IMAGES_MAX = 200;
export const IMAGES_BYTES_MAX = 100 * 1024 * 1024;
export const IMAGE_WORDS_MAX = 300;

/** SHA-256 of a file: the same picture has the same name on every machine. */
export const imageId = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be the id of a picture' });

const words = z
  .string()
  .trim()
  .min(1, { error: 'must say what the picture shows, for those who cannot see it' })
  .max(IMAGE_WORDS_MAX);
/** What it shows, for whoever cannot see it; in English where somebody wrote it so. */
export const imageWords = z.strictObject({ vi: words, en: words.optional() });
export type ImageWords = z.infer<typeof imageWords>;

const shown = {
  id: imageId,
  words: imageWords,
  type: z.enum(IMAGE_TYPES),
  width: z.int().min(1),
  height: z.int().min(1),
  bytes: z.int().min(1),
};

/** Where a picture is used: by what is on the wall or can be, by a draft, by a person's dashboard, by one on a monitor. */
export const imageUse = z.object({
  where: z.enum(['scene', 'draft', 'dashboard', 'sent']),
  /** Id of the scene, else the person whose dashboard it is: what that is called is their own affair. */
  name: z.string(),
});
export type ImageUse = z.infer<typeof imageUse>;

export const imageListed = z.object({
  ...shown,
  by: z.string(),
  at: instantText,
  /** Told to whoever edits layouts; empty for everybody else. */
  uses: z.array(imageUse),
});
export type ImageListed = z.infer<typeof imageListed>;
export const imagesAnswer = z.object({
  /** The newest first. */
  images: z.array(imageListed),
  /** What more is taken. */
  room: z.object({ images: z.int(), bytes: z.int() }),
});
export type ImagesAnswer = z.infer<typeof imagesAnswer>;

export const imageUpload = z.object({
  vi: words.describe('What it shows, in Vietnamese.'),
  en: words.optional().describe('The same in English.'),
});
export const imageChange = z.strictObject({ words: imageWords });

/** Why a file is not taken; beside the fields of a problem, as `reason`. */
export const IMAGE_FAULTS = [
  'empty',
  'drawing',
  'other_kind',
  'animated',
  'truncated',
  'damaged',
  'too_large',
  'too_many_pixels',
  'full',
  'in_use',
] as const;
export type ImageFault = (typeof IMAGE_FAULTS)[number];
export const imageProblem = z.object({
  reason: z.enum(IMAGE_FAULTS),
  /** Of `in_use`: where. */
  uses: z.array(imageUse).optional(),
});

/** Beside the fields of a problem: the widget that has no picture here; `image` is the one it names, if it names one. */
export const imageLacking = z.object({ layout: z.string(), widget: z.string(), image: imageId.nullable() });
export type ImageLacking = z.infer<typeof imageLacking>;

/** A picture as windows are told it: all that it takes to draw it with the engine away. */
export const imageAnswer = z.object({
  image: imageId,
  /** `null`: it is not here, or was taken away. */
  picture: z.object({ ...shown, content: z.string().describe('Base64.') }).nullable(),
});
export type ImageAnswer = z.infer<typeof imageAnswer>;

/** A picture inside a file that is taken to another machine. */
export const carriedImage = z.strictObject({ id: imageId, words: imageWords, content: z.base64() });
export type CarriedImage = z.infer<typeof carriedImage>;
/** Pictures of one such file, bytes before they are written as text. */
export const CARRIED_BYTES_MAX = 24 * 1024 * 1024;

/** Widget of that name, whose configuration names a picture in this field. */
const WIDGET = 'image';

/** A picture that a widget names, with where it stands among them; `null`: none was chosen yet. */
export interface NamedImage {
  readonly index: number;
  readonly image: string | null;
}

export function imagesNamedBy(widgets: readonly PlacedWidget[]): NamedImage[] {
  return widgets.flatMap(({ type, config }, index) => {
    if (type !== WIDGET) return [];
    const { image } = config;
    return [{ index, image: typeof image === 'string' && image !== '' ? image : null }];
  });
}
