/** Reports that are made by themselves, over HTTP. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import {
  type ReportSchedule,
  reportSchedule,
  reportScheduleRequest,
  reportSchedulesAnswer,
} from '../../contract/reports.ts';
import { beyondWords, nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Forms } from './forms/forms.ts';
import { byNumber } from './reportRoutes.ts';
import type { ReportSchedules } from './schedules.ts';

export function reportScheduleRoutes(parts: {
  db: WritableDB;
  schedules: ReportSchedules;
  forms: Forms;
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, schedules, forms, now } = parts;
  const tags = ['reports'];
  const config = { access: 'reports.make', place: 'narrowed' } as const;

  function within({ reach }: FastifyRequest, id: number): ReportSchedule {
    const found = schedules.find(id);
    if (found && reach.covers(found.unit)) return found;
    throw new ProblemError(404, `There is no schedule ${id} of reports.`, { field: 'number' });
  }

  function refuseUnfit({ reach }: FastifyRequest, { unit, form }: { unit: string; form: string }): void {
    if (!reach.covers(unit)) throw new ProblemError(403, beyondWords(reach, unit), { field: 'unit' });
    forms.open(form);
  }

  function write(
    { principal, ip: address }: FastifyRequest,
    what: 'report_schedule_added' | 'report_schedule_changed' | 'report_schedule_removed',
    before: ReportSchedule | null,
    after: ReportSchedule | null,
  ): void {
    const subject = String((after ?? before)?.id ?? '');
    const [was, is] = [before && told(before), after && told(after)];
    recordAudit(db, { at: now(), who: nameOf(principal), what, subject, address, before: was, after: is });
  }

  return (app, _options, registered) => {
    app.get(
      '/reports/schedules',
      { config, schema: { tags, response: { 200: reportSchedulesAnswer } } },
      ({ reach }) => ({ schedules: schedules.list().filter(({ unit }) => reach.covers(unit)) }),
    );

    app.post(
      '/reports/schedules',
      { config, schema: { tags, body: reportScheduleRequest, response: { 201: reportSchedule } } },
      (request, reply) => {
        refuseUnfit(request, request.body);
        reply.code(201);
        return db
          .transaction(() => {
            const made = schedules.add(request.body);
            write(request, 'report_schedule_added', null, made);
            return made;
          })
          .immediate();
      },
    );

    app.put(
      '/reports/schedules/:number',
      {
        config,
        schema: { tags, params: byNumber, body: reportScheduleRequest, response: { 200: reportSchedule } },
      },
      (request) => {
        const before = within(request, request.params.number);
        refuseUnfit(request, request.body);
        return db
          .transaction(() => {
            schedules.change(before.id, request.body);
            const after = within(request, before.id);
            write(request, 'report_schedule_changed', before, after);
            return after;
          })
          .immediate();
      },
    );

    app.delete(
      '/reports/schedules/:number',
      { config, schema: { tags, params: byNumber, response: { 204: z.undefined() } } },
      (request, reply) => {
        const before = within(request, request.params.number);
        db.transaction(() => {
          schedules.remove(before.id);
          write(request, 'report_schedule_removed', before, null);
        }).immediate();
        return reply.code(204).send();
      },
    );
    registered();
  };
}

function told({ form, unit, months, day, time, mailTo, enabled }: ReportSchedule): object {
  return { form, unit, months, day, time, mailTo, enabled };
}
