/** Pictures of walls and dashboards, over HTTP. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant } from '../../contract/calendar.ts';
import {
  IMAGE_BYTES_MAX,
  IMAGE_TYPES,
  imageChange,
  imageId,
  type ImageListed,
  imageListed,
  imagesAnswer,
  imageUpload,
} from '../../contract/images.ts';
import { nameOf } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import { tooLarge } from './imageFile.ts';
import type { Images } from './images.ts';
import type { KeptImage } from './imageStore.ts';

const UPLOADED = ['application/octet-stream', ...IMAGE_TYPES];
const tags = ['images'];
const params = z.object({ id: imageId });
const edits = { access: 'layouts.edit' } as const;
const looks = { access: 'signed_in_or_wall', needs: 'figures.read', place: 'free' } as const;

export function imageRoutes(images: Images): FastifyPluginCallbackZod {
  function told({ at, ...image }: KeptImage, uses: ImageListed['uses']): ImageListed {
    return { ...image, at: formatInstant(at), uses };
  }
  const withUses = (image: KeptImage) => told(image, images.uses().get(image.id) ?? []);

  return (app, _options, registered) => {
    for (const type of UPLOADED)
      app.addContentTypeParser(
        type,
        { parseAs: 'buffer', bodyLimit: IMAGE_BYTES_MAX },
        (_request, body, done) => done(null, body),
      );

    app.get(
      '/images',
      {
        config: looks,
        schema: {
          tags,
          description: 'Pictures there are, the newest first; where each is used, to whoever edits layouts.',
          response: { 200: imagesAnswer },
        },
      },
      (request) => {
        const { place, permissions } = request.reach;
        const uses = place === null && permissions.includes('layouts.edit') ? images.uses() : null;
        return {
          images: images.list().map((image) => told(image, uses?.get(image.id) ?? [])),
          room: images.room(),
        };
      },
    );

    app.post(
      '/images',
      {
        config: { ...edits, rateLimit: { max: 60, timeWindow: '1 minute' } },
        bodyLimit: IMAGE_BYTES_MAX,
        errorHandler(error) {
          throw error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLarge() : error;
        },
        schema: {
          tags,
          description: `Takes a picture in: ${IMAGE_TYPES.join(', ')}, up to ${IMAGE_BYTES_MAX} bytes, told by its content. The same one again is answered with the one that is there.`,
          consumes: UPLOADED,
          querystring: imageUpload,
          body: z.unknown(),
          response: { 201: imageListed },
        },
      },
      async (request, reply) => {
        const { vi, en } = request.query;
        const words = { vi, ...(en !== undefined && { en }) };
        const image = await images.bring(bodyOf(request), words, doerOf(request));
        reply.code(201);
        return withUses(image);
      },
    );

    app.put(
      '/images/:id',
      {
        config: edits,
        schema: {
          tags,
          description: 'What a picture shows, in words.',
          params,
          body: imageChange,
          response: { 200: imageListed },
        },
      },
      (request) => withUses(images.describe(request.params.id, request.body.words, doerOf(request))),
    );

    app.delete(
      '/images/:id',
      {
        config: edits,
        schema: {
          tags,
          description: 'Takes a picture away; refused with 409, saying where, while it is used.',
          params,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        images.remove(request.params.id, doerOf(request));
        return reply.code(204).send();
      },
    );

    app.get(
      '/images/:id/content',
      { config: looks, schema: { tags, params, produces: [...IMAGE_TYPES] } },
      (request, reply) => {
        const { id } = request.params;
        const { type } = images.find(id);
        return reply
          .type(type)
          .header('cache-control', 'private, max-age=31536000, immutable')
          .header('content-security-policy', "default-src 'none'; sandbox")
          .header('x-content-type-options', 'nosniff')
          .header('cross-origin-resource-policy', 'same-origin')
          .send(images.content(id));
      },
    );
    registered();
  };
}

function bodyOf({ body }: FastifyRequest): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new ProblemError(415, `Send the picture itself, as ${UPLOADED.join(', ')}.`, { field: 'file' });
}

function doerOf(request: FastifyRequest): { name: string; address: string } {
  return { name: nameOf(request.principal), address: request.ip };
}
