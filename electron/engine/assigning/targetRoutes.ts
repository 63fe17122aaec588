/** Targets over HTTP: how they stand, splitting, proposing, approving; as files and from files. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Instant, yearOf } from '../../contract/calendar.ts';
import {
  decision,
  type Proposal,
  proposal,
  proposalRequest,
  proposalsAnswer,
  splitAnswer,
  splitRequest,
  targetImport,
  targetSheet,
  targetYear,
} from '../../contract/targets.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import type { Measures } from '../measures/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Proposals } from './proposals.ts';
import { splitTarget } from './proposing.ts';
import { aimedAt, sheetOf } from './sheet.ts';
import { csvOf, readTargets, workbookOf } from './targetFiles.ts';
import type { TargetsInForce } from './targetsInForce.ts';

const tags = ['targets'];
const params = z.object({ number: z.coerce.number().int().min(1) });
const asked = z.object({ unit: z.string().min(1).max(128), year: targetYear.optional() });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UPLOADED = ['application/octet-stream', 'text/csv', XLSX];
const FILE_BYTES_MOST = 4 * 1024 * 1024;
/** Proposals are of the whole organisation: one names units anywhere in it. */
const proposing = { access: 'targets.propose' } as const;
const approving = { access: 'targets.approve' } as const;
/** Rows that an entry of the audit trail names. */
const NAMED_MOST = 50;

export interface TargetRouteParts {
  db: WritableDB;
  measures: Measures;
  proposals: Proposals;
  inForce: TargetsInForce;
  isHoliday: (day: string) => boolean;
  now: () => Instant;
}

export function targetRoutes(parts: TargetRouteParts): FastifyPluginCallbackZod {
  const { db, measures, proposals, inForce, now } = parts;
  const sheetParts = { ...parts, inForce: inForce.at };

  function record(
    request: FastifyRequest,
    what: Parameters<typeof recordAudit>[1]['what'],
    { number, year, rows }: Proposal,
    change: { before?: object; after?: object },
  ): void {
    const subject = `${number} (${year}, ${rows.length})`;
    recordAudit(db, {
      at: now(),
      who: nameOf(request.principal),
      address: request.ip,
      what,
      subject,
      ...change,
    });
  }

  return (app, _options, registered) => {
    for (const type of UPLOADED)
      app.addContentTypeParser(
        type,
        { parseAs: 'buffer', bodyLimit: FILE_BYTES_MOST },
        (_request, body, done) => done(null, body),
      );

    app.get(
      '/targets',
      {
        config: { access: 'figures.read', place: 'unit' },
        schema: {
          tags,
          description:
            'Targets of a unit and of the units right below it, with what is reached, due and needed.',
          querystring: asked,
          response: { 200: targetSheet },
        },
      },
      ({ query }) => sheetOf(sheetParts, { ...query, year: query.year ?? yearOf(now()), at: now() }),
    );

    app.get(
      '/targets/export',
      {
        config: { access: 'figures.read', place: 'unit' },
        schema: {
          tags,
          description: 'The same as a file that can be brought again.',
          produces: ['text/csv', XLSX],
          querystring: asked.extend({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
        },
      },
      async ({ query }, reply) => {
        const sheet = sheetOf(sheetParts, { ...query, year: query.year ?? yearOf(now()), at: now() });
        const body = query.format === 'csv' ? csvOf(sheet) : await workbookOf(sheet);
        return reply
          .type(query.format === 'csv' ? 'text/csv; charset=utf-8' : XLSX)
          .header('content-disposition', `attachment; filename="targets-${sheet.year}.${query.format}"`)
          .send(body);
      },
    );

    app.post(
      '/targets/imports',
      {
        config: { ...proposing, rateLimit: { max: 30, timeWindow: '1 minute' } },
        bodyLimit: FILE_BYTES_MOST,
        schema: {
          tags,
          description:
            'Reads a CSV file (UTF-8) or an XLSX workbook and shows what it would propose; keeps nothing.',
          consumes: UPLOADED,
          querystring: z.object({ year: targetYear.optional() }),
          body: z.unknown(),
          response: { 200: targetImport },
        },
      },
      async ({ body, query }) => {
        if (!Buffer.isBuffer(body))
          throw new ProblemError(415, `Send the file itself, as ${UPLOADED.join(', ')}.`, { field: 'file' });
        const at = now();
        const year = query.year ?? yearOf(at);
        return readTargets(body, {
          units: new Map(measures.units(at).map(({ unit, name }) => [unit, name])),
          indicators: new Map(aimedAt(measures).map((one) => [one.key, one])),
          before: (indicator, unit) => inForce.at(indicator, unit, year, at)?.value ?? null,
        });
      },
    );

    app.post(
      '/targets/split',
      {
        config: proposing,
        schema: {
          tags,
          description:
            'Splits a target among the units right below a unit. Counts and sums of money sum to the total exactly; for rates it says what it does instead.',
          body: splitRequest,
          response: { 200: splitAnswer },
        },
      },
      ({ body: { indicator: key, ...request } }) => {
        const indicator = aimedAt(measures).find((one) => one.key === key);
        if (!indicator)
          throw new ProblemError(400, `indicator: "${key}" is no indicator that can have a target.`, {
            field: 'indicator',
          });
        return splitTarget(measures, { ...request, indicator }, now());
      },
    );

    app.get(
      '/targets/proposals',
      {
        config: { access: 'figures.read' },
        schema: {
          tags,
          description: 'Those that wait first, then the newest.',
          response: { 200: proposalsAnswer },
        },
      },
      () => ({ proposals: proposals.list() }),
    );

    app.post(
      '/targets/proposals',
      { config: proposing, schema: { tags, body: proposalRequest, response: { 201: proposal } } },
      (request, reply) => {
        const made = db.transaction(() => {
          const one = proposals.propose(request.body, nameOf(request.principal));
          record(request, 'targets_proposed', one, { after: { reason: one.reason, targets: named(one) } });
          return one;
        })();
        reply.code(201);
        return made;
      },
    );

    app.post(
      '/targets/proposals/:number/approval',
      {
        config: approving,
        schema: {
          tags,
          description: 'Takes the targets in, whole or not at all; never by whoever proposed them.',
          params,
          body: decision,
          response: { 200: proposal },
        },
      },
      (request) => {
        const { number } = request.params;
        const before = proposals.find(number);
        const { note } = request.body;
        return proposals.approve(number, nameOf(request.principal), note, () =>
          record(request, 'targets_approved', before, {
            before: {
              targets: before.rows
                .slice(0, NAMED_MOST)
                .map((row) => `${row.unit} ${row.indicator}: ${row.before ?? '–'}`),
            },
            after: { targets: named(before), ...(note !== '' && { note }) },
          }),
        );
      },
    );

    app.post(
      '/targets/proposals/:number/rejection',
      { config: approving, schema: { tags, params, body: decision, response: { 200: proposal } } },
      (request) =>
        db.transaction(() => {
          const { note } = request.body;
          const after = proposals.reject(request.params.number, nameOf(request.principal), note);
          record(request, 'targets_rejected', after, {
            before: { state: 'proposed' },
            after: { state: 'rejected', note },
          });
          return after;
        })(),
    );

    app.delete(
      '/targets/proposals/:number',
      {
        config: proposing,
        schema: { tags, description: 'Whoever proposed withdraws.', params, response: { 200: proposal } },
      },
      (request) =>
        db.transaction(() => {
          const after = proposals.withdraw(request.params.number, nameOf(request.principal));
          record(request, 'targets_withdrawn', after, {
            before: { reason: after.reason, targets: named(after) },
          });
          return after;
        })(),
    );
    registered();
  };
}

function named({ rows }: Proposal): string[] {
  const all = rows.slice(0, NAMED_MOST).map(({ unit, indicator, value }) => `${unit} ${indicator}: ${value}`);
  return rows.length <= NAMED_MOST ? all : [...all, `+${rows.length - NAMED_MOST}`];
}
