/** Reports over HTTP: looking, making, and the steps of their way. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import { formCode } from '../../contract/forms.ts';
import {
  differenceAnswer,
  previewAnswer,
  reasonedStepRequest,
  reportAnswer,
  type ReportListed,
  reportsAnswer,
  reportsQuestion,
  reportSubject,
  signRequest,
  stepRequest,
} from '../../contract/reports.ts';
import { auditedSubjects, beyondWords, type Confirm, nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Reports, Written } from './reports.ts';

const tags = ['reports'];
export const byNumber = z.object({ number: z.coerce.number().int().min(1) });
const moved = { 200: reportAnswer };
const previewQuestion = z.object({
  form: formCode,
  unit: z.string().min(1).max(128),
  year: z.coerce.number().int().min(1900).max(9998),
  months: z.coerce.number().int().min(1).max(12),
});

type Kind = Parameters<typeof recordAudit>[1]['what'];

export interface ReportRoutesParts {
  readonly db: WritableDB;
  readonly reports: Reports;
  readonly confirm: Confirm;
  readonly now: () => Instant;
}

export function reportRoutes({ db, reports, confirm, now }: ReportRoutesParts): FastifyPluginCallbackZod {
  /** The head of a report within reach; of one elsewhere not even that it is there is told. */
  function within(request: FastifyRequest, id: number): ReportListed {
    const head = reports.head(id);
    if (request.reach.covers(head.unit)) return head;
    throw new ProblemError(404, `There is no report ${id}.`, { field: 'number' });
  }

  const signedDigests = (): ReadonlySet<string> =>
    new Set(auditedSubjects(db, 'report_signed').map((subject) => subject.slice(-64)));

  /** Writes down what was done, in the same transaction. */
  function writing(request: FastifyRequest, what: Kind): Written {
    return (before, after) => {
      const of = after ?? before;
      const subject = of && `${of.form} ${of.unit} ${of.year}/${of.months} no. ${of.id}`;
      recordAudit(db, {
        ...{ at: now(), who: nameOf(request.principal), what, address: request.ip },
        subject: what === 'report_signed' ? `${subject} sha256:${of?.digest}` : subject,
        before: before && told(before),
        after: after && told(after),
      });
    };
  }

  const asked = (request: FastifyRequest, { digest, comment }: z.infer<typeof stepRequest>) => ({
    ...{ who: nameOf(request.principal), digest, comment },
  });
  const opened = (id: number) => reports.open(id, signedDigests);

  return (app, _options, registered) => {
    const forReaders = { access: 'figures.read', place: 'narrowed' } as const;
    const forMakers = { access: 'reports.make', place: 'narrowed' } as const;
    const forCheckers = { access: 'reports.check', place: 'narrowed' } as const;
    const forSigners = { access: 'reports.sign', place: 'narrowed' } as const;

    app.get(
      '/reports',
      {
        config: forReaders,
        schema: { tags, querystring: reportsQuestion, response: { 200: reportsAnswer } },
      },
      ({ query, reach }) => reports.list(query, reach.covers),
    );

    app.get(
      '/reports/preview',
      {
        config: { access: 'figures.read', place: 'unit' },
        schema: {
          tags,
          description: 'A form filled in with the figures of now; of a period that goes on, those up to now.',
          querystring: previewQuestion,
          response: { 200: previewAnswer },
        },
      },
      ({ query }) => reports.preview(query),
    );

    app.post(
      '/reports',
      {
        config: forMakers,
        schema: {
          tags,
          description: 'Makes the draft of a report, when its period is over.',
          body: reportSubject,
          response: { 201: reportAnswer },
        },
      },
      async (request, reply) => {
        const { unit } = request.body;
        if (!request.reach.covers(unit))
          throw new ProblemError(403, beyondWords(request.reach, unit), { field: 'unit' });
        const by = { who: nameOf(request.principal), comment: '' };
        const id = await reports.make(request.body, by, writing(request, 'report_made'));
        reply.code(201).header('location', `/api/v1/reports/${id}`);
        return opened(id);
      },
    );

    app.get(
      '/reports/:number',
      { config: forReaders, schema: { tags, params: byNumber, response: { 200: reportAnswer } } },
      (request) => opened(within(request, request.params.number).id),
    );

    app.get(
      '/reports/:number/difference',
      {
        config: forReaders,
        schema: {
          tags,
          description: 'Where the figures of the same period say something else by now.',
          params: byNumber,
          response: { 200: differenceAnswer },
        },
      },
      (request) => reports.difference(within(request, request.params.number).id),
    );

    app.delete(
      '/reports/:number',
      {
        config: forMakers,
        schema: {
          tags,
          description: 'Discards a draft.',
          params: byNumber,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        reports.discard(within(request, request.params.number).id, writing(request, 'report_discarded'));
        return reply.code(204).send();
      },
    );

    app.post(
      '/reports/:number/recomputation',
      { config: forMakers, schema: { tags, params: byNumber, body: stepRequest, response: moved } },
      async (request) => {
        const { id } = within(request, request.params.number);
        await reports.recompute(id, asked(request, request.body), writing(request, 'report_recomputed'));
        return opened(id);
      },
    );

    app.post(
      '/reports/:number/amendment',
      {
        config: forMakers,
        schema: {
          tags,
          description: 'A draft that amends a signed report, which stays as it is.',
          params: byNumber,
          body: reasonedStepRequest,
          response: { 201: reportAnswer },
        },
      },
      async (request, reply) => {
        const { id } = within(request, request.params.number);
        const made = await reports.amend(id, asked(request, request.body), writing(request, 'report_made'));
        reply.code(201).header('location', `/api/v1/reports/${made}`);
        return opened(made);
      },
    );

    app.post(
      '/reports/:number/check',
      { config: forCheckers, schema: { tags, params: byNumber, body: stepRequest, response: moved } },
      (request) => {
        const { id } = within(request, request.params.number);
        reports.check(id, asked(request, request.body), writing(request, 'report_checked'));
        return opened(id);
      },
    );

    app.post(
      '/reports/:number/return',
      {
        config: forCheckers,
        schema: {
          tags,
          description: 'Sends a checked report back to whoever made it, with the reason.',
          params: byNumber,
          body: reasonedStepRequest,
          response: moved,
        },
      },
      (request) => {
        const { id } = within(request, request.params.number);
        reports.sendBack(id, asked(request, request.body), writing(request, 'report_sent_back'));
        return opened(id);
      },
    );

    app.post(
      '/reports/:number/signature',
      {
        config: forSigners,
        schema: {
          tags,
          description:
            'Signs what was looked at, by the password of whoever signs. It never changes after that.',
          params: byNumber,
          body: signRequest,
          response: moved,
        },
      },
      async (request) => {
        const { id } = within(request, request.params.number);
        await confirm(request.principal, request.body.password, request.ip);
        reports.sign(id, asked(request, request.body), writing(request, 'report_signed'));
        return opened(id);
      },
    );

    app.post(
      '/reports/:number/lock',
      { config: forSigners, schema: { tags, params: byNumber, body: stepRequest, response: moved } },
      (request) => {
        const { id } = within(request, request.params.number);
        reports.lock(id, asked(request, request.body), writing(request, 'report_locked'));
        return opened(id);
      },
    );
    registered();
  };
}

/** What the audit trail keeps of a report. */
function told(report: ReportListed): object {
  const { form, formVersion, unit, year, months, edition, state, content, digest } = report;
  return { form, formVersion, unit, year, months, edition, state, content, digest };
}
