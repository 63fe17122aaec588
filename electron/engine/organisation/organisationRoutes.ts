/** The organisation over HTTP: its tree on a day, as files, and from files. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dayOf, type Instant } from '../../contract/calendar.ts';
import {
  importApplication,
  importOptions,
  importPreview,
  importsAnswer,
  importUpload,
  ORGANISATION_FILE_BYTES_MOST,
  organisationAnswer,
  organisationExport,
  organisationQuestion,
} from '../../contract/organisation.ts';
import { nameOf, recordAudit, refuseWithout } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { csvOf, workbookOf } from './exporting.ts';
import type { FileTable } from './fileTables.ts';
import type { Imports } from './imports.ts';
import { instantOf, listedAt, organisationAt } from './organisationAt.ts';
import { readOrganisation } from './standing.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UPLOADED = ['application/octet-stream', 'text/csv', XLSX];
const config = { access: 'organisation.manage' } as const;
const tags = ['organisation'];
const params = z.object({ number: z.coerce.number().int().min(1) });
/** Choices may name every unit and officer. */
const CHOICES_BYTES_MOST = 4 * 1024 * 1024;
const head = importsAnswer.shape.imports.element;

export function organisationRoutes(parts: {
  db: WritableDB;
  imports: Imports;
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, imports, now } = parts;

  /** Officers are people: their names need what names of people need. */
  const mayRead = (request: FastifyRequest) => (tables: readonly Pick<FileTable, 'kind'>[]) => {
    if (tables.some(({ kind }) => kind === 'officer')) refuseWithout(request.reach, 'cases.read', 'file');
  };

  return (app, _options, registered) => {
    for (const type of UPLOADED)
      app.addContentTypeParser(
        type,
        { parseAs: 'buffer', bodyLimit: ORGANISATION_FILE_BYTES_MOST },
        (_request, body, done) => done(null, body),
      );

    app.get(
      '/organisation',
      {
        config,
        schema: {
          tags,
          description: 'The tree at the end of a day, with units that have ended and that have not begun.',
          querystring: organisationQuestion,
          response: { 200: organisationAnswer },
        },
      },
      (request) => organisationAt(readOrganisation(db), request.query.day, now()),
    );

    app.get(
      '/organisation/export',
      {
        config,
        schema: {
          tags,
          description:
            'Units or officers as a file that can be brought again; a workbook has both where names of people may be read.',
          produces: ['text/csv', XLSX],
          querystring: organisationExport,
        },
      },
      async (request, reply) => {
        const { what, format, language, day } = request.query;
        const people = request.reach.permissions.includes('cases.read');
        if (format === 'csv') mayRead(request)([{ kind: what === 'units' ? 'unit' : 'officer' }]);
        const organisation = readOrganisation(db);
        const at = instantOf(day, now());
        const kinds = people ? (['unit', 'officer'] as const) : (['unit'] as const);
        const kind = what === 'units' ? 'unit' : 'officer';
        const body =
          format === 'csv'
            ? csvOf(kind, listedAt(organisation, kind, at), language)
            : await workbookOf(
                kinds.map((one) => [one, listedAt(organisation, one, at)] as const),
                language,
              );
        const file = `${format === 'csv' ? what : 'organisation'}-${dayOf(at)}.${format}`;
        recordAudit(db, { ...actOf(request), what: 'organisation_exported', subject: file });
        return reply
          .type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX)
          .header('content-disposition', `attachment; filename="${file}"`)
          .send(body);
      },
    );

    app.get(
      '/organisation/imports',
      {
        config,
        schema: {
          tags,
          description: 'Files that were brought, the newest first.',
          response: { 200: importsAnswer },
        },
      },
      () => ({ imports: imports.list() }),
    );

    app.post(
      '/organisation/imports',
      {
        config: { ...config, rateLimit: { max: 30, timeWindow: '1 minute' } },
        bodyLimit: ORGANISATION_FILE_BYTES_MOST,
        schema: {
          tags,
          description:
            'Reads a CSV file (UTF-8) or an XLSX workbook and shows what it would make of the organisation; changes nothing.',
          consumes: UPLOADED,
          querystring: importUpload,
          body: z.unknown(),
          response: { 201: importPreview },
        },
      },
      async (request, reply) => {
        const { body } = request;
        if (!Buffer.isBuffer(body))
          throw new ProblemError(415, `Send the file itself, as ${UPLOADED.join(', ')}.`, { field: 'file' });
        reply.code(201);
        return imports.bring(request.query.name, body, nameOf(request.principal), mayRead(request));
      },
    );

    app.get(
      '/organisation/imports/:number',
      {
        config,
        schema: {
          tags,
          description: 'The preview of a file, computed from the organisation as it is now.',
          params,
          response: { 200: importPreview },
        },
      },
      (request) => imports.preview(request.params.number, mayRead(request)),
    );

    app.put(
      '/organisation/imports/:number/options',
      {
        config,
        bodyLimit: CHOICES_BYTES_MOST,
        schema: {
          tags,
          description: 'From when the file is in force, and what of that which it does not name is ended.',
          params,
          body: importOptions,
          response: { 200: importPreview },
        },
      },
      (request) => imports.choose(request.params.number, request.body, mayRead(request)),
    );

    app.post(
      '/organisation/imports/:number/application',
      {
        config,
        schema: {
          tags,
          description:
            'Takes the file in, whole or not at all, if nothing has changed since the preview whose `state` is given.',
          params,
          body: importApplication,
          response: { 200: head },
        },
      },
      (request) =>
        imports.apply(request.params.number, {
          state: request.body.state,
          by: nameOf(request.principal),
          mayRead: mayRead(request),
          also: ({ file, before, after }) =>
            recordAudit(db, {
              ...actOf(request),
              what: 'organisation_imported',
              subject: file,
              before,
              after,
            }),
        }),
    );

    app.delete(
      '/organisation/imports/:number',
      {
        config,
        schema: {
          tags,
          description: 'Drops a file that was not applied.',
          params,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        imports.drop(request.params.number);
        return reply.code(204).send();
      },
    );
    registered();
  };

  function actOf(request: FastifyRequest) {
    return { at: now(), who: nameOf(request.principal), address: request.ip };
  }
}
