/** A past minute of the wall as pictures: what is asked, what the shell is ordered to photograph, what is answered. */
import { z } from 'zod';
import { instantText, sourceHealth } from './answers.ts';
import { role } from './live.ts';

export const pastRequest = z.strictObject({
  /** The instant the pictures are to show; not in the future. */
  at: instantText,
  /** Screens to take; left out, all four. */
  roles: z.array(role).min(1).max(4).optional(),
});
export type PastRequest = z.infer<typeof pastRequest>;

/** What a window that shows a past instant writes under its picture. */
export const pastCaption = z.object({
  at: instantText,
  /** When the pictures were asked for, and by whom. */
  askedAt: instantText,
  by: z.string(),
});
export type PastCaption = z.infer<typeof pastCaption>;

/** The engine's order to the shell: photograph these screens as of that instant. */
export const pastOrder = pastCaption.extend({ id: z.string(), roles: z.array(role).min(1) });
export type PastOrder = z.infer<typeof pastOrder>;

/** Why a screen could not be photographed. */
export const pastFailure = z.strictObject({ why: z.string().min(1).max(500) });

/** One picture, in pixels. */
export const pastPicture = z.object({
  role,
  width: z.int().min(1),
  height: z.int().min(1),
  bytes: z.int().min(1),
});
export type PastPicture = z.infer<typeof pastPicture>;

export const PAST_STATES = ['waiting', 'taking', 'done', 'failed'] as const;

/** How the pictures of an instant stand; with what is written beside them. */
export const pastExport = pastCaption.extend({
  id: z.string(),
  roles: z.array(role),
  state: z.enum(PAST_STATES),
  /** What went wrong; `null` unless `failed`. */
  why: z.string().nullable(),
  /** What the wall showed then. */
  scene: z.object({
    id: z.string(),
    title: z.object({ vi: z.string(), en: z.string() }),
    revision: z.int(),
  }),
  /** The sources as they stood then, with their ages. */
  sources: z.array(sourceHealth),
  pictures: z.array(pastPicture),
});
export type PastExport = z.infer<typeof pastExport>;
