/** The audit trail: found, checked and taken out as a file. Nothing here changes it. */
import { Readable } from 'node:stream';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  auditAnswer,
  auditCheckAnswer,
  type AuditEntryAnswer,
  auditFilter,
  type AuditFilterAsked,
} from '../../contract/access.ts';
import { DAY_MS, dayStart, formatInstant } from '../../contract/calendar.ts';
import { CSV_MARK, csvLine } from '../csv/index.ts';
import type { ReadableDB } from '../store/index.ts';
import type { AdministrationParts } from './administrationRoutes.ts';
import { type AuditFilter, type AuditRow, checkAudit, readAudit, recordAudit } from './audit.ts';
import { nameOf } from './principal.ts';

const config = { access: 'audit.read' } as const;
/** Entries read at once while a file is made: other work of the engine comes in between. */
const PAGE = 500;

export function auditRoutes({ db, now }: Pick<AdministrationParts, 'db' | 'now'>): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    const tags = ['access'];

    app.get(
      '/audit',
      {
        config,
        schema: {
          tags,
          description: 'Newest first; `before` is the number of the last entry that is known already.',
          querystring: auditFilter.extend({
            before: z.coerce.number().int().min(1).default(Number.MAX_SAFE_INTEGER),
            limit: z.coerce.number().int().min(1).max(1000).default(100),
          }),
          response: { 200: auditAnswer },
        },
      },
      ({ query: { before, limit, ...asked } }) => ({
        entries: readAudit(db, filterOf(asked), before, limit).map(shown),
      }),
    );

    app.get(
      '/audit/check',
      {
        config,
        schema: {
          tags,
          description: 'Whether every entry follows from the one before, and none is gone.',
          response: { 200: auditCheckAnswer },
        },
      },
      () => checkAudit(db),
    );

    app.get(
      '/audit/export',
      {
        config,
        schema: {
          tags,
          description: 'All entries that the filter finds, newest first, as CSV or NDJSON.',
          produces: ['text/csv', 'application/x-ndjson'],
          querystring: auditFilter.extend({ format: z.enum(['csv', 'ndjson']).default('csv') }),
        },
      },
      (request, reply) => {
        const { format, ...asked } = request.query;
        recordAudit(db, {
          at: now(),
          who: nameOf(request.principal),
          what: 'audit_exported',
          subject: format,
          address: request.ip,
          after: asked,
        });
        const write = format === 'csv' ? asCsv : asNdjson;
        return reply
          .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
          .header('content-disposition', `attachment; filename="audit.${format}"`)
          .send(Readable.from(write(pagesOf(db, filterOf(asked)))));
      },
    );
    registered();
  };
}

function filterOf({ from, to, ...rest }: AuditFilterAsked): AuditFilter {
  return {
    ...rest,
    ...(from !== undefined && { from: dayStart(from) }),
    ...(to !== undefined && { to: dayStart(to) + DAY_MS }),
  };
}

function* pagesOf(db: ReadableDB, filter: AuditFilter): Generator<AuditEntryAnswer[]> {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = readAudit(db, filter, before, PAGE);
    if (rows.length > 0) yield rows.map(shown);
    if (rows.length < PAGE) return;
    before = rows.at(-1)?.id ?? 0;
  }
}

function shown(row: AuditRow): AuditEntryAnswer {
  return {
    ...row,
    at: formatInstant(row.at),
    before: row.before === null ? null : readJson(row.before),
    after: row.after === null ? null : readJson(row.after),
  };
}

function readJson(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

function* asNdjson(pages: Iterable<AuditEntryAnswer[]>): Generator<string> {
  for (const page of pages) yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

function* asCsv(pages: Iterable<AuditEntryAnswer[]>): Generator<string> {
  const heads = ['id', 'at', 'who', 'what', 'subject', 'address', 'before', 'after'] as const;
  yield CSV_MARK + csvLine(heads);
  for (const page of pages)
    yield page
      .map((entry) =>
        csvLine(
          heads.map((head) => {
            const value = entry[head];
            return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
          }),
        ),
      )
      .join('');
}
