/** How the provider is asked, against real servers. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { makeCertificate } from '../../network/certificate.ts';
import { createOutgoing, OutgoingError, PATIENCE_MS } from './outgoing.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
const plain = async (answer: RequestListener) => `http://127.0.0.1:${await listening(createServer(answer))}/`;

async function asked(address: string, authority: string | null = null): Promise<string> {
  const get = { method: 'GET', headers: {}, body: null, redirect: 'manual' as const };
  try {
    return await (await createOutgoing(authority)(address, get)).text();
  } catch (error) {
    if (error instanceof OutgoingError) return error.fault;
    throw error;
  }
}

it('trusts the agency’s own authority where it is given, for the names of the certificate only', async () => {
  const { chain, key } = await makeCertificate(['127.0.0.1'], Date.now());
  const port = await listening(
    createTlsServer({ cert: chain, key }, (_request, response) => response.end('yes')),
  );
  expect(await asked(`https://127.0.0.1:${port}/`)).toBe('certificate');
  expect(await asked(`https://127.0.0.1:${port}/`, chain)).toBe('yes');
  expect(await asked(`https://localhost:${port}/`, chain)).toBe('certificate');
});

it('asks nobody without TLS but this machine', async () => {
  for (const address of [
    'http://thads.local/',
    'http://127.0.0.1.evil.example/',
    'http://10.0.0.1/',
    'ftp://127.0.0.1/',
  ])
    expect(await asked(address)).toBe('plain');
  expect(await asked(await plain((_request, response) => response.end('yes')))).toBe('yes');
});

it('is not led elsewhere', async () => {
  const away = await plain((_request, response) =>
    response.writeHead(307, { location: 'https://evil.example/' }).end(),
  );
  expect(await asked(away)).toBe('redirected');
});

it('reads no more than there should be, however long it goes on', async () => {
  const endless = await plain((_request, response) => {
    response.on('error', () => undefined);
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  expect(await asked(endless)).toBe('too_large');
});

it('does not wait for an answer that comes drop by drop', { timeout: PATIENCE_MS * 3 }, async () => {
  const slow = await plain((_request, response) => {
    const drops = setInterval(() => response.write('x'), 100);
    response.on('close', () => clearInterval(drops));
  });
  expect(await asked(slow)).toBe('too_slow');
});
