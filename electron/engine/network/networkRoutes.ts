/** The network over HTTP: turning it on and off, pairing devices, and all that a remote control shows. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import {
  device,
  devicesAnswer,
  networkAnswer,
  networkRequest,
  pairingBegun,
  pairRequest,
  type RemoteAnswer,
  remoteAnswer,
} from '../../contract/network.ts';
import {
  createAttempts,
  DEVICE_COOKIE,
  doorOf,
  giveCookie,
  nameOf,
  readCookie,
  recordAudit,
  takeCookie,
} from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { DEVICE_IDLE_MS, type Devices } from './devices.ts';
import type { Network } from './network.ts';
import type { Pairing } from './pairing.ts';

/** Wrong codes of one address are counted over a quarter of an hour. */
const WINDOW_MS = 15 * 60_000;
const FAILURES_PER_ADDRESS = 10;
const DEVICE_LIFE_S = DEVICE_IDLE_MS / 1000;
const perMinute = { rateLimit: { max: 30, timeWindow: 60_000 } };

export interface NetworkRouteParts {
  db: WritableDB;
  network: Network;
  devices: Devices;
  pairing: Pairing;
  now: () => Instant;
  /** What the wall shows, for a remote control. */
  remote: () => Omit<RemoteAnswer, 'name' | 'kind'>;
}

export function networkRoutes(parts: NetworkRouteParts): FastifyPluginCallbackZod {
  const { db, network, devices, pairing, now } = parts;
  const tags = ['network'];
  const attempts = createAttempts({ windowMs: WINDOW_MS, now });

  return (app, _options, registered) => {
    app.get(
      '/network',
      {
        config: { access: 'wall.run' },
        schema: { tags, response: { 200: networkAnswer } },
      },
      (request) => network.state(doorOf(request.raw).kind === 'machine'),
    );

    app.put(
      '/network',
      {
        config: { access: 'network.manage', door: 'machine' },
        schema: {
          tags,
          description: 'Turns the network on, or changes it; at the machine itself only.',
          body: networkRequest,
          response: { 200: networkAnswer },
        },
      },
      async (request) => {
        const before = told(network);
        await network.turnOn(request.body);
        const { address, port, name } = request.body;
        const subject = `${address} port ${port}${name === null ? '' : `, ${name}`}`;
        recordAudit(db, {
          at: now(),
          who: nameOf(request.principal),
          what: 'network_on',
          subject,
          address: request.ip,
          before,
          after: told(network),
        });
        return network.state(true);
      },
    );

    app.delete(
      '/network',
      {
        config: { access: 'network.manage' },
        schema: {
          tags,
          description: 'Turns the network off, and ends every connection that came by it.',
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        recordAudit(db, {
          at: now(),
          who: nameOf(request.principal),
          what: 'network_off',
          address: request.ip,
          before: told(network),
          after: { ...told(network), open: false },
        });
        pairing.end();
        if (doorOf(request.raw).kind === 'machine')
          return network.turnOff().then(() => reply.code(204).send());
        // Whoever asked by the network hears the answer first.
        reply.raw.once('close', () => void network.turnOff());
        return reply.code(204).header('connection', 'close').send();
      },
    );

    app.post(
      '/pairing',
      {
        config: { also: 'wall', access: 'wall.run' },
        schema: {
          tags,
          description: 'Has the wall show a code that pairs one device within two minutes.',
          response: { 201: pairingBegun },
        },
      },
      (request, reply) => {
        const reached = network.reached();
        if (!reached)
          throw new ProblemError(
            409,
            'The network does not reach this engine: an administrator turns it on at the machine, on the page Network of the console.',
          );
        devices.refuseMore();
        const who = nameOf(request.principal);
        const { until } = pairing.begin(who);
        recordAudit(db, { at: now(), who, what: 'pairing_shown', address: request.ip });
        reply.code(201);
        return { url: reached.url, until: formatInstant(until) };
      },
    );

    app.delete(
      '/pairing',
      {
        config: { also: 'wall', access: 'wall.run' },
        schema: { tags, description: 'Takes the code from the wall.', response: { 204: z.undefined() } },
      },
      (_request, reply) => {
        pairing.end();
        return reply.code(204).send();
      },
    );

    app.post(
      '/devices',
      {
        config: { access: 'open', door: 'network', ...perMinute },
        schema: {
          tags,
          description: 'Pairs the device that asks, by the code that the wall shows.',
          body: pairRequest,
          response: { 201: device },
        },
      },
      (request, reply) => {
        const { code, name } = request.body;
        const limits = [{ key: request.ip, most: FAILURES_PER_ADDRESS }];
        const wait = attempts.begin(limits);
        if (wait > 0)
          throw new ProblemError(429, `Too many wrong codes; try again in ${Math.ceil(wait / 60)} minutes.`, {
            headers: { 'retry-after': String(wait) },
          });
        devices.refuseMore();
        const taken = pairing.take(code);
        if (!taken) {
          recordAudit(db, { at: now(), who: name, what: 'pairing_refused', address: request.ip });
          throw new ProblemError(403, 'This is not the code that the wall shows now; have a new one shown.', {
            field: 'code',
          });
        }
        attempts.succeeded(limits);
        const made = devices.add({ name, by: taken.by, address: request.ip });
        recordAudit(db, {
          at: now(),
          who: taken.by,
          what: 'device_paired',
          subject: `device ${made.device.id} ${name}`,
          address: request.ip,
          after: { name },
        });
        giveCookie(reply, DEVICE_COOKIE, made.token, DEVICE_LIFE_S);
        reply.code(201);
        return made.device;
      },
    );

    app.get(
      '/devices',
      {
        config: { access: 'wall.run' },
        schema: { tags, response: { 200: devicesAnswer } },
      },
      () => ({ devices: devices.list() }),
    );

    app.delete(
      '/devices/:number',
      {
        config: { access: 'wall.run' },
        schema: {
          tags,
          params: z.object({ number: z.coerce.number().int() }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { number } = request.params;
        const name = devices.remove(number);
        if (name === null)
          throw new ProblemError(404, `There is no paired device ${number}; it may have been removed.`, {
            field: 'number',
          });
        recordAudit(db, {
          at: now(),
          who: nameOf(request.principal),
          what: 'device_removed',
          subject: `device ${number} ${name}`,
          address: request.ip,
          before: { name },
        });
        return reply.code(204).send();
      },
    );

    app.get(
      '/remote',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: {
          tags,
          description: 'What the wall shows and why, for a remote control.',
          response: { 200: remoteAnswer },
        },
      },
      (request, reply) => {
        const { principal } = request;
        if (principal?.kind !== 'device')
          return { ...parts.remote(), name: nameOf(principal), kind: 'person' as const };
        // The browser's memory of the device moves on with its use, as the engine's does.
        const token = readCookie(request, DEVICE_COOKIE);
        if (token !== undefined) giveCookie(reply, DEVICE_COOKIE, token, DEVICE_LIFE_S);
        return { ...parts.remote(), name: principal.name, kind: 'device' as const };
      },
    );

    app.delete(
      '/remote',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: {
          tags,
          description: 'Ends the pairing of the device that asks.',
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { principal } = request;
        if (principal?.kind !== 'device')
          throw new ProblemError(403, 'Only a paired device ends its own pairing; a person signs out.');
        devices.remove(principal.deviceId);
        const subject = `device ${principal.deviceId} ${principal.name}`;
        recordAudit(db, {
          at: now(),
          who: nameOf(principal),
          what: 'device_removed',
          subject,
          address: request.ip,
          before: { name: principal.name },
        });
        takeCookie(reply, DEVICE_COOKIE);
        return reply.code(204).send();
      },
    );
    registered();
  };
}

/** How the network is set, as the audit trail keeps it: of the certificate its fingerprint only. */
function told(network: Network): object {
  const { on, address, port, name, certificate } = network.state(true);
  return { open: on, address, port, name, certificate: certificate?.fingerprint ?? null };
}
