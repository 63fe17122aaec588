/** A connection to a broker. */
import type { IClientOptions, IPublishPacket, MqttClient } from 'mqtt';
import type { SourceOf } from '../../../contract/sources.ts';

const PORT_PLAIN = 1883;
const PORT_TLS = 8883;
const PATIENCE_MS = 10_000;
/** How long a broker has to close a connection that is left (ms). */
const LEAVE_MS = 1_000;
/** How long the broker keeps what comes while the engine is away (s). */
const SESSION_S = 30 * 24 * 3600;
/** Messages the broker may send before the first of them is acknowledged. */
const UNACKNOWLEDGED_MOST = 200;
const MESSAGE_BYTES_MOST = 8 * 1024 * 1024;
/** How often the broker is asked for a sign of life (s). */
const KEEP_ALIVE_S = 10;

export interface Session {
  /** Whether the broker forgets it with the connection. */
  clean: boolean;
  clientId: string;
}

/**
 * Connects, or throws why not.
 * @param onMessage called for one message at a time, the next when `next` was called; acknowledging is up to the caller
 */
export async function connected(
  settings: SourceOf<'mqtt'>,
  session: Session,
  onMessage?: (packet: IPublishPacket, next: () => void) => void,
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
  if (onMessage) {
    // Before the connection is made: what the broker kept comes at once. With an error the library acknowledges nothing.
    const notYet = new Error('is acknowledged when it is stored');
    client.handleMessage = (packet, done) => onMessage(packet, () => done(notYet));
  }
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

/** Acknowledges a message: PUBACK with reason 0 (MQTT 5.0, 3.4). Those of QoS 0 have no number and need none. */
export function acknowledge(client: MqttClient, { messageId }: IPublishPacket): void {
  if (messageId === undefined) return;
  client.stream.write(Buffer.from([0x40, 0x02, messageId >> 8, messageId & 0xff]));
}

/** DISCONNECT with reason 0 (MQTT 5.0, 3.14). */
const DISCONNECT = Buffer.from([0xe0, 0x00]);

/**
 * Ends a connection in order: what was acknowledged reaches the broker, so that it does not send it again. One that does not
 * close its side in time is left.
 */
export async function leave(client: MqttClient): Promise<void> {
  const { stream } = client;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LEAVE_MS);
    stream.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    stream.end(DISCONNECT);
  });
}

/** A broker may refuse a topic without closing the connection. */
export function mustBeGranted(grants: readonly { topic: string; qos: number }[]): void {
  const refused = grants.find(({ qos }) => qos > 2);
  if (refused) throw new Error(`the broker does not let this user read "${refused.topic}"`);
}
