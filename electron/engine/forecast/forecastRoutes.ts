/** Forecasts over HTTP. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { UnitNode } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import { anomaliesAnswer, forecastAnswer, forecastQuery } from '../../contract/forecasts.ts';
import { unitsWithin } from '../access/index.ts';
import type { Forecasts } from './forecasts.ts';

const config = { access: 'signed_in_or_wall', needs: 'figures.read', place: 'unit' } as const;
const tags = ['forecasts'];

/** @param instant how instants are written in query strings; @param now the instant of the data clock */
export function forecastRoutes(
  forecasts: Forecasts,
  instant: z.ZodType<Instant, string>,
  now: () => Instant,
  units: () => UnitNode[],
): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/forecasts',
      {
        config,
        schema: {
          tags,
          description:
            'Where an indicator of a unit is heading until the statistical year ends, with intervals, the chance that the target is met, and the error of earlier forecasts beside that of the naive rule. With too little history there is none, and the answer says so. In the past, what was known at that instant.',
          querystring: forecastQuery.extend({ at: instant.optional() }),
          response: { 200: forecastAnswer },
        },
      },
      ({ query }) => forecasts.of({ ...query, at: Math.min(query.at ?? now(), now()) }),
    );

    app.get(
      '/anomalies',
      {
        config: { ...config, place: 'narrowed' },
        schema: {
          tags,
          description:
            'Units and indicators whose working days, or whose newest three whole weeks, came otherwise than expected by more than chance explains: each with the unit, category and value below it that moved most, with the queries that tell the figures, and with the false alarms a month to be expected.',
          response: { 200: anomaliesAnswer },
        },
      },
      ({ reach }) => forecasts.anomalies(unitsWithin(reach, units())),
    );
    registered();
  };
}
