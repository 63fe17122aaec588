/** Figures over HTTP: thin routes around `Measures`. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  figuresAnswer,
  flowsAnswer,
  latestAnswer,
  measuresAnswer,
  rankingAnswer,
  seriesAnswer,
  step,
  valuesAnswer,
} from '../../contract/answers.ts';
import { DAY_MS, type Instant, yearOf, yearStart } from '../../contract/calendar.ts';
import { answers } from '../../contract/live.ts';
import { latestFor, unitsWithin } from '../access/index.ts';
import { type Measures, QuestionError } from '../measures/index.ts';
import { beginning, end } from './instants.ts';
import { question } from './question.ts';

/** More points than any screen has pixels. */
const POINTS_MAX = 4_000;
const STEP_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS };

const forAll = { access: 'signed_in_or_wall', needs: 'figures.read', place: 'unit' } as const;
const everywhere = { ...forAll, place: 'free' } as const;
const narrowed = { ...forAll, place: 'narrowed' } as const;
const { unit, at } = question.shape;
const indicators = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((key) => key.trim())
      .filter((key) => key !== ''),
  )
  .optional()
  .describe('Keys of the catalogue, joined by commas. Left out, all of them.');

export interface FiguresParts {
  measures: Measures;
  /** The instant of the data clock. */
  now: () => Instant;
}

export function figuresRoutes({ measures, now }: FiguresParts): FastifyPluginCallbackZod {
  const asked = (keys: string[] | undefined) =>
    keys === undefined || keys.length === 0 ? measures.catalogue().map(({ key }) => key) : keys;

  return (app, _options, registered) => {
    const tags = ['figures'];

    app.get(
      '/indicators',
      { config: everywhere, schema: { tags, response: { 200: answers.catalogue } } },
      () => ({
        indicators: measures.catalogue(),
      }),
    );

    app.get(
      '/units',
      { config: narrowed, schema: { tags, querystring: z.object({ at }), response: { 200: answers.units } } },
      ({ query, reach }) => ({ units: unitsWithin(reach, measures.units(query.at ?? now())) }),
    );

    app.get(
      '/values',
      {
        config: forAll,
        schema: { tags, querystring: question.extend({ indicators }), response: { 200: valuesAnswer } },
      },
      ({ query }) =>
        measures.values({ ...query, at: query.at ?? now(), indicators: asked(query.indicators) }),
    );

    app.get(
      '/measures',
      { config: forAll, schema: { tags, querystring: question, response: { 200: measuresAnswer } } },
      ({ query }) => measures.measures({ ...query, at: query.at ?? now() }),
    );

    app.get(
      '/figures',
      {
        config: forAll,
        schema: { tags, querystring: question.extend({ indicators }), response: { 200: figuresAnswer } },
      },
      ({ query }) =>
        measures.figures({ ...query, at: query.at ?? now(), indicators: asked(query.indicators) }),
    );

    app.get(
      '/ranking',
      {
        config: forAll,
        schema: {
          tags,
          querystring: question.extend({
            indicators,
            level: z.enum(['province', 'region', 'room']).default('region'),
          }),
          response: { 200: rankingAnswer },
        },
      },
      ({ query }) =>
        measures.ranking({ ...query, at: query.at ?? now(), indicators: asked(query.indicators) }),
    );

    app.get(
      '/series',
      {
        config: forAll,
        schema: {
          tags,
          querystring: z.object({
            indicator: z.string().min(1),
            unit,
            from: beginning.optional(),
            to: end.optional(),
            step: step.default('day'),
          }),
          response: { 200: seriesAnswer },
        },
      },
      ({ query }) => measures.series({ ...query, ...span(query, now()) }),
    );

    app.get(
      '/flows',
      { config: forAll, schema: { tags, querystring: question, response: { 200: flowsAnswer } } },
      ({ query }) => measures.flows({ ...query, at: query.at ?? now() }),
    );

    app.get(
      '/latest',
      {
        config: forAll,
        schema: {
          tags,
          querystring: z.object({ unit, at, limit: z.coerce.number().int().min(1).max(100).default(20) }),
          response: { 200: latestAnswer },
        },
      },
      ({ query, reach }) => latestFor(reach, measures.latest({ ...query, at: query.at ?? now() })),
    );
    registered();
  };
}

/** A series ends now at the latest (the future has no figures) and begins, unless told, with that statistical year. */
function span(
  query: { from?: Instant | undefined; to?: Instant | undefined; step: keyof typeof STEP_MS },
  now: Instant,
): { from: Instant; to: Instant } {
  const to = Math.min(query.to ?? now, now);
  const from = query.from ?? yearStart(yearOf(to));
  if (from > to) throw new QuestionError('from', 'from must lie before to, and not in the future.');
  if ((to - from) / STEP_MS[query.step] > POINTS_MAX)
    throw new QuestionError(
      'step',
      `This asks for more than ${POINTS_MAX} points: take a longer step or a later from.`,
    );
  return { from, to };
}
