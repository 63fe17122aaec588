/** The schedule over HTTP: what is on and why, what will be, what was, and changing it. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dayStart, formatInstant, type Instant, parseInstant } from '../../contract/calendar.ts';
import type { SentDashboard } from '../../contract/dashboards.ts';
import type { Interrupt } from '../../contract/interrupts.ts';
import {
  planAnswer,
  planQuery,
  scheduleAnswer,
  type ScheduleAnswer,
  scheduleEntry,
  scheduleEntryRequest,
  type ShownAnswer,
  shownAnswer,
  shownQuery,
} from '../../contract/schedules.ts';
import { nameOf } from '../access/index.ts';
import type { Layouts } from '../layouts/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { Holidays } from './holidays.ts';
import { planOf } from './plan.ts';
import type { Doer, Schedule } from './schedule.ts';

/** Years a plan can be asked for: beyond them days could not be written. */
const PLAN = { from: dayStart('2000-01-01'), to: dayStart('2199-12-31') };

export interface ScheduleParts {
  schedule: Schedule;
  holidays: Holidays;
  layouts: Layouts;
  now: () => Instant;
  interruptAt: (at: Instant) => Interrupt | null;
  /** Dashboards that stood on monitors at an instant. */
  sentAt: (at: Instant) => SentDashboard[];
  /** Whether the wall was playing the record at an instant. */
  playedAt: (at: Instant) => boolean;
}

export function scheduleRoutes(parts: ScheduleParts): FastifyPluginCallbackZod {
  const { schedule, holidays, now } = parts;
  const tags = ['wall'];
  const params = z.object({ number: z.coerce.number().int() });
  const doerOf = ({ principal, ip }: FastifyRequest): Doer => ({ who: nameOf(principal), address: ip });

  function answer(): ScheduleAnswer {
    const { source, days } = holidays.file;
    return {
      now: formatInstant(now()),
      state: schedule.state(),
      entries: schedule.entries(),
      faults: schedule.faults(),
      holidays: { source, days },
      holidayFault: holidays.fault,
    };
  }

  return (app, _options, registered) => {
    app.get(
      '/schedule',
      { config: { access: 'figures.read' }, schema: { tags, response: { 200: scheduleAnswer } } },
      answer,
    );

    app.get(
      '/schedule/plan',
      {
        config: { access: 'figures.read' },
        schema: {
          tags,
          description:
            'What the schedule, as it is now, shows on each day: stretches that cover the day, and entries whose condition would change them.',
          querystring: planQuery,
          response: { 200: planAnswer },
        },
      },
      ({ query: { from, days } }) => {
        const first = dayStart(from);
        if (first < PLAN.from || first > PLAN.to)
          throw new ProblemError(400, 'from must be a day of the years 2000 to 2199.', { field: 'from' });
        return planOf(schedule.entries(), from, days, (day) => holidays.nameOf.get(day) ?? null);
      },
    );

    app.post(
      '/schedule/entries',
      {
        config: { access: 'schedules.manage' },
        schema: { tags, body: scheduleEntryRequest, response: { 201: scheduleEntry } },
      },
      (request, reply) => {
        const made = schedule.add(request.body, doerOf(request));
        reply.code(201);
        return made;
      },
    );

    app.put(
      '/schedule/entries/:number',
      {
        config: { access: 'schedules.manage' },
        schema: { tags, params, body: scheduleEntryRequest, response: { 200: scheduleEntry } },
      },
      (request) => schedule.change(request.params.number, request.body, doerOf(request)),
    );

    app.delete(
      '/schedule/entries/:number',
      {
        config: { access: 'schedules.manage' },
        schema: { tags, params, response: { 204: z.undefined() } },
      },
      (request, reply) => {
        schedule.remove(request.params.number, doerOf(request));
        return reply.code(204).send();
      },
    );

    app.delete(
      '/wall/scene/override',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: {
          tags,
          description: 'Gives the wall back to the schedule; without an override nothing happens.',
          response: { 200: scheduleAnswer },
        },
      },
      (request) => {
        schedule.handBack(doerOf(request));
        return answer();
      },
    );

    app.get(
      '/wall/shown',
      {
        config: { access: 'figures.read' },
        schema: {
          tags,
          description: 'What the wall showed at an instant, from the record that is made at every change.',
          querystring: shownQuery,
          response: { 200: shownAnswer },
        },
      },
      ({ query }) => shownThen(pastInstant(query.at, now()), parts),
    );
    registered();
  };
}

function shownThen(at: Instant, { layouts, interruptAt, sentAt, playedAt }: ScheduleParts): ShownAnswer {
  const then = layouts.shownAt(at);
  const told = {
    at: formatInstant(at),
    interrupt: interruptAt(at),
    sent: sentAt(at),
    playback: playedAt(at),
  };
  if (then === undefined) return { ...told, shown: null };
  const { scene, since, until, by } = then;
  const { statistics, map, trends, operations } = scene.layouts;
  const name = ({ id, title }: typeof map) => ({ id, title });
  return {
    ...told,
    shown: {
      scene: scene.id,
      title: scene.title,
      revision: scene.revision,
      since: formatInstant(since),
      until: until === null ? null : formatInstant(until),
      by,
      layouts: {
        statistics: name(statistics),
        map: name(map),
        trends: name(trends),
        operations: name(operations),
      },
    },
  };
}

function pastInstant(text: string, now: Instant): Instant {
  // A bare `+` in a query string reads as a space.
  const at = parseInstant(text.replace(/ (?=\d\d:\d\d$)/, '+'));
  if (at !== null && at <= now) return at;
  throw new ProblemError(400, `at must be an instant that has been, at the latest ${formatInstant(now)}.`, {
    field: 'at',
  });
}
