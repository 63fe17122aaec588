/** Screens that somebody had darkened: what is asked, what is told. */
import { z } from 'zod';
import { instantText } from './answers.ts';

/** As in the live connection, which tells of this and therefore cannot be imported here. */
const role = z.enum(['statistics', 'map', 'trends', 'operations']);

export const blankRequest = z.strictObject({
  /** The screens to be dark from now on, by their role; all of them when left out. */
  roles: z.array(role).min(1).max(4).optional(),
});

export type BlankRequest = z.infer<typeof blankRequest>;
export const blank = z.object({
  roles: z.array(role),
  since: instantText,
  /** Username, or the name of a paired device. */
  by: z.string(),
});
export type Blank = z.infer<typeof blank>;

export const blankAnswer = z.object({ blank: blank.nullable() });
export type BlankAnswer = z.infer<typeof blankAnswer>;
