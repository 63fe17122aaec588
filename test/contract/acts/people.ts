/** Acts on people, their rights and how the engine is reached, each done once for real. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { TOTP, Secret } from 'otpauth';
import { DEVICE_COOKIE } from '../../../electron/engine/access/index.ts';
import { openLive } from '../../../electron/engine/fixtures/liveClient.ts';
import { OUTSIDE, askOver } from '../../../electron/engine/fixtures/network.ts';
import { createDevices } from '../../../electron/engine/network/index.ts';
import { DATABASE_FILE, type WritableDB } from '../../../electron/engine/store/index.ts';
import { WALL_TOKEN } from '../engineProcess.ts';
import type { House } from '../house.ts';
import type { Act } from './act.ts';
import { LAN, SECRETS } from './secrets.ts';
import { type Person, call, lan, signedIn } from './steps.ts';

async function withSecondStep(person: Person): Promise<Response> {
  const begun = await person('POST', '/account/second-factor', { current: LAN.password });
  const { secret } = (await begun.json()) as { secret: string };
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  return person('PUT', '/account/second-factor', { code });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, OUTSIDE);
  await once(server, 'listening');
  const found = server.address();
  server.close();
  await once(server, 'close');
  return typeof found === 'object' && found ? found.port : 0;
}

async function reached(house: House): Promise<{ url: string; ca: string }> {
  const body = { address: OUTSIDE, port: await freePort() };
  const { url } = await call<{ url: string }>(house, 'PUT', '/network', body);
  const kept = readFileSync(join(house.dataDir, 'network', 'certificate.json'), 'utf8');
  return { url, ca: (JSON.parse(kept) as { chain: string }).chain };
}

/** As if it had been paired over the network: the engine knows it by its row. */
function device(house: House): { id: number; cookie: string } {
  const db = new Database(join(house.dataDir, DATABASE_FILE)) as WritableDB;
  const made = createDevices(db, Date.now).add({ name: 'Máy thử', by: 'test', address: '::1' });
  db.close();
  return { id: made.device.id, cookie: `${DEVICE_COOKIE}=${made.token}` };
}

const openId = (change: object = {}) => ({
  issuer: 'http://127.0.0.1:1',
  clientId: 'ioc-wall',
  clientSecret: SECRETS.client,
  name: { vi: 'Cổng đăng nhập của ngành', en: 'The sector’s portal' },
  ...change,
});

async function linkable(house: House): Promise<void> {
  await call(house, 'PUT', '/openid', openId());
  await lan(house);
}

export const PEOPLE_CHANGES: Readonly<Record<string, Act>> = {
  'PUT /api/v1/openid': {
    ...{ kind: 'openid_changed', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/openid', openId({ clientId: 'cu' }));
      return house.call('PUT', '/openid', openId());
    },
  },
  'DELETE /api/v1/openid': {
    ...{ kind: 'openid_removed', leaves: 'removed' },
    async do(house) {
      await call(house, 'PUT', '/openid', openId());
      return house.call('DELETE', '/openid');
    },
  },
  'PUT /api/v1/users/{username}/openid': {
    ...{ kind: 'openid_linked', leaves: 'added' },
    async do(house) {
      await linkable(house);
      return house.call('PUT', '/users/lan/openid', { subject: 'nguoi-1' });
    },
  },
  'DELETE /api/v1/users/{username}/openid': {
    ...{ kind: 'openid_unlinked', leaves: 'removed' },
    async do(house) {
      await linkable(house);
      await call(house, 'PUT', '/users/lan/openid', { subject: 'nguoi-2' });
      return house.call('DELETE', '/users/lan/openid');
    },
  },
  'POST /api/v1/setup': {
    ...{ kind: 'setup', leaves: 'added' },
    // The house was made by it.
    do: async (house) => house.call('GET', '/setup'),
  },
  'DELETE /api/v1/account/sessions/{number}': {
    ...{ kind: 'session_ended', leaves: 'removed' },
    async do(house) {
      await lan(house);
      const person = await signedIn(house);
      const listed = (await (await person('GET', '/account/sessions')).json()) as {
        sessions: { id: number; current: boolean }[];
      };
      const other = listed.sessions.find(({ current }) => !current);
      return person('DELETE', `/account/sessions/${other?.id}`);
    },
  },
  'PUT /api/v1/account/password': {
    ...{ kind: 'password_changed', leaves: 'changed' },
    do: async (house) =>
      (await lan(house))('PUT', '/account/password', { current: LAN.password, password: SECRETS.changed }),
  },
  'PUT /api/v1/account/second-factor': {
    ...{ kind: 'second_factor_set', leaves: 'changed' },
    do: async (house) => withSecondStep(await lan(house)),
  },
  'POST /api/v1/account/second-factor/removal': {
    ...{ kind: 'second_factor_removed', leaves: 'changed' },
    async do(house) {
      const person = await lan(house);
      await withSecondStep(person);
      return person('POST', '/account/second-factor/removal', { current: LAN.password });
    },
  },
  'DELETE /api/v1/users/{username}/second-factor': {
    ...{ kind: 'second_factor_removed', leaves: 'changed' },
    async do(house) {
      await withSecondStep(await lan(house));
      return house.call('DELETE', '/users/lan/second-factor');
    },
  },
  'POST /api/v1/users': {
    ...{ kind: 'user_added', leaves: 'added' },
    do: async (house) => house.call('POST', '/users', { ...LAN, username: 'minh', role: 'viewer' }),
  },
  'PATCH /api/v1/users/{username}': {
    ...{ kind: 'user_changed', leaves: 'changed' },
    async do(house) {
      await lan(house);
      return house.call('PATCH', '/users/lan', { role: 'staff', password: SECRETS.changed });
    },
  },
  'DELETE /api/v1/users/{username}': {
    ...{ kind: 'user_removed', leaves: 'removed' },
    async do(house) {
      await lan(house);
      return house.call('DELETE', '/users/lan');
    },
  },
  'DELETE /api/v1/sessions/{number}': {
    ...{ kind: 'session_ended', leaves: 'removed' },
    async do(house) {
      await lan(house);
      const { sessions } = await call<{ sessions: { id: number; username: string }[] }>(
        house,
        'GET',
        '/sessions',
      );
      const hers = sessions.find(({ username }) => username === 'lan');
      return house.call('DELETE', `/sessions/${hers?.id}`);
    },
  },
  'POST /api/v1/roles': {
    ...{ kind: 'role_added', leaves: 'added' },
    do: (house) => house.call('POST', '/roles', { id: 'van-thu', name: 'Văn thư', permissions: [] }),
  },
  'PATCH /api/v1/roles/{role}': {
    ...{ kind: 'role_changed', leaves: 'changed' },
    do: (house) => house.call('PATCH', '/roles/viewer', { permissions: ['figures.read', 'cases.read'] }),
  },
  'DELETE /api/v1/roles/{role}': {
    ...{ kind: 'role_removed', leaves: 'removed' },
    async do(house) {
      await call(house, 'POST', '/roles', { id: 'tam-thoi', name: 'Tạm thời', permissions: [] });
      return house.call('DELETE', '/roles/tam-thoi');
    },
  },
  'POST /api/v1/tokens': {
    ...{ kind: 'token_made', leaves: 'added' },
    do: (house) => house.call('POST', '/tokens', { name: 'báo cáo' }),
  },
  'DELETE /api/v1/tokens/{number}': {
    ...{ kind: 'token_revoked', leaves: 'removed' },
    async do(house) {
      const { id } = await call<{ id: number }>(house, 'POST', '/tokens', { name: 'báo cáo' });
      return house.call('DELETE', `/tokens/${id}`);
    },
  },
  'PUT /api/v1/network': {
    ...{ kind: 'network_on', leaves: 'changed', outside: true },
    do: async (house) => house.call('PUT', '/network', { address: OUTSIDE, port: await freePort() }),
  },
  'DELETE /api/v1/network': {
    ...{ kind: 'network_off', leaves: 'changed', outside: true },
    async do(house) {
      await reached(house);
      return house.call('DELETE', '/network');
    },
  },
  'POST /api/v1/devices': {
    ...{ kind: 'device_paired', leaves: 'added', outside: true },
    async do(house) {
      const { url, ca } = await reached(house);
      await call(house, 'POST', '/pairing');
      const live = await openLive(house.url, `?token=${WALL_TOKEN}`);
      live.say({ type: 'window', role: 'operations' });
      const shown = await live.next(
        (m): m is Extract<typeof m, { type: 'show' }> => m.type === 'show' && m.pairing !== null,
      );
      live.socket.close();
      const body = { code: shown.pairing?.code, name: 'Điện thoại trực ban' };
      return askOver(url, ca, 'POST', '/devices', { body });
    },
  },
  'DELETE /api/v1/devices/{number}': {
    ...{ kind: 'device_removed', leaves: 'removed' },
    do: (house) => house.call('DELETE', `/devices/${device(house).id}`),
  },
  'DELETE /api/v1/remote': {
    ...{ kind: 'device_removed', leaves: 'removed' },
    do: (house) =>
      fetch(`${house.url}/api/v1/remote`, { method: 'DELETE', headers: { cookie: device(house).cookie } }),
  },
};
