/** A broker whose topics are subscribed to; a message is acknowledged when what it says is durable, never before. */
import type { IPublishPacket, MqttClient } from 'mqtt';
import type { Reach, SourceKind } from '../kind.ts';
import { startLoop } from '../loop.ts';
import { itemsOfPiece, type Piece } from '../pieces.ts';
import { createInbox } from './inbox.ts';
import { piecesOfMessage } from './payload.ts';
import { acknowledge, connected, leave, mustBeGranted } from './session.ts';

/** How long a dry run listens (ms). */
const LISTEN_MS = 3_000;

export const mqttKind: SourceKind<'mqtt'> = {
  start(reach) {
    return startLoop({
      failed: reach.feed.failed,
      once: async (_calm, stopping) => {
        await listen(reach, stopping);
        return 0;
      },
    });
  },
  async *peek(settings, limit, signal): AsyncGenerator<Piece> {
    const found: Piece[] = [];
    const client = await connected(settings, { clean: true, clientId: `ioc-wall-test-${Date.now()}` });
    try {
      await new Promise<void>((resolve, reject) => {
        setTimeout(resolve, LISTEN_MS);
        signal.addEventListener('abort', () => resolve(), { once: true });
        client.on('error', reject);
        client.on('message', (topic, payload) => {
          found.push(...piecesOfMessage(topic, payload, settings.mappings !== undefined));
          if (found.length >= limit) resolve();
        });
        client.subscribeAsync(settings.topics, { qos: 1 }).then(mustBeGranted).catch(reject);
      });
    } finally {
      client.end(true);
    }
    yield* found.slice(0, limit);
  },
};

/** Resolves when stopped; throws when the connection is lost or what came cannot be stored. */
async function listen({ settings, feed, now }: Reach<'mqtt'>, stopping: AbortSignal): Promise<void> {
  const clientId = settings.clientId ?? `ioc-wall-${settings.id}`;
  let fail: (error: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    fail = reject;
    stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  // Whoever waits for it gets it; nobody may be waiting yet.
  ended.catch(() => undefined);

  const session: { client?: MqttClient } = {};
  const inbox = createInbox({
    store(packets) {
      if (stopping.aborted) throw new Error('stopped');
      feed.take(packets.flatMap((packet) => itemsOfMessage(packet)));
      feed.heard(null);
    },
    acknowledge: (packet) => session.client && acknowledge(session.client, packet),
    // Not acknowledged: the broker sends them again after the connection was made anew.
    failed: (error) => fail(error instanceof Error ? error : new Error(String(error))),
  });

  function itemsOfMessage({ topic, payload }: IPublishPacket) {
    const pieces = piecesOfMessage(topic, Buffer.from(payload), settings.mappings !== undefined);
    return pieces.flatMap((piece) => itemsOfPiece(piece, settings.mappings, now()));
  }

  // What the broker kept may come before the connection is known here: it waits until then.
  const early: (() => void)[] = [];
  const client = await connected(settings, { clean: false, clientId }, (packet, next) => {
    if (session.client) inbox.put(packet, next);
    else early.push(() => inbox.put(packet, next));
  });
  try {
    client.on('error', (error) => fail(error));
    client.on('close', () => fail(new Error('the broker closed the connection')));
    // The answer to a ping is the broker's word that there is nothing new.
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'pingresp') feed.heard(null);
    });
    session.client = client;
    for (const put of early) put();
    mustBeGranted(await client.subscribeAsync(settings.topics, { qos: 1 }));
    feed.heard(null);
    await ended;
    await leave(client);
  } finally {
    client.end(true);
  }
}
