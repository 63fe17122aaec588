/** Streets under the map, over HTTP: which file, and its bytes by range for whoever draws maps. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../../contract/calendar.ts';
import { streetsAnswer, streetsChoice } from '../../../contract/streets.ts';
import { nameOf, recordAudit } from '../../access/index.ts';
import { ProblemError } from '../../problems/index.ts';
import type { WritableDB } from '../../store/index.ts';
import { rangeOf } from './range.ts';
import { PIECE_MOST, type StreetsRoom } from './streets.ts';

const tags = ['maps'];
const config = { access: 'maps.manage' } as const;
const rateLimit = { max: 30, timeWindow: '1 minute' };
const params = z.object({ number: z.coerce.number().int().min(1) });
/** Where windows of the wall come from: their pages are files of the program, and no page of a browser has that origin. */
const WALL_ORIGIN = 'app://wall';

export function streetsRoutes(parts: {
  db: WritableDB;
  streets: StreetsRoom;
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, streets, now } = parts;

  const written =
    (request: FastifyRequest, what: 'streets_chosen' | 'streets_removed') =>
    (before: string | null, after: string | null) =>
      recordAudit(db, {
        at: now(),
        who: nameOf(request.principal),
        address: request.ip,
        what,
        subject: after ?? before ?? '',
        before: { file: before },
        after: { file: after },
      });

  return (app, _options, registered) => {
    app.get(
      '/maps/streets',
      {
        config: { ...config, rateLimit },
        schema: {
          tags,
          description: 'Files of vector tiles in the folder for them, and which lies under the maps.',
          response: { 200: streetsAnswer },
        },
      },
      () => streets.list(),
    );

    app.put(
      '/maps/streets',
      {
        config: { ...config, rateLimit },
        schema: {
          tags,
          description: 'Draws the streets and waters of a file (PMTiles 3, MVT) under every map.',
          body: streetsChoice,
          response: { 200: streetsAnswer },
        },
      },
      (request) =>
        streets.choose(request.body.file, nameOf(request.principal), written(request, 'streets_chosen')),
    );

    app.delete(
      '/maps/streets',
      {
        config,
        schema: {
          tags,
          description: 'No streets under maps from now on; the file stays.',
          response: { 200: streetsAnswer },
        },
      },
      (request) => streets.remove(nameOf(request.principal), written(request, 'streets_removed')),
    );

    app.get(
      '/maps/streets/:number/bytes',
      {
        config: { access: 'signed_in_or_wall', needs: 'figures.read', place: 'free' },
        schema: {
          tags,
          description: `Bytes of the file that is drawn now, by one range of at most ${PIECE_MOST} bytes.`,
          params,
          headers: z.object({ range: z.string().optional() }),
        },
      },
      async (request, reply) => {
        const { number } = request.params;
        const size = streets.size(number);
        const range = rangeOf(request.headers.range, size);
        forWall(request, reply);
        reply.header('accept-ranges', 'bytes');
        if (!range || range.length > PIECE_MOST) {
          reply.header('content-range', `bytes */${size}`);
          throw new ProblemError(
            416,
            `range: ask for one range of at most ${PIECE_MOST} bytes within ${size}, such as "bytes=0-16383".`,
            { field: 'range' },
          );
        }
        const bytes = await streets.read(number, range.offset, range.length);
        return reply
          .code(206)
          .header('content-type', 'application/octet-stream')
          .header('content-range', `bytes ${range.offset}-${range.offset + bytes.length - 1}/${size}`)
          .header('cache-control', 'private, max-age=31536000, immutable')
          .send(bytes);
      },
    );

    // A window says its token in a header, so the browser asks first whether it may.
    app.options(
      '/maps/streets/:number/bytes',
      { config: { access: 'open' }, schema: { hide: true } },
      (request, reply) => {
        forWall(request, reply);
        return reply.code(204).send();
      },
    );

    registered();
  };
}

function forWall(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('vary', 'origin');
  if (request.headers.origin !== WALL_ORIGIN) return;
  reply
    .header('access-control-allow-origin', WALL_ORIGIN)
    .header('access-control-allow-headers', 'authorization, range')
    .header('access-control-expose-headers', 'content-range, content-length')
    .header('access-control-max-age', '86400')
    // The wall is not of the same site as its engine, and may read this all the same.
    .header('cross-origin-resource-policy', 'cross-origin');
}
