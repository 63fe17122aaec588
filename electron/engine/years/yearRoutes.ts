/** Closing years over HTTP: what would be signed, signing, the signed copies, and where live figures differ by now. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  closeAnswer,
  closePreview,
  closeRequest,
  type Edition,
  differencesAnswer,
  editionsAnswer,
  type SealedEdition,
  sealedEdition,
  verificationAnswer,
  yearsAnswer,
} from '../../contract/years.ts';
import { auditedSubjects, type Confirm, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { KeptClose } from './closeStore.ts';
import { asCsv } from './csv.ts';
import { CloseError, type Years } from './years.ts';

export interface YearRoutesParts {
  db: WritableDB;
  years: Years;
  confirm: Confirm;
  now: () => number;
}

const params = z.object({ year: z.coerce.number().int().min(1900).max(9998) });
const whichEdition = z.object({
  edition: z.coerce.number().int().min(1).optional().describe('Left out, the newest.'),
});
const FORMATS = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

export function yearRoutes({ db, years, confirm, now }: YearRoutesParts): FastifyPluginCallbackZod {
  const tags = ['years'];
  const forKeepers = { access: 'years.manage' } as const;
  const forAll = { access: 'figures.read', place: 'narrowed' } as const;

  function found(year: number, edition: number | undefined): KeptClose {
    const kept = years.find(year, edition);
    if (kept) return kept;
    if (edition !== undefined && years.find(year))
      throw new ProblemError(404, `Statistical year ${year} has no edition ${edition}.`, {
        field: 'edition',
      });
    throw new ProblemError(404, `Statistical year ${year} has not been closed.`, { field: 'year' });
  }

  return (app, _options, registered) => {
    app.get(
      '/years',
      { config: { access: 'figures.read', place: 'free' }, schema: { tags, response: { 200: yearsAnswer } } },
      () => years.list(),
    );

    app.get(
      '/years/verification',
      {
        config: { access: 'figures.read', place: 'free' },
        schema: {
          tags,
          description:
            'Computes the digests of all closes again, follows their chain, and compares them with the audit trail.',
          response: { 200: verificationAnswer },
        },
      },
      () => years.verify(signedDigests()),
    );

    app.get(
      '/years/:year/close/preview',
      { config: forKeepers, schema: { tags, params, response: { 200: closePreview } } },
      ({ params: { year } }) => years.preview(year),
    );

    app.post(
      '/years/:year/close',
      {
        config: forKeepers,
        schema: {
          tags,
          description:
            'Signs the figures of a year that is over, as the preview showed them. They are kept for ever; closing again after corrections makes another edition.',
          params,
          body: closeRequest,
          response: { 201: sealedEdition },
        },
      },
      async (request, reply) => {
        const { year } = request.params;
        const who = await confirm(request.principal, request.body.password, request.ip);
        const { remark, figures } = request.body;
        const last = years.editions(year)[0];
        const sealed = (edition: SealedEdition) =>
          recordAudit(db, {
            at: now(),
            who,
            what: 'year_closed',
            subject: subjectOf(year, edition),
            address: request.ip,
            before: last ? told(last) : null,
            after: told(edition),
          });
        try {
          reply.code(201);
          return years.close({ year, who, remark, figures, sealed });
        } catch (error) {
          throw error instanceof CloseError ? refusalOf(error) : error;
        }
      },
    );

    app.get(
      '/years/:year/close',
      { config: forAll, schema: { tags, params, querystring: whichEdition, response: { 200: closeAnswer } } },
      ({ params: { year }, query, reach }) => {
        const { edition, units } = found(year, query.edition);
        return { edition, units: units.filter(({ unit }) => reach.covers(unit)) };
      },
    );

    app.get(
      '/years/:year/close/editions',
      {
        config: { access: 'figures.read', place: 'free' },
        schema: { tags, params, response: { 200: editionsAnswer } },
      },
      ({ params: { year } }) => ({ year, editions: years.editions(year) }),
    );

    app.get(
      '/years/:year/differences',
      {
        config: forAll,
        schema: {
          tags,
          description: 'Where live figures of the year differ by now from a signed copy.',
          params,
          querystring: whichEdition,
          response: { 200: differencesAnswer },
        },
      },
      ({ params: { year }, query, reach }) => {
        const answer = years.differences(found(year, query.edition));
        const within = ({ unit }: { unit: string }) => reach.covers(unit);
        return {
          ...answer,
          letters: answer.letters.filter(within),
          targets: answer.targets.filter(within),
          added: answer.added.filter(within),
          gone: answer.gone.filter(within),
        };
      },
    );

    app.get(
      '/years/:year/close/export',
      {
        config: { access: 'figures.read' },
        schema: {
          tags,
          description:
            'The signed copy as a file. `ndjson` is the canonical text: the SHA-256 of that file is the digest of the close.',
          params,
          querystring: whichEdition.extend({ format: z.enum(['csv', 'json', 'ndjson']).default('csv') }),
          response: { 200: z.string() },
        },
      },
      async ({ params: { year }, query: { edition, format } }, reply) => {
        const kept = found(year, edition);
        const name = `year-${year}-edition-${kept.edition.edition}.${format}`;
        return reply
          .type(FORMATS[format])
          .header('content-disposition', `attachment; filename="${name}"`)
          .serializer((text: string) => text)
          .send(textOf(kept, format));
      },
    );
    registered();
  };

  /** Digests that the audit trail says were signed. */
  function signedDigests(): Set<string> {
    return new Set(auditedSubjects(db, 'year_closed').map((subject) => subject.slice(-64)));
  }
}

function textOf(kept: KeptClose, format: keyof typeof FORMATS): string {
  switch (format) {
    case 'csv':
      return asCsv(kept);
    case 'json':
      return `${JSON.stringify({ edition: kept.edition, units: kept.units }, null, 1)}\n`;
    case 'ndjson':
      return kept.lines.map((line) => `${line}\n`).join('');
  }
}

function told({ edition, units, remark }: Pick<Edition, 'edition' | 'units' | 'remark'>): object {
  return { edition, units, remark };
}

/** What the audit trail keeps of a close; its digest stands at the end. */
function subjectOf(year: number, { edition, digest }: { edition: number; digest: string }): string {
  return `${year} edition ${edition} sha256:${digest}`;
}

function refusalOf({ why, message }: CloseError): ProblemError {
  return new ProblemError(409, message, { field: why === 'changed_since' ? 'figures' : 'year' });
}
