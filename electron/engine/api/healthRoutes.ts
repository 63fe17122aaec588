/** Is the engine there? Asked without sign-in, by monitoring and by the shell. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type IntakeState, intakeState } from '../../contract/system.ts';

const health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  uptime_s: z.number(),
  /** Why nothing is taken in from sources; left out while lines are. */
  intake: intakeState.optional(),
});

export function healthRoutes(version: string, intake: () => IntakeState): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/healthz',
      { config: { access: 'open' }, schema: { tags: ['engine'], response: { 200: health } } },
      () => ({
        status: 'ok' as const,
        version,
        uptime_s: Math.round(process.uptime() * 1000) / 1000,
        ...(intake() !== 'open' && { intake: intake() }),
      }),
    );
    registered();
  };
}
