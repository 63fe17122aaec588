/** `GET /live`: where a window or a console opens its connection. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { parseInstant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import { CLOSE_NOT_ALLOWED, CLOSE_NOT_SIGNED_IN, type Live } from './live.ts';

/** What was asked cannot be understood. */
const CLOSE_BAD_INSTANT = 4400;

export function liveRoutes(live: Live, now: () => number): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.route({
      method: 'GET',
      url: '/live',
      config: { access: 'signed_in_or_wall', needs: 'figures.read', place: 'narrowed' },
      schema: {
        tags: ['figures'],
        summary: 'Live connection (WebSocket)',
        description:
          'Messages are those of the contract: subscribe, unsubscribe, window; tick, refused, show. A browser sends its session cookie, another client its token as bearer or as `token`. Closed with 4401 without a valid one. With `asOf` the connection is told what a live one was told at that past instant, scene included, and nothing else ever; closed with 4400 when that is no past instant.',
        querystring: z.object({
          token: z.string().optional().describe('Read token or wall token.'),
          asOf: z.string().optional().describe('RFC 3339 date-time with offset, not in the future.'),
        }),
      },
      handler: () => {
        throw new ProblemError(426, 'This address is a WebSocket; open it with "Upgrade: websocket".', {
          headers: { upgrade: 'websocket', connection: 'upgrade' },
        });
      },
      wsHandler: (socket, request) => {
        const { principal, refusal } = request;
        if (principal === null || refusal !== null) {
          const code = refusal?.statusCode === 403 ? CLOSE_NOT_ALLOWED : CLOSE_NOT_SIGNED_IN;
          socket.close(code, 'sign in, or give a valid token');
          return;
        }
        const { asOf } = request.query;
        if (asOf === undefined) return live.join(socket, principal);
        // A bare `+` in a query string reads as a space.
        const at = parseInstant(asOf.replace(/ (?=\d\d:\d\d$)/, '+'));
        if (at === null || at > now()) return socket.close(CLOSE_BAD_INSTANT, 'asOf is no past instant');
        live.join(socket, principal, at);
      },
    });
    registered();
  };
}
