/** What people are told of tasks, how they want it, and their calendars. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import {
  calendarMade,
  calendarState,
  escalationSettings,
  noticesSeen,
  reminderSettings,
  taskNoticesAnswer,
} from '../../contract/taskNotices.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { personOf } from './actors.ts';
import type { Calendars } from './calendars.ts';
import {
  escalationNow,
  keepEscalation,
  keepReminders,
  markSeen,
  noticesOf,
  remindersOf,
} from './noticeStore.ts';

const tags = ['tasks'];
/** About one's own account alone. */
const own = { access: 'signed_in', needs: 'tasks.read', place: 'free' } as const;
const escalating = { access: 'tasks.manage' } as const;

export interface NoticeRoutesParts {
  db: WritableDB;
  now: () => Instant;
  calendars: Calendars;
}

export function noticeRoutes({ db, now, calendars }: NoticeRoutesParts): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/tasks/notices',
      {
        config: own,
        schema: {
          tags,
          description: 'What one was told of, newest first.',
          response: { 200: taskNoticesAnswer },
        },
      },
      (request) => noticesOf(db, personOf(db, request).id, now()),
    );

    app.post(
      '/tasks/notices/seen',
      { config: own, schema: { tags, body: noticesSeen, response: { 200: taskNoticesAnswer } } },
      (request) => {
        const { id } = personOf(db, request);
        markSeen(db, id, request.body.upTo, now());
        return noticesOf(db, id, now());
      },
    );

    app.get(
      '/tasks/reminders',
      { config: own, schema: { tags, response: { 200: reminderSettings } } },
      (request) => remindersOf(db, personOf(db, request).id),
    );

    app.put(
      '/tasks/reminders',
      {
        config: own,
        schema: {
          tags,
          description: 'When one is reminded, and where mail goes.',
          body: reminderSettings,
          response: { 200: reminderSettings },
        },
      },
      (request) => {
        const who = personOf(db, request);
        db.transaction(() => {
          const before = remindersOf(db, who.id);
          keepReminders(db, who.id, request.body);
          recordAudit(db, {
            ...{ at: now(), who: who.name, address: who.address, what: 'task_reminders_changed' },
            ...{ subject: who.name, before, after: request.body },
          });
        })();
        return remindersOf(db, who.id);
      },
    );

    app.get(
      '/tasks/escalation',
      {
        config: escalating,
        schema: {
          tags,
          description:
            'After how many working days overdue whoever leads the unit above is told; `null`: never.',
          response: { 200: escalationSettings },
        },
      },
      () => escalationNow(db),
    );

    app.put(
      '/tasks/escalation',
      {
        config: escalating,
        schema: { tags, body: escalationSettings, response: { 200: escalationSettings } },
      },
      (request) => {
        db.transaction(() => {
          const before = escalationNow(db);
          keepEscalation(db, request.body);
          recordAudit(db, {
            ...{ at: now(), who: nameOf(request.principal), address: request.ip },
            ...{ what: 'task_escalation_changed', before, after: request.body },
          });
        })();
        return escalationNow(db);
      },
    );

    app.get(
      '/tasks/calendar',
      { config: own, schema: { tags, response: { 200: calendarState } } },
      (request) => calendars.state(personOf(db, request)),
    );

    app.post(
      '/tasks/calendar',
      {
        config: own,
        schema: {
          tags,
          description:
            'Makes an address under which a calendar program reads the own deadlines; shown this once. One that was there before is good no more.',
          response: { 201: calendarMade },
        },
      },
      (request, reply) => {
        const { secret, made } = calendars.make(personOf(db, request));
        reply.code(201);
        return { path: `/api/v1/calendars/${secret}.ics`, made: formatInstant(made) };
      },
    );

    app.delete(
      '/tasks/calendar',
      { config: own, schema: { tags, response: { 204: z.undefined() } } },
      (request, reply) => {
        calendars.remove(personOf(db, request));
        return reply.code(204).send();
      },
    );

    app.get(
      '/calendars/:file',
      {
        // Calendar programs do not sign in: whoever has the address reads it.
        config: { access: 'open', rateLimit: { max: 120, timeWindow: '1 minute' } },
        schema: {
          tags,
          description: 'Deadlines of one person as iCalendar (RFC 5545); its address is the secret.',
          params: z.object({ file: z.string().max(100) }),
          produces: ['text/calendar'],
        },
      },
      (request, reply) => {
        const [, secret] = /^(c_[\w-]{43})\.ics$/.exec(request.params.file) ?? [];
        const calendar = secret === undefined ? null : calendars.read(secret);
        if (calendar === null)
          throw new ProblemError(
            404,
            'There is no calendar at this address; make one under Tasks › Calendar.',
            {
              field: 'file',
            },
          );
        const tag = `"${calendar.tag}"`;
        reply.header('etag', tag).header('cache-control', 'private, no-cache');
        const known = request.headers['if-none-match'];
        if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag))
          return reply.code(304).send();
        return reply.type('text/calendar; charset=utf-8').send(calendar.text);
      },
    );
    registered();
  };
}
