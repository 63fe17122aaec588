/** Sources over HTTP, for those who keep them in order. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sourceHealth } from '../../contract/answers.ts';
import { dryRunAnswer, newSource, sourceAnswer, sourceChange } from '../../contract/sources.ts';
import type { Principal } from '../access/index.ts';
import { type AdministrationParts, createAdministration } from './administration.ts';
import { toldOf } from './told.ts';

const tags = ['sources'];
const params = z.object({ id: z.string().min(1).max(64) });
/** Mappings with long value maps are larger than other bodies. */
const BODY_BYTES_MOST = 512 * 1024;

export function connectRoutes(
  parts: AdministrationParts & {
    /** Notes in the audit trail who did what to which source. */
    audit: (
      request: { principal: Principal | null; ip: string },
      what: SourceAct,
      source: string,
      change: { before: object | null; after: object | null },
    ) => void;
  },
): FastifyPluginCallbackZod {
  const sources = createAdministration(parts);
  const { audit } = parts;
  const config = { access: 'sources.manage' } as const;

  return (app, _options, registered) => {
    app.post(
      '/sources',
      {
        config,
        bodyLimit: BODY_BYTES_MOST,
        schema: { tags, body: newSource, response: { 201: sourceHealth } },
      },
      (request, reply) => {
        const made = sources.add(request.body);
        audit(request, 'source_added', made.health.id, toldOf(null, made, request.body));
        reply.code(201);
        return made.health;
      },
    );

    app.post(
      '/sources/test',
      {
        config,
        bodyLimit: BODY_BYTES_MOST,
        schema: { tags, body: newSource, response: { 200: dryRunAnswer } },
      },
      (request) => sources.test(request.body),
    );

    app.get(
      '/sources/:id',
      { config, schema: { tags, params, response: { 200: sourceAnswer } } },
      (request) => sources.find(request.params.id),
    );

    app.patch(
      '/sources/:id',
      {
        config,
        bodyLimit: BODY_BYTES_MOST,
        schema: { tags, params, body: sourceChange, response: { 200: sourceAnswer } },
      },
      async (request) => {
        const before = sources.find(request.params.id);
        const changed = await sources.change(request.params.id, request.body);
        audit(request, 'source_changed', request.params.id, toldOf(before, changed, request.body));
        return changed;
      },
    );

    app.delete(
      '/sources/:id',
      { config, schema: { tags, params, response: { 204: z.undefined() } } },
      async (request, reply) => {
        const before = sources.find(request.params.id);
        await sources.remove(request.params.id);
        audit(request, 'source_removed', request.params.id, toldOf(before, null));
        return reply.code(204).send();
      },
    );

    app.post(
      '/sources/:id/pause',
      { config, schema: { tags, params, response: { 200: sourceAnswer } } },
      async (request) => {
        const before = sources.find(request.params.id);
        const paused = await sources.pause(request.params.id);
        audit(request, 'source_paused', request.params.id, toldOf(before, paused));
        return paused;
      },
    );

    app.post(
      '/sources/:id/resume',
      { config, schema: { tags, params, response: { 200: sourceAnswer } } },
      (request) => {
        const before = sources.find(request.params.id);
        const resumed = sources.resume(request.params.id);
        audit(request, 'source_resumed', request.params.id, toldOf(before, resumed));
        return resumed;
      },
    );
    registered();
  };
}

export type SourceAct =
  | 'source_added'
  | 'source_changed'
  | 'source_removed'
  | 'source_paused'
  | 'source_resumed';
