/** Every route × everybody: whoever may not is refused, whoever may is not. Routes are read from the server itself. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Access } from '../access/index.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  signIn,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';

const EVERYBODY = [
  'nobody',
  'reader',
  'push',
  'otherPush',
  'wall',
  'viewer',
  'operator',
  'administrator',
] as const;
type Somebody = (typeof EVERYBODY)[number];

/** Written out, not computed: this is the table to be held. */
const MAY: Record<Access, readonly Somebody[]> = {
  open: EVERYBODY,
  signed_in: ['reader', 'viewer', 'operator', 'administrator'],
  signed_in_or_wall: ['reader', 'wall', 'viewer', 'operator', 'administrator'],
  operator: ['operator', 'administrator'],
  administrator: ['administrator'],
  source: ['push', 'administrator'],
  wall: ['wall'],
};
/** Those of them who may see single cases unless it is said otherwise. */
const READS_CASES: readonly Somebody[] = ['operator', 'administrator'];

let test: TestFace;
let people: Record<Somebody, Client>;

beforeAll(async () => {
  test = await startFace();
  const admin = await administrator(test);
  const person = async (role: string) => {
    await admin.call('POST', '/users', { username: role, password: PASSWORD, role });
    return signIn(test.url, role);
  };
  const token = async (path: string) => {
    const made = (await (await admin.call('POST', path)).json()) as { token: string };
    return client(test.url, { token: made.token });
  };
  people = {
    nobody: client(test.url),
    reader: await token('/tokens'),
    push: await token('/sources/demo/tokens'),
    otherPush: await token('/sources/second/tokens'),
    wall: client(test.url, { token: WALL_TOKEN }),
    viewer: await person('viewer'),
    operator: await person('operator'),
    administrator: admin,
  };
});
afterAll(() => test.end());

it('holds for every route', async () => {
  const routes = test.face.routes.filter(
    ({ url, method }) => url.startsWith('/api/v1/') && method !== 'HEAD',
  );
  expect(routes.length).toBeGreaterThan(25);
  const found: string[] = [];
  const held: string[] = [];
  for (const { method, url, access, needs } of routes) {
    // Signing out here would end the session that the rest of the table needs.
    if (method === 'DELETE' && url.endsWith('/session')) continue;
    const path = url
      .slice('/api/v1'.length)
      .replace(':id', 'demo')
      .replace(':role', 'map')
      .replace(':number', '9999');
    for (const somebody of EVERYBODY) {
      const { status } = await people[somebody].call(
        method,
        path,
        method === 'GET' || method === 'DELETE' ? undefined : {},
      );
      // A token may not have a session: that is an answer of the route, not of the gate.
      if (url.endsWith('/session') && method === 'GET' && somebody === 'reader') continue;
      const refused = status === 403 || status === 401 ? status : 'passed';
      const permitted = needs === undefined || READS_CASES.includes(somebody);
      const may = access !== undefined && MAY[access].includes(somebody) && permitted;
      const expected = may ? 'passed' : somebody === 'nobody' ? 401 : 403;
      found.push(`${method} ${url} ${somebody}: ${refused}`);
      held.push(`${method} ${url} ${somebody}: ${expected}`);
    }
  }
  expect(found).toEqual(held);
});
