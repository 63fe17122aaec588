/** Maps from files with boundaries, over HTTP. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import {
  MAP_FILE_BYTES_MOST,
  MAP_TABLE_BYTES_MOST,
  mapDrawing,
  mapListed,
  mapOptions,
  mapPreview,
  mapPublication,
  mapsAnswer,
  mapTableUpload,
  mapUpload,
} from '../../contract/maps.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Maps, Replaced } from './maps.ts';

const UPLOADED = ['application/octet-stream', 'application/geo+json', 'text/csv'];
const config = { access: 'maps.manage' } as const;
const rateLimit = { max: 30, timeWindow: '1 minute' };
const tags = ['maps'];
const params = z.object({ number: z.coerce.number().int().min(1) });

export function mapRoutes(parts: {
  db: WritableDB;
  maps: Maps;
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, maps, now } = parts;

  const written =
    (request: FastifyRequest, what: 'map_published' | 'map_withdrawn') =>
    ({ head, before, after }: Replaced) =>
      recordAudit(db, {
        at: now(),
        who: nameOf(request.principal),
        address: request.ip,
        what,
        subject: head.file,
        before,
        after,
      });

  return (app, _options, registered) => {
    for (const type of UPLOADED)
      app.addContentTypeParser(
        type,
        { parseAs: 'buffer', bodyLimit: MAP_FILE_BYTES_MOST },
        (_request, body, done) => done(null, body),
      );

    app.get(
      '/maps',
      { config, schema: { tags, description: 'Maps, the newest first.', response: { 200: mapsAnswer } } },
      () => maps.list(),
    );

    app.post(
      '/maps',
      {
        config: { ...config, rateLimit },
        bodyLimit: MAP_FILE_BYTES_MOST,
        schema: {
          tags,
          description:
            'Reads boundaries (GeoJSON or TopoJSON, WGS 84, UTF-8) and shows what map they make; changes nothing that is drawn.',
          consumes: UPLOADED,
          querystring: mapUpload,
          body: z.unknown(),
          response: { 201: mapPreview },
        },
      },
      async (request, reply) => {
        const { name, root } = request.query;
        const draft = { file: name, root, bytes: bodyOf(request), by: nameOf(request.principal) };
        reply.code(201);
        return maps.bring(draft);
      },
    );

    app.get(
      '/maps/:number',
      {
        config,
        schema: { tags, description: 'What was found in a file.', params, response: { 200: mapPreview } },
      },
      (request) => maps.preview(request.params.number),
    );

    app.get(
      '/maps/:number/drawing',
      {
        config,
        schema: { tags, description: 'The map as it is drawn.', params, response: { 200: mapDrawing } },
      },
      (request) => ({ pack: maps.drawing(request.params.number) }),
    );

    app.put(
      '/maps/:number/options',
      {
        config: { ...config, rateLimit },
        schema: {
          tags,
          description: 'How a draft is drawn: by which table, which properties, how simplified.',
          params,
          body: mapOptions,
          response: { 200: mapPreview },
        },
      },
      (request) => maps.choose(request.params.number, request.body),
    );

    app.put(
      '/maps/:number/table',
      {
        config: { ...config, rateLimit },
        bodyLimit: MAP_TABLE_BYTES_MOST,
        schema: {
          tags,
          description: 'Which office each code belongs to: a CSV file with the columns "Mã" and "Mã đơn vị".',
          consumes: UPLOADED,
          params,
          querystring: mapTableUpload,
          body: z.unknown(),
          response: { 200: mapPreview },
        },
      },
      (request) => maps.giveTable(request.params.number, request.query.name, bodyOf(request)),
    );

    app.post(
      '/maps/:number/publication',
      {
        config,
        schema: {
          tags,
          description: 'Has the wall draw a map as it was looked at, also one that was taken back.',
          params,
          body: mapPublication,
          response: { 200: mapListed },
        },
      },
      (request) =>
        maps.publish(
          request.params.number,
          request.body.seen,
          nameOf(request.principal),
          written(request, 'map_published'),
        ),
    );

    app.delete(
      '/maps/:number/publication',
      {
        config,
        schema: {
          tags,
          description: 'Takes a map back: the one published before is drawn again, or that of the program.',
          params,
          response: { 200: mapListed },
        },
      },
      (request) =>
        maps.withdraw(request.params.number, nameOf(request.principal), written(request, 'map_withdrawn')),
    );

    app.delete(
      '/maps/:number',
      { config, schema: { tags, description: 'Drops a draft.', params, response: { 204: z.undefined() } } },
      (request, reply) => {
        maps.drop(request.params.number);
        return reply.code(204).send();
      },
    );
    registered();
  };
}

function bodyOf({ body }: FastifyRequest): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new ProblemError(415, `Send the file itself, as ${UPLOADED.join(', ')}.`, { field: 'file' });
}
