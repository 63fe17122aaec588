/** The message over all screens: which stands, showing one, ending it. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { interruptAnswer, interruptRequest, interrupt } from '../../contract/interrupts.ts';
import { nameOf } from '../access/index.ts';
import type { Doer, Interrupts } from './interrupts.ts';

export function interruptRoutes(interrupts: Interrupts): FastifyPluginCallbackZod {
  const tags = ['wall'];
  const doerOf = ({ principal, ip }: FastifyRequest): Doer => ({ who: nameOf(principal), address: ip });
  return (app, _options, registered) => {
    app.get(
      '/wall/interrupt',
      {
        config: { also: 'device', access: 'signed_in_or_wall', needs: 'figures.read', place: 'free' },
        schema: { tags, response: { 200: interruptAnswer } },
      },
      () => ({ interrupt: interrupts.standing() }),
    );

    app.post(
      '/wall/interrupt',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: {
          tags,
          description:
            'Shows a message over everything on all screens until its time or until somebody ends it. One that stands gives way to it.',
          body: interruptRequest,
          response: { 201: interrupt },
        },
      },
      (request, reply) => {
        const shown = interrupts.show(request.body, doerOf(request));
        reply.code(201);
        return shown;
      },
    );

    app.delete(
      '/wall/interrupt',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: {
          tags,
          description: 'Ends the message that stands; without one nothing happens.',
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        interrupts.end(doerOf(request));
        return reply.code(204).send();
      },
    );
    registered();
  };
}
