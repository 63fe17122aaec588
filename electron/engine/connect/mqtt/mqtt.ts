/** A broker whose topics are subscribed to; a message is acknowledged when what it says is durable, never before. */
import type { IClientOptions, IPublishPacket, MqttClient } from 'mqtt';
import type { SourceOf } from '../../../contract/sources.ts';
import type { Reach, SourceKind } from '../kind.ts';
import { startLoop } from '../loop.ts';
import { itemsOfPiece, type Piece } from '../pieces.ts';
import { piecesOfMessage } from './payload.ts';

type Settings = SourceOf<'mqtt'>;

const PORT_PLAIN = 1883;
const PORT_TLS = 8883;
const PATIENCE_MS = 10_000;
/** How long the broker keeps what comes while the engine is away (s). */
const SESSION_S = 30 * 24 * 3600;
/** Messages the broker may send before one is acknowledged: what the engine must keep in memory. */
const UNACKNOWLEDGED_MOST = 20;
const MESSAGE_BYTES_MOST = 8 * 1024 * 1024;
/** How often the broker is asked for a sign of life (s). */
const KEEP_ALIVE_S = 10;
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

  /** Called for one message at a time: the next one waits until this one is durable. */
  function takeMessage(packet: IPublishPacket, acknowledge: () => void): void {
    if (stopping.aborted) return;
    try {
      const payload = Buffer.from(packet.payload);
      const pieces = piecesOfMessage(packet.topic, payload, settings.mappings !== undefined);
      feed.take(pieces.flatMap((piece) => itemsOfPiece(piece, settings.mappings, now())));
      feed.heard(null);
      acknowledge();
    } catch (error) {
      // Not acknowledged: the broker sends it again after the connection was made anew.
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  const client = await connected(settings, { clean: false, clientId }, takeMessage);
  try {
    client.on('error', (error) => fail(error));
    client.on('close', () => fail(new Error('the broker closed the connection')));
    // The answer to a ping is the broker's word that there is nothing new.
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'pingresp') feed.heard(null);
    });
    mustBeGranted(await client.subscribeAsync(settings.topics, { qos: 1 }));
    feed.heard(null);
    await ended;
  } finally {
    client.end(true);
  }
}

async function connected(
  settings: Settings,
  session: { clean: boolean; clientId: string },
  takeMessage?: (packet: IPublishPacket, acknowledge: () => void) => void,
): Promise<MqttClient> {
  const { default: mqtt } = await import('mqtt');
  const { host, tls, user, password } = settings;
  const options: IClientOptions = {
    protocol: tls === 'off' ? 'mqtt' : 'mqtts',
    host,
    port: settings.port ?? (tls === 'off' ? PORT_PLAIN : PORT_TLS),
    rejectUnauthorized: tls === 'verify',
    protocolVersion: 5,
    ...session,
    keepalive: KEEP_ALIVE_S,
    connectTimeout: PATIENCE_MS,
    // The loop around decides when to come back.
    reconnectPeriod: 0,
    manualConnect: true,
    ...(user !== undefined && { username: user }),
    ...(password !== undefined && { password }),
    properties: {
      sessionExpiryInterval: session.clean ? 0 : SESSION_S,
      receiveMaximum: UNACKNOWLEDGED_MOST,
      maximumPacketSize: MESSAGE_BYTES_MOST,
    },
  };
  const client = mqtt.connect(options);
  // Before the connection is made: what the broker kept comes at once.
  if (takeMessage) client.handleMessage = (packet, done) => takeMessage(packet, () => done());
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new Error('the broker could not be reached')));
    client.connect();
  }).catch((error: unknown) => {
    client.on('error', () => undefined);
    client.end(true);
    throw error;
  });
  client.removeAllListeners('close');
  return client;
}

/** A broker may refuse a topic without closing the connection. */
function mustBeGranted(grants: readonly { topic: string; qos: number }[]): void {
  const refused = grants.find(({ qos }) => qos > 2);
  if (refused) throw new Error(`the broker does not let this user read "${refused.topic}"`);
}
