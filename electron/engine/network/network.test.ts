/** The network listener with real TLS on a real address of this machine. */
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant, HOUR_MS } from '../../contract/calendar.ts';
import { networkAnswer } from '../../contract/network.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';
import { makeCertificate } from './certificate.ts';
import { askOver, cookieOf, liveOver, type NetworkAsk, OUTSIDE } from '../fixtures/network.ts';

const address = OUTSIDE ?? '';

let test: TestFace;
let admin: Client;
let port: number;
let url: string;

beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
  port = await freePort();
  url = `https://${address}:${port}`;
});
afterEach(() => test.end());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const found = server.address();
  server.close();
  await once(server, 'close');
  return typeof found === 'object' && found ? found.port : 0;
}

const turnOn = (change: object = {}, by = admin) => by.call('PUT', '/network', { address, port, ...change });
const state = async () => networkAnswer.parse(await (await admin.call('GET', '/network')).json());
const ca = () => {
  const kept = JSON.parse(readFileSync(join(test.folder, 'data', 'network', 'certificate.json'), 'utf8')) as {
    chain: string;
  };
  return kept.chain;
};
const ask = (method: string, path: string, given?: NetworkAsk) => askOver(url, ca(), method, path, given);
const signInOver = () => ask('POST', '/session', { body: { username: 'quantri', password: PASSWORD } });
const fieldOf = async (answer: Response) => ((await answer.json()) as { field?: string }).field;

const SKIPPED = OUTSIDE === undefined ? ' (skipped: this machine has no address but loopback)' : '';

describe.skipIf(OUTSIDE === undefined)(`the network${SKIPPED}`, () => {
  it('is off until an administrator turns it on at the machine', async () => {
    expect(await state()).toMatchObject({ on: false, url: null, atTheMachine: true, port: 8443 });
    await admin.call('POST', '/users', { username: 'truc', password: PASSWORD, role: 'operator' });
    expect((await client(test.url).call('PUT', '/network', { address, port })).status).toBe(401);
    expect((await turnOn()).status).toBe(200);
    expect(await state()).toMatchObject({ on: true, url, fault: null, certificate: { kind: 'own' } });
    expect((await ask('GET', '/healthz')).status).toBe(200);
    const { cookies } = await signInOver();
    const cookie = cookies[0]?.split(';', 1)[0] ?? '';
    const refused = await ask('PUT', '/network', { body: { address, port }, cookie });
    expect(refused.status).toBe(403);
    // An administrator may turn it off from anywhere.
    expect((await ask('DELETE', '/network', { cookie })).status).toBe(204);
    await expect.poll(async () => (await state()).on).toBe(false);
    await expect(ask('GET', '/healthz')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('has a certificate of its own: P-256, its names, at most 825 days, a key nobody else reads', async () => {
    await turnOn({ name: 'ioc.thads.local' });
    const { certificate } = await state();
    expect(certificate?.names).toEqual(expect.arrayContaining(['ioc.thads.local', address]));
    expect(certificate?.fingerprint).toMatch(/^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/);
    const life = Date.parse(certificate?.until ?? '') - Date.parse(certificate?.from ?? '');
    expect(life / (24 * HOUR_MS)).toBeLessThanOrEqual(825);
    const file = join(test.folder, 'data', 'network', 'certificate.json');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const socket = connectTls({ host: address, port, ca: ca() });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    expect(socket.getPeerCertificate()).toMatchObject({ nistCurve: 'P-256' });
    expect(`${(certificate?.fingerprint ?? '').replaceAll(' ', '')}`).toBe(
      socket.getPeerCertificate().fingerprint256.replaceAll(':', ''),
    );
    socket.destroy();
  });

  it('speaks TLS 1.2 and later only, and nothing else than TLS', async () => {
    await turnOn();
    const old = connectTls({ host: address, port, ca: ca(), minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
    await expect(once(old, 'secureConnect')).rejects.toThrow();
    const plain = connect(port, address);
    plain.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    const heard: Buffer[] = [];
    plain.on('data', (data: Buffer) => heard.push(data));
    plain.on('error', () => undefined);
    await once(plain, 'close');
    expect(Buffer.concat(heard).toString('latin1')).not.toContain('HTTP/1.1 200');
  });

  it('answers to the names of its certificate only', async () => {
    await turnOn({ name: 'ioc.thads.local' });
    const asHost = async (host: string) => (await ask('GET', '/healthz', { headers: { host } })).status;
    expect(await asHost(`ioc.thads.local:${port}`)).toBe(200);
    expect(await asHost(`${address}:${port}`)).toBe(200);
    for (const host of [`evil.example:${port}`, `127.0.0.1:${port}`, 'ioc.thads.local', `localhost:${port}`])
      expect([host, await asHost(host)]).toEqual([host, 421]);
    // And the loopback listener does not answer to the network's names.
    const { status } = await client(test.url).call('GET', '/healthz');
    expect(status).toBe(200);
  });

  it('gives cookies that never leave TLS, and takes no other', async () => {
    await turnOn();
    const answer = await signInOver();
    expect(answer.cookies[0]).toMatch(/^__Host-ioc_wall_session=/);
    for (const flag of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      expect(answer.cookies[0]).toContain(flag);
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d+$/);
    const cookie = cookieOf(answer);
    expect((await ask('GET', '/session', { cookie })).status).toBe(200);
    expect((await ask('GET', '/session', { cookie: cookie.replace('__Host-', '') })).status).toBe(401);
    const onLoopback = await client(test.url).call('GET', '/healthz');
    expect(onLoopback.headers.get('strict-transport-security')).toBeNull();
  });

  it('takes no act of another page: scheme and host must be its own', async () => {
    await turnOn();
    const cookie = cookieOf(await signInOver());
    const from = async (origin: string) =>
      (await ask('DELETE', '/wall/interrupt', { cookie, headers: { origin } })).status;
    expect(await from(url)).toBe(204);
    for (const origin of [url.replace('https', 'http'), test.url, 'https://evil.example', 'null'])
      expect([origin, await from(origin)]).toEqual([origin, 403]);
  });

  it('refuses what belongs to the machine: the wall token, setting up, figures for monitoring', async () => {
    await turnOn();
    expect((await ask('POST', '/wall/report', { body: { monitors: [] }, token: WALL_TOKEN })).status).toBe(
      401,
    );
    expect((await ask('GET', '/scenes', { token: WALL_TOKEN })).status).toBe(401);
    const cookie = cookieOf(await signInOver());
    expect((await ask('GET', '/metrics', { cookie })).status).toBe(403);
    const setUp = { setupCode: 'X', username: 'ai-do', password: PASSWORD };
    expect((await ask('POST', '/setup', { body: setUp })).status).toBe(403);
  });

  it('is on again after a restart with the same certificate, and ends every connection when turned off', async () => {
    await turnOn();
    const { certificate } = await state();
    await test.stop();
    test = await startFace({ folder: test.folder });
    admin = client(test.url, { cookie: admin.cookie });
    expect(await state()).toMatchObject({ on: true, url, certificate });
    const cookie = cookieOf(await signInOver());
    const live = liveOver(url, ca(), cookie);
    await once(live, 'message');
    const closed = once(live, 'close');
    expect((await admin.call('DELETE', '/network')).status).toBe(204);
    await closed;
    await test.stop();
    test = await startFace({ folder: test.folder });
    admin = client(test.url, { cookie: admin.cookie });
    expect(await state()).toMatchObject({ on: false, url: null });
  });

  it('uses the agency’s own certificate, and goes back to one of its own', async () => {
    const { chain, key } = await makeCertificate([address, 'ioc.thads.local'], Date.now());
    expect((await turnOn({ name: 'ioc.thads.local', certificate: { chain, key } })).status).toBe(200);
    const named = `https://ioc.thads.local:${port}`;
    expect(await state()).toMatchObject({ url: named, certificate: { kind: 'agency' } });
    expect((await askOver(url, chain, 'GET', '/healthz')).status).toBe(200);
    const other = await makeCertificate(['khac.thads.local'], Date.now());
    const refused = await turnOn({ certificate: other });
    expect([refused.status, await fieldOf(refused)]).toEqual([400, 'certificate.chain']);
    // What was on stays on.
    expect(await state()).toMatchObject({ url: named, certificate: { kind: 'agency' } });
    expect((await turnOn({ certificate: null })).status).toBe(200);
    expect(await state()).toMatchObject({ url, certificate: { kind: 'own' } });
    await expect(askOver(url, chain, 'GET', '/healthz')).rejects.toThrow(/self-signed/);
  });

  it('says that the port is taken, and goes on as it was', async () => {
    const other = createServer().listen(port, address);
    await once(other, 'listening');
    const refused = await turnOn();
    expect([refused.status, await fieldOf(refused)]).toEqual([409, 'port']);
    expect(await state()).toMatchObject({ on: false });
    other.close();
    await once(other, 'close');
    expect((await turnOn()).status).toBe(200);
    // Taken while the engine was away: the engine starts all the same, and says why nobody can come.
    await test.stop();
    const thief = createServer().listen(port, address);
    await once(thief, 'listening');
    test = await startFace({ folder: test.folder });
    admin = client(test.url, { cookie: admin.cookie });
    const taken = await state();
    expect(taken).toMatchObject({ on: true, url: null, fault: { code: 'port_taken' } });
    expect(taken.fault?.detail).toContain(String(port));
    expect(test.care.notices.standing()).toMatchObject([{ code: 'network_unreached' }]);
    thief.close();
    await once(thief, 'close');
  });

  it.each<[object, string]>([
    [{ address: '203.0.113.9' }, 'address'],
    [{ address: 'nhà' }, 'address'],
    [{ port: 70_000 }, 'port'],
    [{ name: 'tên có dấu' }, 'name'],
    [{ certificate: { chain: 'x', key: 'y' } }, 'certificate.chain'],
    [{ colour: 'red' }, 'colour'],
  ])('is refused with %j, naming %s', async (change, field) => {
    const answer = await turnOn(change);
    expect([answer.status, await fieldOf(answer)]).toEqual([400, field]);
  });
});

describe.skipIf(OUTSIDE === undefined)(`pairing${SKIPPED}`, () => {
  const name = 'Điện thoại trực ban';
  const pair = (code: string, from: NetworkAsk = {}) =>
    ask('POST', '/devices', { body: { code, name }, ...from });

  async function shownCode(): Promise<string> {
    const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
    live.say({ type: 'window', role: 'operations' });
    const shown = await live.next(
      (m): m is Extract<typeof m, { type: 'show' }> => m.type === 'show' && m.pairing !== null,
    );
    live.socket.close();
    return shown.pairing?.code ?? '';
  }
  const begin = async () => {
    expect((await admin.call('POST', '/pairing')).status).toBe(201);
    return shownCode();
  };

  beforeEach(async () => {
    await turnOn();
  });

  it('lets a device run the wall and do nothing else', async () => {
    const code = await begin();
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    const paired = await pair(code.toLowerCase().replace('-', ' '));
    expect(paired.status).toBe(201);
    expect(paired.cookies[0]).toMatch(/^__Host-ioc_wall_remote=.*Secure/);
    const cookie = cookieOf(paired);
    const may = async (method: string, path: string, body?: unknown) =>
      (await ask(method, path, { cookie, body })).status;
    expect((await ask('GET', '/remote', { cookie })).json).toMatchObject({
      kind: 'device',
      name,
      blank: null,
    });
    expect(await may('PUT', '/wall/scene', { scene: 'second' })).not.toBe(403);
    expect(await may('PUT', '/wall/blank', { roles: ['map'] })).toBe(200);
    expect(await may('PUT', '/clock', { mode: 'live' })).toBe(200);
    const until = formatInstant(Date.now() + HOUR_MS);
    expect(await may('POST', '/wall/interrupt', { text: 'Họp', level: 'calm', until })).toBe(201);
    for (const [method, path] of [
      ['GET', '/users'],
      ['GET', '/latest?unit=x'],
      ['GET', '/values?unit=x'],
      ['GET', '/wall'],
      ['POST', '/pairing'],
      ['GET', '/devices'],
      ['GET', '/network'],
      ['GET', '/audit'],
      ['PUT', '/clock/settings'],
    ] as const)
      expect([path, await may(method, path)]).toEqual([path, 403]);
    const live = liveOver(url, ca(), cookie);
    expect((await once(live, 'close'))[0]).toBe(4403);
    // A page of another origin cannot use it.
    const foreign = await ask('DELETE', '/wall/interrupt', {
      cookie,
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
  });

  it('works once, for two minutes, and with the code that is shown now', async () => {
    const first = await begin();
    const code = await begin();
    expect((await pair(first)).status).toBe(403);
    expect((await pair(code)).status).toBe(201);
    expect((await pair(code)).status).toBe(403);
    const late = await begin();
    test.time.offset += 121_000;
    expect((await pair(late)).status).toBe(403);
  });

  it('gives a code up after five wrong ones, and shuts an address out after ten', async () => {
    const code = await begin();
    for (let n = 0; n < 5; n += 1) expect((await pair('AAAA-AAAA')).status).toBe(403);
    expect((await pair(code)).status).toBe(403);
    const next = await begin();
    for (let n = 0; n < 4; n += 1) await pair('AAAA-AAAA');
    const shut = await pair(next);
    expect([shut.status, shut.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  });

  it('ends at once when somebody ends it, and by itself after 30 days without use', async () => {
    const cookie = cookieOf(await pair(await begin()));
    const listed = (await (await admin.call('GET', '/devices')).json()) as {
      devices: { id: number; name: string }[];
    };
    expect(listed.devices).toMatchObject([{ name, by: 'quantri', address }]);
    expect((await ask('GET', '/remote', { cookie })).status).toBe(200);
    expect((await admin.call('DELETE', `/devices/${listed.devices[0]?.id}`)).status).toBe(204);
    expect((await ask('GET', '/remote', { cookie })).status).toBe(401);
    const second = cookieOf(await pair(await begin()));
    test.time.offset += 29 * 24 * HOUR_MS;
    expect((await ask('GET', '/remote', { cookie: second })).status).toBe(200);
    test.time.offset += 31 * 24 * HOUR_MS;
    expect((await ask('GET', '/remote', { cookie: second })).status).toBe(401);
  });

  it('is asked for at the wall as well, and is not there while the network is off', async () => {
    const wall = client(test.url, { token: WALL_TOKEN });
    expect((await wall.call('POST', '/pairing')).status).toBe(201);
    await shownCode();
    await admin.call('DELETE', '/network');
    expect((await wall.call('POST', '/pairing')).status).toBe(409);
  });
});
