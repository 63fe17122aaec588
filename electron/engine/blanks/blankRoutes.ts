/** Dark screens over HTTP: which are, darkening, lighting again. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { blank, blankAnswer, blankRequest } from '../../contract/blank.ts';
import { nameOf } from '../access/index.ts';
import type { Blanks } from './blanks.ts';

export function blankRoutes(blanks: Blanks): FastifyPluginCallbackZod {
  const tags = ['wall'];
  const doerOf = ({ principal, ip }: FastifyRequest) => ({ who: nameOf(principal), address: ip });
  return (app, _options, registered) => {
    app.get(
      '/wall/blank',
      {
        config: { also: 'device', access: 'signed_in_or_wall', needs: 'figures.read', place: 'free' },
        schema: { tags, response: { 200: blankAnswer } },
      },
      () => ({ blank: blanks.standing() }),
    );

    app.put(
      '/wall/blank',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: {
          tags,
          description:
            'Darkens these screens and lights the others. An urgent message and a fault screen are shown all the same.',
          body: blankRequest,
          response: { 200: blank },
        },
      },
      (request) => blanks.darken(request.body, doerOf(request)),
    );

    app.delete(
      '/wall/blank',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: {
          tags,
          description: 'Lights all screens; while none is dark nothing happens.',
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        blanks.light(doerOf(request));
        return reply.code(204).send();
      },
    );
    registered();
  };
}
