/** The way down from a number: its parts by dimension, and the papers and enforcers behind it. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  breakdownAnswer,
  caseFilter,
  DIMENSIONS,
  decisionsAnswer,
  dimension,
  officersAnswer,
  receiptsAnswer,
} from '../../contract/breakdown.ts';
import type { Instant } from '../../contract/calendar.ts';
import { COUNT_LETTERS } from '../../contract/letters.ts';
import { refuseWithout } from '../access/index.ts';
import type { Measures } from '../measures/index.ts';
import { question } from './question.ts';

/** Figures in parts are for people who are signed in, not for the wall. */
const forPeople = { access: 'figures.read', place: 'unit' } as const;
const forReaders = { ...forPeople, access: 'cases.read' } as const;

const by = listOf(dimension, DIMENSIONS);
const letters = listOf(z.enum(COUNT_LETTERS), COUNT_LETTERS)
  .optional()
  .describe(
    `Letters to break down, joined by commas: ${COUNT_LETTERS.join(', ')}. Left out, those of cases. N, Q, U and X take longer.`,
  );

/** Names out of a list, joined by commas, each once. */
function listOf<T extends string>(one: z.ZodType<T>, all: readonly T[]) {
  const message = `must be one or more of ${all.join(', ')}, joined by commas`;
  return z
    .string()
    .transform((text, ctx): T[] => {
      const names = [...new Set(text.split(',').map((name) => name.trim()))];
      const read = z.array(one).min(1).safeParse(names);
      if (read.success) return read.data;
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .describe(`One or more of ${all.join(', ')}, joined by commas.`);
}

/** What a page of a list behind a number is asked for with. */
export const page = question.extend({
  ...caseFilter.shape,
  after: z.string().optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export function wayDownRoutes({
  measures,
  now,
}: {
  measures: Measures;
  /** The instant of the data clock. */
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const asked = ({ unit, year, at, after, limit, ...filter }: z.output<typeof page>) => ({
    ...{ unit, year, at: at ?? now(), after, limit },
    filter,
  });

  return (app, _options, registered) => {
    const tags = ['figures'];

    app.get(
      '/breakdown',
      {
        config: forPeople,
        schema: {
          tags,
          querystring: question.extend({ by, letters, ...caseFilter.shape }),
          response: { 200: breakdownAnswer },
        },
      },
      ({ query: { unit, year, at, by: dimensions, letters: wanted, ...filter }, reach }) => {
        if (dimensions.includes('officer')) refuseWithout(reach, 'cases.read', 'by');
        if (filter.officer !== undefined) refuseWithout(reach, 'cases.read', 'officer');
        return measures.breakdown({ unit, year, at: at ?? now(), by: dimensions, letters: wanted, filter });
      },
    );

    app.get(
      '/receipts',
      { config: forReaders, schema: { tags, querystring: page, response: { 200: receiptsAnswer } } },
      ({ query }) => measures.receipts(asked(query)),
    );

    app.get(
      '/decisions',
      {
        config: forReaders,
        schema: {
          tags,
          querystring: page.extend({
            letter: z
              .enum(['U', 'X'])
              .optional()
              .describe('Only enforcement (U) or entrustment (X) decisions; left out, both.'),
          }),
          response: { 200: decisionsAnswer },
        },
      },
      ({ query: { letter, ...rest } }) => measures.decisions({ ...asked(rest), letter }),
    );

    app.get(
      '/officers',
      { config: forReaders, schema: { tags, querystring: page, response: { 200: officersAnswer } } },
      ({ query }) => measures.officers(asked(query)),
    );
    registered();
  };
}
