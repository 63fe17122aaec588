/** Cases behind a number: page by page, as a file, and one by its key. */
import { Readable } from 'node:stream';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { caseAnswer, caseListing, casesAnswer } from '../../contract/breakdown.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import type { Measures } from '../measures/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { casesAsCsv } from './casesCsv.ts';
import { question } from './question.ts';
import { page } from './wayDownRoutes.ts';

/** Cases name people's matters: they are for people who are signed in, not for the wall. */
const forReaders = { access: 'cases.read', place: 'unit' } as const;

export function caseRoutes(parts: {
  db: WritableDB;
  measures: Measures;
  /** Now, and the instant of the data clock. */
  now: () => Instant;
  shownAt: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, measures, now, shownAt } = parts;
  const tags = ['figures'];
  const listed = page.extend(caseListing.shape);
  const exported = listed.omit({ after: true, limit: true, sort: true, order: true });

  return (app, _options, registered) => {
    app.get(
      '/cases',
      {
        config: forReaders,
        schema: {
          tags,
          description: 'Cases behind a letter. The first page says what the letter counts of all of them.',
          querystring: listed,
          response: { 200: casesAnswer },
        },
      },
      ({ query }) => {
        const { unit, year, at = shownAt(), letter, of, sort, order, after, limit, ...filter } = query;
        return measures.cases({ unit, year, at, letter, of, sort, order, after, limit, filter });
      },
    );

    app.get(
      '/cases/export',
      {
        config: forReaders,
        schema: {
          tags,
          description: 'All cases behind a letter as a table (CSV), đồng whole and exact.',
          produces: ['text/csv'],
          querystring: exported,
        },
      },
      (request, reply) => {
        const { unit, year, at = shownAt(), letter, of, ...filter } = request.query;
        // Refuses before the first byte of the file.
        const asked = measures.measures({ unit, year, at });
        recordAudit(db, {
          ...{ at: now(), who: nameOf(request.principal), what: 'cases_exported', address: request.ip },
          subject: `${unit} ${letter ?? 'A'} at ${asked.at}`,
        });
        const rows = measures.caseRows({ unit, year, at, letter, of, filter });
        const day = formatInstant(at).slice(0, 10);
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="cases-${letter ?? 'A'}-${day}.csv"`)
          .send(Readable.from(casesAsCsv(rows)));
      },
    );

    app.get(
      '/cases/by-key/:case',
      {
        config: { access: 'cases.read', place: 'narrowed' },
        schema: {
          tags,
          description: 'One case with every version of it that was sent.',
          params: z.object({ case: z.string().min(1) }),
          querystring: question.omit({ unit: true }),
          response: { 200: caseAnswer },
        },
      },
      ({ params, query: { year, at = shownAt() }, reach }) => {
        const found = measures.caseOf({ case: params.case, year, at });
        const unit = found?.standing?.unit ?? found?.versions.findLast(({ held }) => held)?.unit;
        // Whether it is elsewhere is nobody's business.
        if (!found || unit === undefined || !reach.covers(unit))
          throw new ProblemError(404, `There is no case "${params.case}" by then in what you may see.`, {
            field: 'case',
          });
        return found;
      },
    );
    registered();
  };
}
