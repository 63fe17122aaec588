/** What words mean: `assets/questions/lexicon.json`, and the names of the catalogue. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CATEGORIES, INITIATIONS } from '../../contract/events.ts';
import { COUNT_LETTERS } from '../../contract/letters.ts';
import { DIMENSIONS, VALUE_BANDS } from '../../contract/breakdown.ts';
import { STEPS } from '../../contract/answers.ts';

/** Everything a phrase can mean. Words that only hold a sentence together are `filler`. */
const MEANINGS = [
  ...COUNT_LETTERS.map((letter) => `letter:${letter}` as const),
  ...CATEGORIES.map((category) => `only:${category}` as const),
  ...INITIATIONS.map((initiation) => `only:${initiation}` as const),
  ...DIMENSIONS.map((dimension) => `by:${dimension}` as const),
  ...STEPS.map((step) => `step:${step}` as const),
  'table:cases',
  'table:money',
  'explicit:cases',
  'explicit:money',
  'collected',
  'discontinued',
  'rate',
  'average',
  'enforcer',
  'which',
  'units',
  'rooms',
  'provinces',
  'many',
  'few',
  'superlative',
  'top',
  'highest',
  'lowest',
  'best',
  'worst',
  'above',
  'below',
  'rank',
  'position',
  'except',
  'compare',
  'change',
  'changing',
  'join',
  'trend',
  'definition',
  'what_is',
  'target',
  'short',
  'forecast',
  'anomaly',
  'alert',
  'task',
  'why',
  'command',
  'overview',
  'follow',
  'it',
  'whole',
  'own',
  'nation',
  'published',
  'filler',
] as const;
export type Meaning = (typeof MEANINGS)[number];

const say = z.array(z.string().min(1));
const LABELLED = [...CATEGORIES, ...INITIATIONS, ...VALUE_BANDS.map(({ key }) => key)] as const;
const bilingual = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const lexiconFile = z.strictObject({
  /** Ways to write a word, by the one it is read as. */
  aliases: z.record(z.string(), say),
  /** Ways to name an indicator, besides its names in the catalogue. */
  indicators: z.record(z.string(), say),
  says: z.partialRecord(z.enum(MEANINGS), say),
  /** Letters of the table: what they are called, and what they count. */
  letters: z.record(z.enum(COUNT_LETTERS), z.strictObject({ name: bilingual, meaning: bilingual })),
  /** Values of the dimensions. */
  labels: z.record(z.enum(LABELLED), bilingual),
  /** What people call places that are served by several units, or by one of another name. */
  places: z.array(z.strictObject({ say, units: z.array(z.string()).min(1) })),
});
export type Lexicon = z.infer<typeof lexiconFile>;

/** The lexicon cannot be used; the message names the file, the field and the remedy. */
export class LexiconError extends Error {}

/** @throws LexiconError if the file is missing or not valid. */
export function readLexicon(assets: string): Lexicon {
  const file = join(assets, 'questions', 'lexicon.json');
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new LexiconError(
      `${file} cannot be read as JSON (${error instanceof Error ? error.message : String(error)}): restore it.`,
    );
  }
  const read = lexiconFile.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new LexiconError(
    `${file}, field "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}. Correct it.`,
  );
}
