/** Who reaches the engine, and from where. */
import type { FastifyInstance } from 'fastify';
import { createAccessControl } from '../access/index.ts';
import { answerUnreadable } from '../api/index.ts';
import { createDevices, createNetwork, createPairing } from '../network/index.ts';
import type { FaceParts } from './parts.ts';

export type Reach = ReturnType<typeof createReach>;

/** @param app the server; asked from the first request of the network on, long after it was made */
export function createReach({ db, dataDir, now, log }: FaceParts, app: () => FastifyInstance) {
  const network = createNetwork({
    db,
    dataDir,
    now,
    warn: (sentence) => log.warn(sentence),
    answering: {
      request: (request, response) => app().routing(request, response),
      upgrade: (request, socket, head) => void app().server.emit('upgrade', request, socket, head),
      unreadable: answerUnreadable,
    },
  });
  return {
    access: createAccessControl(db, dataDir, now),
    devices: createDevices(db, now),
    network,
    pairing: createPairing(() => network.reached(), now),
  };
}
