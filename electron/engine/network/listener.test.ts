/** The listener's limits, and a certificate that is renewed under open connections: real TLS, on loopback. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectPlainly, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../contract/calendar.ts';
import { openStore } from '../store/index.ts';
import { makeCertificate } from './certificate.ts';
import {
  type Answering,
  CONNECTIONS_PER_ADDRESS,
  type Listening,
  listenOn,
  type Slowest,
} from './listener.ts';
import { createNetwork } from './network.ts';

const address = '127.0.0.1';
const USUAL: Slowest = { handshake: 10_000, headers: 15_000, request: 300_000, idle: 10_000, look: 5_000 };
const answering: Answering = {
  request: (request, response) => {
    request.resume().on('end', () => response.end('answered'));
  },
  upgrade: (_request, socket) => void socket.destroy(),
  unreadable: (_error, socket) => void socket.destroy(),
};

/** What is to be ended after a test, the newest first. */
const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of opened.splice(0).reverse()) await end();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const found = server.address();
  server.close();
  await once(server, 'close');
  return typeof found === 'object' && found ? found.port : 0;
}

async function listening(slowest: Partial<Slowest> = {}): Promise<number> {
  const port = await freePort();
  const pem = await makeCertificate([address], Date.now());
  const one: Listening = await listenOn({
    ...{ address, port, pem, answering },
    door: { kind: 'network', answersTo: () => true },
    failed: (error) => {
      throw error;
    },
    slowest: { ...USUAL, ...slowest },
  });
  opened.push(() => one.close());
  return port;
}

function open(port: number): TLSSocket {
  const socket = connect({ host: address, port, rejectUnauthorized: false });
  socket.on('error', () => undefined);
  opened.push(() => socket.destroy());
  return socket;
}
/** An end with an error is an end as well. */
const closed = (socket: Socket) => new Promise<void>((resolve) => socket.on('close', () => resolve()));
const fingerprintOf = (socket: TLSSocket) => socket.getPeerCertificate().fingerprint256;

/** Sends the head of a request, and the answer as text. */
async function asked(socket: TLSSocket): Promise<string> {
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString('latin1');
}

describe('limits of the listener', () => {
  it('one address holds so many connections, and another when one of them is gone', async () => {
    const port = await listening();
    const held = Array.from({ length: CONNECTIONS_PER_ADDRESS }, () => open(port));
    await Promise.all(held.map((socket) => once(socket, 'secureConnect')));
    await closed(open(port));
    const [first] = held;
    // The place is free once the listener has heard that it is.
    first?.end();
    await closed(first as TLSSocket);
    await expect
      .poll(async () => {
        const next = open(port);
        return Promise.race([
          once(next, 'secureConnect').then(
            () => 'in',
            () => 'out',
          ),
          closed(next).then(() => 'out'),
        ]);
      })
      .toBe('in');
    expect(await asked(held[1] as TLSSocket)).toContain('200');
  });

  it.each<[string, Partial<Slowest>, (socket: TLSSocket) => void]>([
    ['its head', { headers: 100, look: 20 }, (socket) => socket.write('GET / HTTP/1.1\r\nHost: ')],
    [
      'its body',
      { headers: 100, request: 200, look: 20 },
      (socket) => socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab'),
    ],
  ])('a request that does not end %s is ended', async (_what, slowest, begin) => {
    const socket = open(await listening(slowest));
    await once(socket, 'secureConnect');
    const end = closed(socket);
    begin(socket);
    await end;
  });

  it('whoever connects and says nothing of TLS is sent away', async () => {
    const port = await listening({ handshake: 100 });
    const socket = connectPlainly(port, address).on('error', () => undefined);
    await closed(socket);
  });
});

it('a certificate is renewed before it ends: for new connections, and none is lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-renewal-'));
  const store = openStore({ dataDir: folder });
  let days = 0;
  const network = createNetwork({
    ...{ db: store.db, dataDir: folder, answering, lookMs: 10 },
    now: () => Date.now() + days * DAY_MS,
    warn: () => undefined,
    addresses: () => [{ address, interface: 'lo' }],
  });
  opened.push(
    () => rmSync(folder, { recursive: true }),
    () => store.close(),
    () => network.stop(),
  );
  await network.start();
  const port = await freePort();
  await network.turnOn({ address, port, name: null });
  const first = network.state(true).certificate;
  const before = open(port);
  await once(before, 'secureConnect');

  const renewed = new Promise<void>((resolve) => network.onChange(resolve));
  const until = Date.parse(first?.until ?? '');
  days = Math.floor((until - Date.now()) / DAY_MS) - 1;
  await renewed;

  const second = network.state(true).certificate;
  expect(second?.fingerprint).not.toBe(first?.fingerprint);
  expect(Date.parse(second?.until ?? '')).toBeGreaterThan(until);
  const after = open(port);
  await once(after, 'secureConnect');
  expect(fingerprintOf(after).replaceAll(':', '')).toBe(second?.fingerprint.replaceAll(' ', ''));
  // Whoever was connected goes on.
  expect(await asked(before)).toContain('200');
  expect(network.state(true)).toMatchObject({ on: true, fault: null });
});
