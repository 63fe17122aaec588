/** The listener of the local network: TLS, and hands what it hears to the server that answers on loopback as well. */
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { cameBy, type Door } from '../access/index.ts';
import type { Pem } from './certificate.ts';

/** Connections at once: of all, and of one address. */
const CONNECTIONS_MAX = 400;
export const CONNECTIONS_PER_ADDRESS = 60;
/** Whoever is slower than this holds a place for nothing, ms. */
const SLOWEST = { handshake: 10_000, headers: 15_000, request: 300_000, idle: 10_000, look: 5_000 };
export type Slowest = typeof SLOWEST;

/** What answers: the same for every listener. */
export interface Answering {
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  unreadable(error: Error, socket: Socket): void;
}

export interface Listening {
  /** Another certificate from now on, for new connections. */
  certify(pem: Pem): void;
  /** Ends it and every connection. */
  close(): Promise<void>;
}

/** Listens; rejects with the system's error when it cannot. `failed` hears of one that ends it later. */
export async function listenOn(options: {
  address: string;
  port: number;
  pem: Pem;
  door: Door;
  answering: Answering;
  failed: (error: Error) => void;
  /** The usual ones unless a test says otherwise. */
  slowest?: Slowest;
}): Promise<Listening> {
  const { address, port, pem, door, answering, failed, slowest = SLOWEST } = options;
  const server = createServer({
    cert: pem.chain,
    key: pem.key,
    minVersion: 'TLSv1.2',
    handshakeTimeout: slowest.handshake,
    headersTimeout: slowest.headers,
    requestTimeout: slowest.request,
    keepAliveTimeout: slowest.idle,
    connectionsCheckingInterval: slowest.look,
  });
  server.maxConnections = CONNECTIONS_MAX;
  const sockets = limitPerAddress(server);
  server.on('request', (request, response) => {
    cameBy(request, door);
    answering.request(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    cameBy(request, door);
    answering.upgrade(request, socket, head);
  });
  server.on('clientError', answering.unreadable);
  // A client that speaks no TLS, or refuses the certificate: its own affair.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', reject);
      server.on('error', failed);
      resolve();
    });
  });
  return {
    certify: ({ chain, key }) => server.setSecureContext({ cert: chain, key, minVersion: 'TLSv1.2' }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** All sockets that are open, upgraded ones as well; one too many of an address is closed at once. */
function limitPerAddress(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const from = socket.remoteAddress ?? '';
    const count = counts.get(from) ?? 0;
    if (count >= CONNECTIONS_PER_ADDRESS) return void socket.destroy();
    counts.set(from, count + 1);
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      const left = (counts.get(from) ?? 1) - 1;
      if (left > 0) counts.set(from, left);
      else counts.delete(from);
    });
  });
  return sockets;
}
