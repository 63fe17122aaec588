/** Deliveries over HTTP: how mail and webhooks are set and tried, what became of each message, and trying one again. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import {
  deliveriesAnswer,
  deliveriesQuery,
  delivery,
  deliverySettings,
  deliveryTrial,
  type DeliveryTrial,
  deliveryWays,
  endpoint,
  type Endpoint,
  endpointMade,
  endpointRequest,
  mailRequest,
  mailTest,
} from '../../contract/deliveries.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Deliveries } from './deliveries.ts';
import { deliveryOf, type DeliveryRow, laneOf } from './deliveryStore.ts';
import { DeliveryFailure } from './failure.ts';

const config = { access: 'deliveries.manage' } as const;
const tags = ['deliveries'];
const params = z.object({ id: z.string().min(1).max(64) });
const numbered = z.object({ number: z.coerce.number().int().min(1) });
/** A certificate is longer than other bodies. */
const BODY_BYTES_MOST = 128 * 1024;
/** Trials reach out: a person makes few. */
const tried = { ...config, rateLimit: { max: 20, timeWindow: '1 minute' } };

export interface DeliveryRouteParts {
  db: WritableDB;
  deliveries: Deliveries;
  now: () => Instant;
}

export function deliveryRoutes({ db, deliveries, now }: DeliveryRouteParts): FastifyPluginCallbackZod {
  const { settings, store } = deliveries;
  const act = (request: FastifyRequest) => ({
    at: now(),
    who: nameOf(request.principal),
    address: request.ip,
  });

  function receiverName({ way, receiver }: DeliveryRow): string {
    return way === 'mail' ? receiver : (settings.endpoint(receiver)?.name ?? receiver);
  }

  function found(id: string): Endpoint {
    const known = settings.endpoint(id);
    if (known) return known;
    throw new ProblemError(404, `There is no endpoint "${id}"; it may have been removed.`, { field: 'id' });
  }

  /** Mail settings as the audit trail keeps them. */
  function toldMail(): object | null {
    const mail = settings.mail();
    return mail && { ...mail, authority: mail.authority !== null, password: settings.passwordSet() };
  }

  return (app, _options, registered) => {
    app.get(
      '/deliveries',
      {
        config,
        schema: {
          tags,
          description: 'Mail and webhooks, the newest first.',
          querystring: deliveriesQuery,
          response: { 200: deliveriesAnswer },
        },
      },
      ({ query: { state, before = Number.MAX_SAFE_INTEGER, limit } }) => ({
        deliveries: store.list(state, before, limit).map((row) => deliveryOf(row, receiverName)),
        counts: store.counts(),
      }),
    );

    app.post(
      '/deliveries/:number/retry',
      {
        config,
        schema: {
          tags,
          description: 'Tries again what was given up, waits, or is uncertain; a mail keeps its Message-ID.',
          params: numbered,
          response: { 200: delivery },
        },
      },
      (request) => {
        const { number } = request.params;
        const before = store.find(number);
        if (!before) throw new ProblemError(404, `There is no delivery ${number}.`, { field: 'number' });
        if (!['waiting', 'uncertain', 'given_up'].includes(before.state))
          throw new ProblemError(
            409,
            `Delivery ${number} is ${before.state}: there is nothing to try again.`,
            {
              field: 'number',
            },
          );
        db.transaction(() => {
          store.again(number, now());
          const subject = `${number} ${receiverName(before)}`;
          const change = { before: { state: before.state }, after: { state: 'waiting' } };
          recordAudit(db, { ...act(request), what: 'delivery_retried', subject, ...change });
        })();
        deliveries.refresh(laneOf(before));
        const after = store.find(number) ?? before;
        return deliveryOf(after, receiverName);
      },
    );

    app.get(
      '/deliveries/ways',
      {
        config: { access: 'figures.read', place: 'free' },
        schema: { tags, description: 'What can be sent by, for forms.', response: { 200: deliveryWays } },
      },
      () => deliveries.ways(),
    );

    app.get(
      '/deliveries/settings',
      { config, schema: { tags, response: { 200: deliverySettings } } },
      () => ({ mail: settings.mail(), passwordSet: settings.passwordSet(), endpoints: settings.endpoints() }),
    );

    app.put(
      '/deliveries/mail',
      {
        config,
        bodyLimit: BODY_BYTES_MOST,
        schema: {
          tags,
          description: 'Sets the mail server; a password left out stays as it is.',
          body: mailRequest,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        db.transaction(() => {
          const before = toldMail();
          settings.setMail(request.body);
          const { host, port, password } = request.body;
          const after = { ...toldMail(), ...(password !== undefined && { passwordChanged: true }) };
          recordAudit(db, { ...act(request), what: 'mail_set', subject: `${host}:${port}`, before, after });
        })();
        deliveries.refresh('mail');
        return reply.code(204).send();
      },
    );

    app.delete(
      '/deliveries/mail',
      {
        config,
        schema: {
          tags,
          description: 'Takes the mail server away; what waits goes on waiting for three days.',
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const before = toldMail();
        if (before !== null)
          db.transaction(() => {
            settings.removeMail();
            recordAudit(db, { ...act(request), what: 'mail_removed', before });
          })();
        return reply.code(204).send();
      },
    );

    app.post(
      '/deliveries/mail/test',
      {
        config: tried,
        schema: {
          tags,
          description: 'Sends a trial mail now, and says what was met.',
          body: mailTest,
          response: { 200: deliveryTrial },
        },
      },
      async (request) => {
        const { to } = request.body;
        recordAudit(db, { ...act(request), what: 'mail_tried', subject: to });
        return trialOf(() => deliveries.tryMail(to));
      },
    );

    app.post(
      '/deliveries/endpoints',
      {
        config,
        schema: {
          tags,
          description: 'Makes an endpoint of webhooks; its secret is in this answer only.',
          body: endpointRequest,
          response: { 201: endpointMade },
        },
      },
      (request, reply) => {
        const made = db.transaction(() => {
          const one = settings.addEndpoint(request.body, now());
          const after = toldEndpoint(one);
          recordAudit(db, { ...act(request), what: 'endpoint_added', subject: one.name, after });
          return one;
        })();
        reply.code(201);
        return made;
      },
    );

    app.put(
      '/deliveries/endpoints/:id',
      {
        config,
        schema: { tags, params, body: endpointRequest, response: { 200: endpoint } },
      },
      (request) => {
        const { id } = request.params;
        const after = db.transaction(() => {
          const before = found(id);
          const changed = settings.changeEndpoint(id, request.body);
          const change = { before: toldEndpoint(before), after: toldEndpoint(changed) };
          recordAudit(db, { ...act(request), what: 'endpoint_changed', subject: before.name, ...change });
          return changed;
        })();
        deliveries.refresh(id);
        return after;
      },
    );

    app.delete(
      '/deliveries/endpoints/:id',
      {
        config,
        schema: {
          tags,
          description: 'Removes an endpoint; what waits for it is given up.',
          params,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const before = found(request.params.id);
        db.transaction(() => {
          settings.removeEndpoint(before.id);
          const told = toldEndpoint(before);
          recordAudit(db, { ...act(request), what: 'endpoint_removed', subject: before.name, before: told });
        })();
        return reply.code(204).send();
      },
    );

    app.post(
      '/deliveries/endpoints/:id/secret',
      {
        config,
        schema: {
          tags,
          description: 'A new secret, in this answer only; the one before is worth nothing from then on.',
          params,
          response: { 200: endpointMade },
        },
      },
      (request) => {
        const one = found(request.params.id);
        const secret = db.transaction(() => {
          const renewed = settings.renewSecret(one.id);
          const after = { secretChanged: true };
          recordAudit(db, { ...act(request), what: 'endpoint_secret_made', subject: one.name, after });
          return renewed;
        })();
        return { ...one, secret };
      },
    );

    app.post(
      '/deliveries/endpoints/:id/test',
      {
        config: tried,
        schema: {
          tags,
          description: 'Sends a trial webhook now, and says what was met.',
          params,
          response: { 200: deliveryTrial },
        },
      },
      async (request) => {
        const one = found(request.params.id);
        recordAudit(db, { ...act(request), what: 'endpoint_tried', subject: one.name });
        return trialOf(() => deliveries.tryEndpoint(one));
      },
    );
    registered();
  };
}

/** The path and query of an address may let somebody in: the trail names its origin. */
function toldEndpoint({ name, url, inner }: Endpoint): object {
  return { name, url: new URL(url).origin, inner };
}

async function trialOf(send: () => Promise<void>): Promise<DeliveryTrial> {
  try {
    await send();
    return { fault: null };
  } catch (error) {
    if (!(error instanceof DeliveryFailure)) throw error;
    return { fault: { code: error.fault, detail: error.message } };
  }
}
