/** `GET /live`: where a window or a console opens its connection. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ProblemError } from '../problems/index.ts';
import { CLOSE_NOT_ALLOWED, CLOSE_NOT_SIGNED_IN, type Live } from './live.ts';

export function liveRoutes(live: Live): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.route({
      method: 'GET',
      url: '/live',
      config: { access: 'signed_in_or_wall', place: 'narrowed' },
      schema: {
        tags: ['figures'],
        summary: 'Live connection (WebSocket)',
        description:
          'Messages are those of the contract: subscribe, unsubscribe, window; tick, refused, show. A browser sends its session cookie, another client its token as bearer or as `token`. Closed with 4401 without a valid one.',
        querystring: z.object({ token: z.string().optional().describe('Read token or wall token.') }),
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
        live.join(socket, principal);
      },
    });
    registered();
  };
}
