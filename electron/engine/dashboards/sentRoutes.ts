/** Dashboards on the wall: which stand, sending one, ending it. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sendRequest, sentAnswer } from '../../contract/dashboards.ts';
import { role } from '../../contract/live.ts';
import { nameOf } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { ReadableDB } from '../store/index.ts';
import { personOf } from './dashboardRoutes.ts';
import type { Dashboards } from './dashboards.ts';
import type { Doer, Sending } from './sending.ts';

export function sentRoutes(parts: {
  db: ReadableDB;
  dashboards: Dashboards;
  sending: Sending;
}): FastifyPluginCallbackZod {
  const { db, dashboards, sending } = parts;
  const tags = ['wall'];
  const doerOf = ({ principal, ip }: FastifyRequest): Doer => ({ who: nameOf(principal), address: ip });

  return (app, _options, registered) => {
    app.get(
      '/wall/dashboards',
      {
        config: { access: 'signed_in', needs: 'figures.read' },
        schema: { tags, response: { 200: sentAnswer } },
      },
      () => ({ sent: sending.standing() }),
    );

    app.post(
      '/wall/dashboards',
      {
        // The wall shows the whole organisation: whoever may see a part of it only may not send.
        config: { access: 'dashboards.send' },
        schema: {
          tags,
          description:
            'Shows a dashboard, as it is now, on the monitor of a role. One that stands there gives way to it.',
          body: sendRequest,
          response: { 201: sentAnswer },
        },
      },
      (request, reply) => {
        const { dashboard, role: where, minutes } = request.body;
        const { document } = dashboards.open(personOf(db, request), dashboard);
        if (document.widgets.length === 0)
          throw new ProblemError(409, 'This dashboard is empty; put a widget on it first.', {
            field: 'dashboard',
          });
        reply.code(201);
        return { sent: sending.send({ dashboard, document, role: where, minutes }, doerOf(request)) };
      },
    );

    app.delete(
      '/wall/dashboards/:role',
      {
        config: { access: 'dashboards.send' },
        schema: {
          tags,
          description: 'Gives the monitor of a role back to the scene.',
          params: z.object({ role }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        if (!sending.end(request.params.role, doerOf(request)))
          throw new ProblemError(404, 'No dashboard stands on this monitor any more.', { field: 'role' });
        return reply.code(204).send();
      },
    );
    registered();
  };
}
