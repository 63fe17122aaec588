/** Support for decisions, from the answers of questions: every sentence with the query that it answers. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { adviceAnswer } from '../../contract/forecasts.ts';
import type { Instant } from '../../contract/calendar.ts';
import { type AdviceParts, adviceOn } from './advice.ts';

/** @param now the instant of the data clock */
export function adviceRoutes(parts: AdviceParts, now: () => Instant): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/advice',
      {
        config: { access: 'figures.read', place: 'unit' },
        schema: {
          tags: ['forecasts'],
          description:
            'What bears on a decision about an indicator of a unit: its standing, where it is heading and what a week must bring, the year before, units furthest behind and ahead, tasks. Each sentence comes with its query.',
          querystring: z.object({ indicator: z.string().min(1).max(64), unit: z.string().min(1).max(128) }),
          response: { 200: adviceAnswer },
        },
      },
      ({ query, reach }) => adviceOn(parts, { ...query, at: now() }, reach),
    );
    registered();
  };
}
