/** What the wall remembers of its monitors between starts. */
import { z } from 'zod';
import { instantText } from '../contract/answers.ts';
import { extraShows } from '../contract/wall.ts';
import { binding, fingerprint } from './fingerprint.ts';

/** A monitor beyond those of the roles, and what it shows. */
export const extra = z.strictObject({ monitor: fingerprint, shows: extraShows });
export type Extra = z.infer<typeof extra>;

/** So many monitors beyond those of the roles are remembered, and so many plans for fewer monitors. */
export const EXTRAS_MAX = 12;
export const FEWER_MAX = 8;

const bindings = z.array(binding).superRefine((list, ctx) => {
  list.forEach(({ role }, i) => {
    if (list.findIndex((b) => b.role === role) !== i)
      ctx.addIssue({ code: 'custom', path: [i, 'role'], message: `"${role}" is bound twice` });
  });
});

export const memory = z.strictObject({
  schema: z.literal(2, { error: 'must be 2' }),
  /** Monitor of each role on the whole wall. */
  bindings,
  /** In reading order. */
  extras: z.array(extra).max(EXTRAS_MAX).default([]),
  /** What a person wanted on fewer monitors than roles; several roles of one plan may share a monitor. The newest first. */
  fewer: z.array(bindings).max(FEWER_MAX).default([]),
  /** When a person last said that the bindings are right; `null` while nobody has. */
  confirmedAt: instantText.nullable().default(null),
});
export type Memory = z.infer<typeof memory>;

/** Of a wall never seen before. */
export const NOTHING: Memory = { schema: 2, bindings: [], extras: [], fewer: [], confirmedAt: null };

/** The file of the first version knew bindings only. */
const firstVersion = z.strictObject({ schema: z.literal(1), bindings });
const version = z.object({ schema: z.literal(1) });

/** Reads a remembered document of this version or the first; throws a ZodError naming the field at fault. */
export function readMemory(document: unknown): Memory {
  if (!version.safeParse(document).success) return memory.parse(document);
  return { ...NOTHING, bindings: firstVersion.parse(document).bindings };
}
