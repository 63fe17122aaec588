/** Reports as files: workbooks and documents written by the engine, PDF printed by the wall. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import {
  fileQuestion,
  printFailure,
  printRequest,
  type ReportListed,
  reportPrint,
} from '../../contract/reports.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { FILE_TYPES, fileOf, reportFileName } from './files/files.ts';
import type { ReportPrints } from './reportPrints.ts';
import { byNumber } from './reportRoutes.ts';
import type { Reports } from './reports.ts';

const tags = ['reports'];
const PDF_MAX = 32 * 1024 * 1024;
/** A wall that has not reported for longer is not running. */
const REPORTED_MS = 10_000;
const byPrint = z.object({ print: z.uuid({ error: 'must be the id that the request was answered with' }) });

export interface FileRoutesParts {
  readonly db: WritableDB;
  readonly reports: Reports;
  readonly prints: ReportPrints;
  readonly now: () => Instant;
  /** When the shell last reported; `null` when it has not. */
  readonly reportedAt: () => Instant | null;
}

export function fileRoutes(parts: FileRoutesParts): FastifyPluginCallbackZod {
  const { db, reports, prints, now } = parts;
  const config = { access: 'figures.read', place: 'narrowed' } as const;

  function opened(request: FastifyRequest, id: number) {
    const report = reports.open(id, () => new Set());
    if (request.reach.covers(report.report.unit)) return report;
    throw new ProblemError(404, `There is no report ${id}.`, { field: 'number' });
  }

  function written(request: FastifyRequest, { id, form, unit, digest }: ReportListed, format: string): void {
    recordAudit(db, {
      ...{ at: now(), who: nameOf(request.principal), what: 'report_exported', address: request.ip },
      subject: `${form} ${unit} no. ${id} as ${format}, sha256:${digest}`,
    });
  }

  function refuseWithoutWall(): void {
    const reported = parts.reportedAt();
    if (reported !== null && now() - reported <= REPORTED_MS) return;
    throw new ProblemError(
      503,
      'PDF is printed by the wall, and none is running on this engine: start it (npm start, or the installed program) and ask again; the other files need no wall.',
      { headers: { 'retry-after': '10' } },
    );
  }

  return (app, _options, registered) => {
    app.addContentTypeParser(
      FILE_TYPES.pdf,
      { parseAs: 'buffer', bodyLimit: PDF_MAX },
      (_request, body, done) => done(null, body),
    );

    app.get(
      '/reports/:number/file',
      {
        config,
        schema: {
          tags,
          description: 'A workbook with live formulas, or a document.',
          produces: [FILE_TYPES.xlsx, FILE_TYPES.docx],
          params: byNumber,
          querystring: fileQuestion,
        },
      },
      async (request, reply) => {
        const { form, content, report, steps } = opened(request, request.params.number);
        const { format, locale } = request.query;
        const file = await fileOf({ format, form, content, report, steps, locale });
        written(request, report, format);
        return reply
          .type(FILE_TYPES[format])
          .header('cache-control', 'no-store')
          .header('content-disposition', `attachment; filename="${reportFileName(content, format)}"`)
          .send(file);
      },
    );

    app.post(
      '/reports/:number/prints',
      {
        config,
        schema: {
          tags,
          description: 'Has the wall print the report as PDF. The file is there when `state` is `done`.',
          params: byNumber,
          body: printRequest,
          response: { 202: reportPrint },
        },
      },
      (request, reply) => {
        const { form, content, digest, report, steps } = opened(request, request.params.number);
        refuseWithoutWall();
        const { paper = form.paper, locale } = request.body;
        const sheet = { form, content, digest, paper, locale, report, steps };
        const made = prints.ask(nameOf(request.principal), report.id, sheet);
        if (made === null)
          throw new ProblemError(
            429,
            'Too many files are waited for already; ask again when they are done.',
            {
              headers: { 'retry-after': '15' },
            },
          );
        written(request, report, `pdf, ${paper}`);
        reply.code(202).header('location', `/api/v1/reports/prints/${made.id}`);
        return made;
      },
    );

    app.get(
      '/reports/prints/:print',
      { config, schema: { tags, params: byPrint, response: { 200: reportPrint } } },
      (request) => {
        const found = prints.find(request.params.print, nameOf(request.principal));
        if (found) return found;
        throw new ProblemError(
          404,
          'There is no such file of yours: files are kept for half an hour and not over a restart; ask for it again.',
          { field: 'print' },
        );
      },
    );

    app.get(
      '/reports/prints/:print/file',
      { config, schema: { tags, params: byPrint, description: 'The file itself: application/pdf.' } },
      (request, reply) => {
        const owner = nameOf(request.principal);
        const found = prints.find(request.params.print, owner);
        const file = prints.file(request.params.print, owner);
        if (!found || !file)
          throw new ProblemError(found ? 409 : 404, 'This file is not there (yet); ask how it stands.', {
            field: 'print',
          });
        const { content } = opened(request, found.report);
        return reply
          .type(FILE_TYPES.pdf)
          .header('cache-control', 'no-store')
          .header('content-disposition', `attachment; filename="${reportFileName(content, 'pdf')}"`)
          .send(file);
      },
    );

    app.put(
      '/wall/report-prints/:print',
      {
        config: { access: 'wall' },
        bodyLimit: PDF_MAX,
        schema: {
          tags: ['wall'],
          params: byPrint,
          consumes: [FILE_TYPES.pdf],
          body: z.instanceof(Buffer, { error: 'must be the file, sent as application/pdf' }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        if (!prints.keep(request.params.print, request.body))
          throw new ProblemError(422, 'This was not ordered, or is no PDF; drop it.');
        return reply.code(204).send();
      },
    );

    app.post(
      '/wall/report-prints/:print/failure',
      {
        config: { access: 'wall' },
        schema: { tags: ['wall'], params: byPrint, body: printFailure, response: { 204: z.undefined() } },
      },
      (request, reply) => {
        prints.fail(request.params.print, request.body.why);
        return reply.code(204).send();
      },
    );
    registered();
  };
}
