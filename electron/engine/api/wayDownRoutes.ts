/** The way down from a number: its parts by dimension, and the cases behind it. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  breakdownAnswer,
  caseFilter,
  casesAnswer,
  DIMENSIONS,
  type Dimension,
  dimension,
} from '../../contract/breakdown.ts';
import type { Instant } from '../../contract/calendar.ts';
import { CASE_LETTERS } from '../../contract/letters.ts';
import { refuseWithout } from '../access/index.ts';
import type { Measures } from '../measures/index.ts';
import { question } from './question.ts';

/** Cases name people's matters: they are for people who are signed in, not for the wall. */
const forPeople = { access: 'signed_in', place: 'unit' } as const;

const by = z
  .string()
  .transform((text, ctx): Dimension[] => {
    const names = [...new Set(text.split(',').map((name) => name.trim()))];
    const read = z.array(dimension).min(1).safeParse(names);
    if (read.success) return read.data;
    ctx.addIssue({
      code: 'custom',
      message: `must be one or more of ${DIMENSIONS.join(', ')}, joined by commas`,
    });
    return z.NEVER;
  })
  .describe(`One or more of ${DIMENSIONS.join(', ')}, joined by commas.`);

export function wayDownRoutes({
  measures,
  now,
}: {
  measures: Measures;
  /** The instant of the data clock. */
  now: () => Instant;
}): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    const tags = ['figures'];

    app.get(
      '/breakdown',
      {
        config: forPeople,
        schema: {
          tags,
          querystring: question.extend({ by, ...caseFilter.shape }),
          response: { 200: breakdownAnswer },
        },
      },
      ({ query: { unit, year, at, by: dimensions, ...filter }, reach }) => {
        if (dimensions.includes('officer')) refuseWithout(reach, 'cases.read', 'by');
        if (filter.officer !== undefined) refuseWithout(reach, 'cases.read', 'officer');
        return measures.breakdown({ unit, year, at: at ?? now(), by: dimensions, filter });
      },
    );

    app.get(
      '/cases',
      {
        config: { ...forPeople, needs: 'cases.read' },
        schema: {
          tags,
          querystring: question.extend({
            ...caseFilter.shape,
            letter: z
              .enum(CASE_LETTERS)
              .optional()
              .describe('Only cases this letter counts; left out, all of A.'),
            after: z.string().optional(),
            limit: z.coerce.number().int().min(1).max(1000).default(100),
          }),
          response: { 200: casesAnswer },
        },
      },
      ({ query: { unit, year, at, letter, after, limit, ...filter } }) =>
        measures.cases({ unit, year, at: at ?? now(), letter, after, limit, filter }),
    );
    registered();
  };
}
