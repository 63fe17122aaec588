/** What keeps the wall up, for the console: the fault log, and how the screens are cared for. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import { FAULT_PLACES, faultKind, faultsAnswer } from '../../contract/faults.ts';
import { screenSettings } from '../../contract/screens.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import type { WritableDB } from '../store/index.ts';
import { readFaults } from './faultLog.ts';
import { readScreens, writeScreens } from './screensFile.ts';

const filter = z.object({
  place: z.enum(FAULT_PLACES).optional().describe('Only faults of this.'),
  kind: faultKind.optional().describe('Only faults of this kind.'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

export interface UpkeepParts {
  db: WritableDB;
  dataDir: string;
  now: () => Instant;
}

export function upkeepRoutes({ db, dataDir, now }: UpkeepParts): FastifyPluginCallbackZod {
  const tags = ['wall'];
  return (app, _options, registered) => {
    app.get(
      '/wall/faults',
      {
        config: { access: 'figures.read', place: 'free' },
        schema: { tags, querystring: filter, response: { 200: faultsAnswer } },
      },
      async ({ query: { place, kind, limit } }) => {
        const wanted = (await readFaults(dataDir)).filter(
          (fault) => (place ?? fault.place) === fault.place && (kind ?? fault.kind) === fault.kind,
        );
        return { faults: wanted.slice(0, limit), more: wanted.length > limit };
      },
    );

    app.get(
      '/wall/screens',
      {
        config: { access: 'figures.read', place: 'free' },
        schema: { tags, response: { 200: screenSettings } },
      },
      () => readScreens(dataDir),
    );

    app.put(
      '/wall/screens',
      {
        config: { access: 'system.manage' },
        schema: { tags, body: screenSettings, response: { 200: screenSettings } },
      },
      async (request) => {
        const before = await readScreens(dataDir);
        await writeScreens(dataDir, request.body);
        recordAudit(db, {
          at: now(),
          who: nameOf(request.principal),
          what: 'screens_changed',
          address: request.ip,
          before,
          after: request.body,
        });
        return readScreens(dataDir);
      },
    );
    registered();
  };
}
