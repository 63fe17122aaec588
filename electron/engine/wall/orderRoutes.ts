/** Telling monitors apart and moving roles between them from the console, and the shell's side of it. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import { ROLES } from '../../contract/live.ts';
import {
  nextOrder,
  type OrderOutcome,
  orderOutcome,
  type WallOrder,
  wantedHanging,
  type WantedHanging,
} from '../../contract/wall.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Orders } from './orders.ts';
import type { Wall } from './wall.ts';

/** Longest the shell may wait for an order, s. */
const WAIT_MAX = 30;

export interface OrderParts {
  db: WritableDB;
  wall: Wall;
  orders: Orders;
  now: () => Instant;
}

export function orderRoutes({ db, wall, orders, now }: OrderParts): FastifyPluginCallbackZod {
  const tags = ['wall'];

  async function carriedOut(what: WallOrder): Promise<void> {
    const outcome = await orders.give(what);
    if (outcome === 'silent')
      throw new ProblemError(409, 'The wall application does not answer; start it, or look at its machine.');
    keep(outcome);
    if (outcome.refused !== null) throw new ProblemError(409, outcome.refused);
  }

  function keep({ report }: OrderOutcome): void {
    wall.report(report);
  }

  return (app, _options, registered) => {
    app.post(
      '/wall/identify',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: {
          tags,
          description: 'Signs on all monitors that say which is which; asked again, they go.',
          response: { 204: z.undefined() },
        },
      },
      async (_request, reply) => {
        await carriedOut({ do: 'identify' });
        return reply.code(204).send();
      },
    );

    app.put(
      '/wall/hanging',
      {
        config: { access: 'wall.run' },
        schema: {
          tags,
          description:
            'Says which role hangs on which monitor, by the ids that GET /wall tells. From then on that is confirmed and remembered.',
          body: wantedHanging,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        const before = hangingOf(wall);
        await carriedOut({ do: 'hang', wanted: request.body });
        recordAudit(db, {
          at: now(),
          who: nameOf(request.principal),
          what: 'monitors_bound',
          subject: wordsOf(request.body, wall),
          address: request.ip,
          before,
          after: hangingOf(wall),
        });
        return reply.code(204).send();
      },
    );

    app.get(
      '/wall/orders/next',
      {
        config: { access: 'wall' },
        schema: {
          tags,
          querystring: z.object({ wait: z.coerce.number().int().min(0).max(WAIT_MAX).default(0) }),
          response: { 200: nextOrder },
        },
      },
      async ({ query }) => ({ order: await orders.next(query.wait * 1000) }),
    );

    app.post(
      '/wall/orders/:id/outcome',
      {
        config: { access: 'wall' },
        schema: {
          tags,
          params: z.object({ id: z.string() }),
          body: orderOutcome,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        if (!orders.outcome(request.params.id, request.body))
          throw new ProblemError(404, 'Nobody waits for the outcome of this order any more.', {
            field: 'id',
          });
        return reply.code(204).send();
      },
    );
    registered();
  };
}

/** What hangs where, as the audit trail keeps it: monitors in the order of their places. */
function hangingOf(wall: Wall): object {
  const monitors = wall.monitors().toSorted((a, b) => a.position.place - b.position.place);
  return { monitors: monitors.map(({ roles, extra }) => ({ screens: roles, extra })) };
}

/** For the audit trail: monitors by their place, since their ids hold for one run only. */
function wordsOf({ roles }: WantedHanging, wall: Wall): string {
  return ROLES.map((role) => {
    const monitor = wall.monitors().find(({ id }) => id === roles[role]);
    return `${role} ${monitor?.position.place ?? '?'}`;
  }).join(', ');
}
