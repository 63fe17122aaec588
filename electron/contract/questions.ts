/** Questions in words: what they are understood as, and what is answered. */
import { z } from 'zod';
import { instantText, nature, scalar, step, targetStanding } from './answers.ts';
import { dimension } from './breakdown.ts';
import { isDay } from './calendar.ts';
import { CATEGORIES, INITIATIONS } from './events.ts';
import { INDICATOR_UNITS, quantity } from './indicators.ts';

/** Longer than anybody asks, shorter than what would keep the engine busy. */
export const QUESTION_MAX = 500;
const ROWS_MAX = 100;

const day = z.string().refine(isDay, { error: 'must be a day, such as 2026-03-31' });
const unitKey = z.string().min(1).max(128);

/** What is measured: an indicator of the catalogue, or a letter of one of the two tables. */
export const subject = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('indicator'), key: z.string().min(1).max(64) }),
  ...quantity.options,
]);
export type Subject = z.infer<typeof subject>;

/**
 * Days of the field, both counted whole. What is counted up within the year and begins with a statistical year is the figure
 * of the year to date; otherwise it is what came in between. A rate and a stock are those at the end of `to`.
 */
export const period = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { error: 'must not lie before from', path: ['to'] });
export type Period = z.infer<typeof period>;

/** Only cases of a category, or of one way of beginning. */
export const only = z.strictObject({
  category: z.enum(CATEGORIES).optional(),
  initiation: z.enum(INITIATIONS).optional(),
});
export type Only = z.infer<typeof only>;

const about = { subject, unit: unitKey, period, only: only.optional() };
const limit = z.int().min(1).max(ROWS_MAX);
const order = z.enum(['highest', 'lowest']);
export const RANKED_LEVELS = ['province', 'region', 'room'] as const;
const level = z.enum(RANKED_LEVELS);

export const query = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), ...about }),
  z.strictObject({
    kind: z.literal('comparison'),
    ...about,
    with: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('period'), period }),
      z.strictObject({ by: z.literal('units'), units: z.array(unitKey).min(1).max(9) }),
    ]),
  }),
  z.strictObject({
    kind: z.literal('ranking'),
    subject,
    /** Whose parts are ranked. */
    unit: unitKey,
    level,
    period,
    order,
    /** `null` is all. */
    limit: limit.nullable(),
    /** Only units whose value lies beyond this one, in the subject's own unit. */
    bound: z.strictObject({ is: z.enum(['above', 'below']), value: z.number() }).optional(),
    /** The unit whose place among them is asked about. */
    of: unitKey.optional(),
  }),
  z.strictObject({
    kind: z.literal('breakdown'),
    ...about,
    by: dimension,
    /** Left out, in the order of the dimension itself. */
    order: order.optional(),
    limit: limit.optional(),
  }),
  z.strictObject({ kind: z.literal('trend'), subject, unit: unitKey, period, step }),
  z.strictObject({ kind: z.literal('definition'), subject }),
  z.strictObject({
    kind: z.literal('target'),
    subject,
    unit: unitKey,
    period,
    /** Units of this level below it; `null` asks about the unit itself. */
    level: level.nullable(),
    /** Of several units those that meet their target; left out, those that are short of it. */
    show: z.literal('met').optional(),
  }),
  z.strictObject({ kind: z.literal('forecast'), subject, unit: unitKey }),
  /** What was unusual in it and below it on these days. */
  z.strictObject({ kind: z.literal('anomaly'), unit: unitKey, period }),
  z.strictObject({ kind: z.literal('alert'), unit: unitKey }),
  z.strictObject({ kind: z.literal('task'), unit: unitKey }),
]);
export type Query = z.infer<typeof query>;
export type QueryKind = Query['kind'];

/** Words to understand, or a query to answer as it stands; the query before is what a short question goes on from. */
export const questionRequest = z
  .strictObject({
    text: z
      .string()
      .max(QUESTION_MAX, { error: `must have at most ${QUESTION_MAX} characters: ask one thing at a time` })
      .optional(),
    query: query.optional(),
    previous: query.optional(),
  })
  .refine(({ text, query: given }) => (text === undefined) !== (given === undefined), {
    error: 'give either text or query',
    path: ['text'],
  });
export type QuestionRequest = z.infer<typeof questionRequest>;

export const words = z.object({ vi: z.string(), en: z.string() });
export type Words = z.infer<typeof words>;

/** One exact figure of an answer, with what it is of. */
export const answerFigure = z.object({
  unit: z.string().nullable(),
  /** What tells it from the others: a unit, a day, a category; of a single figure, the subject. */
  label: words,
  /** The last instant it is of. */
  at: instantText,
  value: scalar,
  measure: z.enum(INDICATOR_UNITS),
  decimals: z.int(),
  target: targetStanding.nullable().optional(),
});
export type AnswerFigure = z.infer<typeof answerFigure>;

/** Where figures come from, and as of when. */
export const answerData = z.object({
  at: instantText,
  nature,
  sources: z.array(z.object({ id: z.string(), name: z.string(), heardAt: instantText.nullable() })),
});
export type AnswerData = z.infer<typeof answerData>;

/** What is asked back about. */
export const OPEN_SLOTS = ['table', 'unit', 'subject'] as const;
export const CANNOT_REASONS = [
  'off_field',
  'unknown_unit',
  'future',
  'no_cause',
  'single_case',
  'too_complex',
  'not_available',
  'not_permitted',
  'not_divisible',
  'no_data',
] as const;
export const cannotReason = z.enum(CANNOT_REASONS);
export type CannotReason = z.infer<typeof cannotReason>;

export const questionAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('answered'),
    query,
    words,
    figures: z.array(answerFigure),
    /** Words of the question that were not taken into account. */
    ignored: z.array(z.string()),
    /** `null` where no figure was read: a definition. */
    data: answerData.nullable(),
    /** A language model chose the query; its own sentence, where every figure in it is one of these. */
    model: z.object({ name: z.string(), sentence: z.string().nullable() }).optional(),
  }),
  z.object({
    outcome: z.literal('choose'),
    about: z.enum(OPEN_SLOTS),
    words,
    choices: z.array(z.object({ label: words, query })),
  }),
  z.object({
    outcome: z.literal('cannot'),
    reason: cannotReason,
    words,
    /** What was understood, where it was. */
    query: query.nullable(),
    /** Questions that are answered. */
    examples: z.array(words),
  }),
]);
export type QuestionAnswer = z.infer<typeof questionAnswer>;

/** On the live connection: the engine answers when it has found out, and again as figures change. */
export const liveQuestion = z.discriminatedUnion('outcome', [
  ...questionAnswer.options,
  z.object({ outcome: z.literal('working') }),
]);
export type LiveQuestion = z.infer<typeof liveQuestion>;

export const suggestedAnswer = z.object({ questions: z.array(z.object({ words, query })) });
export type SuggestedAnswer = z.infer<typeof suggestedAnswer>;
