/** Steps that several acts begin with. */
import type { House } from '../house.ts';
import { LAN } from './secrets.ts';

/** Answers JSON that is a success; throws otherwise. */
export async function call<T = Record<string, unknown>>(
  house: House,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await house.call(method, path, body);
  const text = await answer.text();
  if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as T;
}

/** A person with a session of their own, made anew. */
export async function lan(house: House) {
  await house.call('DELETE', `/users/${LAN.username}`);
  await call(house, 'POST', '/users', { ...LAN, role: 'viewer' });
  return signedIn(house);
}

export async function signedIn(house: House) {
  const json = { 'content-type': 'application/json' };
  const asking = (method: string, path: string, cookie: string, body?: unknown) =>
    fetch(`${house.url}/api/v1${path}`, {
      method,
      headers: { ...(cookie !== '' && { cookie }), ...(body !== undefined && json) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const cookie = (await asking('POST', '/session', '', LAN)).headers.get('set-cookie')?.split(';')[0] ?? '';
  return (method: string, path: string, body?: unknown) => asking(method, path, cookie, body);
}

export type Person = Awaited<ReturnType<typeof signedIn>>;

export async function source(house: House, change: object = {}): Promise<void> {
  await house.call('DELETE', '/sources/kho');
  const settings = { id: 'kho', kind: 'pull', url: 'http://127.0.0.1:1/feed', nature: 'sample', ...change };
  await call(house, 'POST', '/sources', settings);
}

/** A file of the organisation with one unit of its own. */
export async function broughtFile(house: House, unitKey: string): Promise<{ number: number; state: string }> {
  const { token } = await call<{ token: string }>(house, 'POST', '/tokens', {
    permissions: ['organisation.manage', 'cases.read'],
  });
  const answer = await fetch(`${house.url}/api/v1/organisation/imports?name=to-chuc.csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: `unit,name,level,parent\n${unitKey},Đơn vị thử,province,`,
  });
  return (await answer.json()) as { number: number; state: string };
}
