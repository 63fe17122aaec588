/** The engine's face: everything it can do, over a store and its figures, behind one server. */
import type { FastifyInstance } from 'fastify';
import { consoleRoutes, createServer, healthRoutes, type RouteTable } from '../api/index.ts';
import type { Care } from '../care/index.ts';
import { watchDocuments } from '../layouts/index.ts';
import { metricsRoutes, type Observe } from '../observe/index.ts';
import { saysDamaged } from '../store/index.ts';
import type { FaceParts, Later } from './parts.ts';
import { createReach } from './reach.ts';
import { createRoom } from './room.ts';
import { routesOf } from './routes.ts';
import { type Live, observeRoom, openLive, tellOfNews } from './telling.ts';
import { createWork } from './work.ts';

const PREFIX = '/api/v1';

export interface Face {
  readonly app: FastifyInstance;
  readonly routes: RouteTable;
  /** Starts to answer, and says under which address. */
  listen(host: string, port: number): Promise<string>;
  setupCode(): string | null;
  close(): Promise<void>;
}

/** @throws DocumentError when the layouts are wrong and there are no good ones to fall back on */
export async function createFace(parts: FaceParts): Promise<Face> {
  const { care, observe, log } = parts;
  let url = '';
  const known: { live?: Live } = {};
  const later: Later = { url: () => url, changed: () => known.live?.changed() };

  const reach = createReach(parts, () => app);
  const room = createRoom(parts);
  const work = createWork(parts, reach, room, later);
  const live = openLive(parts, reach, room, work, later);
  known.live = live;
  tellOfNews(parts, reach, room, work, live);
  observeRoom(parts, live);

  const { loans } = reach.access;
  const { app, routes } = await createServer({
    ...parts,
    ...{ loans, log, units: work.units, device: reach.devices.use },
  });
  watch(app, care, observe);
  const rooms = { parts, reach, room, work, live, later };
  for (const plugin of routesOf(rooms)) await app.register(plugin, { prefix: PREFIX });
  // Also where monitoring looks for it first.
  await app.register(healthRoutes(parts.version, () => care.door.state()));
  await app.register(metricsRoutes(parts));
  await app.register(consoleRoutes(parts.consoleFolder));
  await app.ready();

  const { clock, schedule, history, layouts } = room;
  const { forecasts, deliveries, reporting, alerts, tasks } = work;
  let endWatching: () => void = () => undefined;
  return {
    app,
    routes,
    async listen(host, port) {
      url = await app.listen({ host, port });
      endWatching = watchDocuments([parts.assets, parts.dataDir], () => layouts.reread());
      for (const one of [clock, schedule, history, forecasts, deliveries, reporting, alerts, tasks])
        one.start();
      await reach.network.start();
      return url;
    },
    setupCode: () => reach.access.setup.code(),
    async close() {
      endWatching();
      live.stop();
      reach.pairing.end();
      await reach.network.stop();
      for (const one of [clock, schedule, history, alerts, reporting, tasks]) one.stop();
      await forecasts.stop();
      await deliveries.stop();
      await app.close();
    },
  };
}

/** What every request is looked at for, whoever answers it. */
function watch(app: FastifyInstance, care: Care, observe: Observe): void {
  // Before the body is read: a source hears at once that it must wait.
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access === 'source') care.door.check();
  });
  app.addHook('onError', async (_request, _reply, error) => {
    if (saysDamaged(error)) care.damaged(error.message);
  });
  app.addHook('onResponse', async (request, reply) => {
    observe.answered(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime);
  });
}
