/** Sources over HTTP: push, health, quarantine. */
import type { Readable } from 'node:stream';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sourceHealth } from '../../contract/answers.ts';
import { pushAnswer, quarantineAnswer, quarantineEntry } from '../../contract/sources.ts';
import { ProblemError } from '../problems/index.ts';
import type { Ingest } from './index.ts';
import { LINE_BYTES_MOST } from './lines.ts';

const params = z.object({ id: z.string().min(1).max(64) });
const tags = ['sources'];
/** The longest line as JSON text: a control character of one byte is written in six. */
const REPLAY_BYTES_MOST = 6 * LINE_BYTES_MOST + 1024;

export function sourceRoutes(ingest: Ingest): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/sources',
      {
        config: { access: 'signed_in_or_wall', needs: 'figures.read', place: 'free' },
        schema: { tags, response: { 200: z.object({ sources: z.array(sourceHealth) }) } },
      },
      () => ({ sources: ingest.list() }),
    );

    // The body is read as a stream, however long it is; the parser belongs to this route alone.
    app.register((scope, _, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
      scope.withTypeProvider<never>();
      scope.post<{ Params: { id: string }; Body: Readable | null }>(
        '/sources/:id/events',
        {
          config: { access: 'source', rateLimit: false },
          schema: { tags, params, consumes: ['application/x-ndjson'], response: { 200: pushAnswer } },
        },
        async (request) => {
          const { id } = request.params;
          if (!ingest.has(id)) throw noSource(id);
          return ingest.push(id, request.body ?? []);
        },
      );
      done();
    });

    app.get(
      '/sources/:id/quarantine',
      {
        // A line may be of any unit, and name anybody.
        config: { access: 'cases.read' },
        schema: {
          tags,
          params,
          querystring: z.object({
            after: z
              .string()
              .regex(/^[qh]\d{1,15}$/, { error: 'must be the `next` of a page before' })
              .optional(),
            limit: z.coerce.number().int().min(1).max(1000).default(200),
          }),
          response: { 200: quarantineAnswer },
        },
      },
      ({ params: { id }, query }) => {
        const page = ingest.quarantine(id, query.after ?? null, query.limit);
        if (!page) throw noSource(id);
        return page;
      },
    );

    app.post(
      '/sources/:id/quarantine/:n/replay',
      {
        bodyLimit: REPLAY_BYTES_MOST,
        config: { access: 'sources.manage' },
        schema: {
          tags,
          params: params.extend({ n: z.coerce.number().int().min(1) }),
          body: z.strictObject({
            line: z
              .string()
              .max(LINE_BYTES_MOST)
              .refine((line) => Buffer.byteLength(line) <= LINE_BYTES_MOST, {
                error: `must have at most ${LINE_BYTES_MOST} bytes`,
              })
              .optional()
              .describe('The line corrected; left out, the line as it came.'),
          }),
          response: { 200: quarantineEntry },
        },
      },
      ({ params: { id, n }, body }) => {
        const done = ingest.replay(id, n, body.line);
        if (done === 'unknown')
          throw new ProblemError(404, `Source "${id}" has no open entry ${n}.`, { field: 'n' });
        if ('refusal' in done)
          throw new ProblemError(422, done.refusal.detail, { field: done.refusal.field ?? 'line' });
        return done;
      },
    );
    registered();
  };
}

function noSource(id: string): ProblemError {
  return new ProblemError(404, `There is no source "${id}": make it first, or correct the address.`, {
    field: 'id',
  });
}
