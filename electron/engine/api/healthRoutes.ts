/** Is the engine there? Asked without sign-in, by monitoring and by the shell. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

const health = z.object({ status: z.literal('ok'), version: z.string(), uptime_s: z.number() });

export function healthRoutes(version: string): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/healthz',
      { config: { access: 'open' }, schema: { tags: ['engine'], response: { 200: health } } },
      () => ({ status: 'ok' as const, version, uptime_s: Math.round(process.uptime() * 1000) / 1000 }),
    );
    registered();
  };
}
