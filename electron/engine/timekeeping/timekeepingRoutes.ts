/** How far the clocks can be trusted, over HTTP. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { timekeepingAnswer } from '../../contract/timekeeping.ts';
import type { Timekeeping } from './timekeeping.ts';

export function timekeepingRoutes(time: Timekeeping): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/timekeeping',
      {
        config: { access: 'figures.read' },
        schema: {
          tags: ['engine'],
          description:
            "The engine's time against the machine's, whether a time server keeps that, and what was wrong with clocks.",
          response: { 200: timekeepingAnswer },
        },
      },
      () => time.state(),
    );
    registered();
  };
}
