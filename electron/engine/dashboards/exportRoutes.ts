/** A dashboard as a file: asked for by whoever may read it, drawn by the shell, fetched by its asker. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { boardExport, boardFailure, exportRequest } from '../../contract/boardExports.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { dashboardId } from '../../contract/dashboards.ts';
import { type Loans, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { type BoardExports, WAITING_OF_ONE } from './boardExports.ts';
import { personOf } from './dashboardRoutes.ts';
import type { Dashboards } from './dashboards.ts';

/** A sheet of A3 with its letters and lines, at its worst. */
const FILE_MAX = 32 * 1024 * 1024;
/** A wall that has not reported for longer is not running. */
const REPORTED_MS = 10_000;
/** The rights of the asker are lent for so long at most, ms. */
const LENT_MS = 150_000;
/** Pixels: of a picture those of a usual monitor, of paper those that a browser prints it in (96 to the inch). */
const SIZES = {
  png: { width: 1920, height: 1080 },
  a4: { width: 1123, height: 794 },
  a3: { width: 1587, height: 1123 },
};
const TYPES = { png: 'image/png', pdf: 'application/pdf' };

export interface ExportParts {
  db: WritableDB;
  dashboards: Dashboards;
  exports: BoardExports;
  loans: Loans;
  now: () => Instant;
  /** Instant of the figures that are shown now. */
  shownAt: () => Instant;
  /** When the shell last reported; `null` when it has not. */
  reportedAt: () => Instant | null;
}

export function exportRoutes(parts: ExportParts): FastifyPluginCallbackZod {
  const { db, dashboards, exports, loans, now } = parts;
  const tags = ['dashboards'];
  const config = { access: 'signed_in', needs: 'figures.read', place: 'narrowed' } as const;
  const byExport = z.object({
    export: z.uuid({ error: 'must be the id that the request was answered with' }),
  });

  function found(request: FastifyRequest, id: string) {
    const { id: owner } = personOf(db, request);
    const one = exports.find(id, owner);
    if (one) return { one, owner };
    throw new ProblemError(
      404,
      'There is no such file of yours: files are kept for half an hour and not over a restart; ask for it again.',
      { field: 'export' },
    );
  }

  return (app, _options, registered) => {
    for (const type of Object.values(TYPES))
      app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: FILE_MAX }, (_request, body, done) =>
        done(null, body),
      );

    app.post(
      '/dashboards/:id/exports',
      {
        config,
        schema: {
          tags,
          description:
            'Has the wall draw the dashboard as its asker sees it. The file is there when `state` is `done`.',
          params: z.object({ id: dashboardId }),
          body: exportRequest,
          response: { 202: boardExport },
        },
      },
      (request, reply) => {
        const who = personOf(db, request);
        const { document } = dashboards.open(who, request.params.id);
        const { format, paper, locale } = request.body;
        const reported = parts.reportedAt();
        if (reported === null || now() - reported > REPORTED_MS)
          throw new ProblemError(
            503,
            'Files are drawn by the wall, and none is running on this engine: start it (npm start, or the installed program) and ask again.',
            { headers: { 'retry-after': '10' } },
          );
        const { principal } = request;
        const made = exports.ask({
          owner: who.id,
          dashboard: request.params.id,
          ...{ format, paper, locale },
          sheet: {
            ...{ title: document.title, widgets: document.widgets, by: who.username },
            ...{ at: formatInstant(parts.shownAt()), askedAt: formatInstant(now()) },
            ...SIZES[format === 'png' ? 'png' : paper],
          },
          lend() {
            if (principal === null) throw new Error('An export has an asker.');
            const token = loans.lend(principal, LENT_MS);
            return { token, end: () => loans.end(token) };
          },
        });
        if (made === null)
          throw new ProblemError(
            429,
            `Files are waited for already (at most ${WAITING_OF_ONE} of one person); ask again when they are done.`,
            { headers: { 'retry-after': '15' } },
          );
        const subject = `${request.params.id} as ${format === 'png' ? 'png' : `pdf, ${paper}`}`;
        recordAudit(db, {
          ...{ at: now(), who: who.username, what: 'dashboard_exported' },
          ...{ subject, address: request.ip },
        });
        reply.code(202).header('location', `/api/v1/dashboards/exports/${made.id}`);
        return made;
      },
    );

    app.get(
      '/dashboards/exports/:export',
      { config, schema: { tags, params: byExport, response: { 200: boardExport } } },
      (request) => found(request, request.params.export).one,
    );

    app.get(
      '/dashboards/exports/:export/file',
      {
        config,
        schema: { tags, params: byExport, description: 'The file itself: image/png or application/pdf.' },
      },
      (request, reply) => {
        const { one, owner } = found(request, request.params.export);
        const file = exports.file(one.id, owner);
        if (!file)
          throw new ProblemError(409, `This file is not there: it is ${one.state}.`, { field: 'export' });
        return reply
          .type(TYPES[one.format])
          .header('cache-control', 'no-store')
          .header(
            'content-disposition',
            `attachment; filename="${fileName(one.title, one.askedAt, one.format)}"`,
          )
          .send(file);
      },
    );

    app.put(
      '/wall/board-exports/:export',
      {
        config: { access: 'wall' },
        bodyLimit: FILE_MAX,
        schema: {
          tags: ['wall'],
          params: byExport,
          consumes: Object.values(TYPES),
          body: z.instanceof(Buffer, { error: 'must be the file, sent as image/png or application/pdf' }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        if (!exports.keep(request.params.export, request.body))
          throw new ProblemError(422, 'This was not ordered, or is no file of that kind; drop it.');
        return reply.code(204).send();
      },
    );

    app.post(
      '/wall/board-exports/:export/failure',
      {
        config: { access: 'wall' },
        schema: { tags: ['wall'], params: byExport, body: boardFailure, response: { 204: z.undefined() } },
      },
      (request, reply) => {
        exports.fail(request.params.export, request.body.why);
        return reply.code(204).send();
      },
    );
    registered();
  };
}

/** `bang-cua-lan-20260115-0941.pdf`: letters that every system takes. */
function fileName(title: string, askedAt: string, format: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/đ/gi, 'd');
  const stem = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const [day = '', time = ''] = askedAt.split('T');
  return `${stem || 'dashboard'}-${day.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}.${format}`;
}
