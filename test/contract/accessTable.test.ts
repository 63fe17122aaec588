/** Every operation of the document that the engine serves × everybody × where they stand, over real HTTP. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../electron/contract/access.ts';
import { problem } from '../../electron/contract/problems.ts';
import { DEVICE_COOKIE } from '../../electron/engine/access/index.ts';
import { createDevices } from '../../electron/engine/network/index.ts';
import { DATABASE_FILE, type WritableDB } from '../../electron/engine/store/index.ts';
import { EVERYBODY, OPERATIONS, type Place, QUERY, type Rule, RULES, type Somebody } from './accessTable.ts';
import { START_MS } from './engineProcess.ts';
import { AS_WALL, type House, openHouse, PERSON } from './house.ts';
import { unit } from './lines.ts';

const MINE = 'P-V';
const BELOW = 'P-V1';
const BEYOND = ['P', 'P-W', 'NOWHERE', '__proto__', ''];
const SOURCE = 'its';
const PASSWORD = 'mật khẩu đủ dài 2026';
/** Rights that somebody with a place can have: whoever manages people looks after the whole organisation. */
const PLACEABLE = PERMISSIONS.filter((one) => one !== 'people.manage');
const PLACED = ['viewer', 'staff', 'leader', 'operator', 'reading program', 'able program'] as const;

type Headers = Record<string, string>;
let house: House;
let everybody: Record<Somebody, Headers>;
let placed: Record<(typeof PLACED)[number], Headers>;

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
async function made(path: string, body: unknown): Promise<Headers> {
  const answer = await house.call('POST', path, body);
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return bearer(((await answer.json()) as { token: string }).token);
}
async function signIn(username: string, password: string): Promise<Headers> {
  const answer = await fetch(`${house.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}
async function person(role: string, place: string | null): Promise<Headers> {
  const username = `${role}.${place ?? 'all'}`;
  const answer = await house.call('POST', '/users', { username, password: PASSWORD, role, place });
  if (answer.status !== 201) throw new Error(await answer.text());
  return signIn(username, PASSWORD);
}

/** As if it had been paired over the network: the engine knows it by its row. */
function device(): Headers {
  const db = new Database(join(house.dataDir, DATABASE_FILE)) as WritableDB;
  const { token } = createDevices(db, Date.now).add({ name: 'Máy thử', by: 'test', address: '::1' });
  db.close();
  return { cookie: `${DEVICE_COOKIE}=${token}` };
}

beforeAll(async () => {
  house = await openHouse();
  const its = await house.source(SOURCE);
  const other = await house.source('other');
  await its.push([
    unit('P'),
    unit(MINE, { parent: 'P' }),
    unit(BELOW, { parent: MINE, level: 'room' }),
    unit('P-W', { parent: 'P' }),
  ]);
  everybody = {
    nobody: {},
    viewer: await person('viewer', null),
    staff: await person('staff', null),
    leader: await person('leader', null),
    operator: await person('operator', null),
    administrator: await signIn(PERSON.username, PERSON.password),
    'idle program': await made('/tokens', { permissions: [] }),
    'reading program': await made('/tokens', {}),
    'able program': await made('/tokens', { permissions: PERMISSIONS }),
    'its source': bearer(its.token),
    'other source': bearer(other.token),
    wall: AS_WALL,
    device: device(),
  };
  placed = {
    viewer: await person('viewer', MINE),
    staff: await person('staff', MINE),
    leader: await person('leader', MINE),
    operator: await person('operator', MINE),
    'reading program': await made('/tokens', { place: MINE }),
    'able program': await made('/tokens', { place: MINE, permissions: PLACEABLE }),
  };
}, START_MS);
afterAll(() => house.close());

interface Document {
  paths: Record<string, Record<string, object>>;
}

function addressOf(operation: string): { method: string; path: string } {
  const [method = '', template = ''] = operation.split(' ');
  // What is named is not there, but for the source that takes lines: nothing is done, and the gate is passed all the same.
  const id = template.endsWith('/events') ? SOURCE : 'nowhere';
  const path = template
    .replace('{id}', id)
    .replace(/\{(number|n)\}/, '999999')
    .replace('{year}', '2024')
    .replace('{role}', template.includes('/roles/') ? 'nowhere' : 'map')
    .replace(/\{\w+\}/, 'nowhere');
  return { method, path };
}

/** Asks with an empty body; `query` begins with `?`. */
function ask(operation: string, who: Headers, query = ''): Promise<Response> {
  const { method, path } = addressOf(operation);
  const writes = method !== 'GET' && method !== 'DELETE';
  return fetch(house.url + path + query, {
    method,
    headers: { ...who, ...(writes && { 'content-type': 'application/json' }) },
    ...(writes && { body: '{}' }),
    // An order of the wall is waited for; by then the gate was passed.
    signal: AbortSignal.timeout(8_000),
  });
}

/** `passed` the gate, or how it was refused. */
async function outcome(operation: string, who: Headers, query = ''): Promise<string> {
  const answer = await ask(operation, who, query).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'TimeoutError') return null;
    throw error;
  });
  if (answer === null) return 'passed';
  if (answer.status !== 401 && answer.status !== 403) {
    await answer.body?.cancel();
    return 'passed';
  }
  const { field } = problem.parse(await answer.json());
  return field === undefined ? String(answer.status) : `${answer.status} ${field}`;
}

/** Signing out would end the sessions that the rest of the table needs: it is open to all, as its own test shows. */
const ASKED = Object.entries(OPERATIONS).filter(
  ([operation]) => operation !== 'DELETE /api/v1/session' && operation !== 'DELETE /api/v1/remote',
);

describe('the table', () => {
  it('has a line for every operation that the engine describes, and no other', async () => {
    const document = (await (await fetch(`${house.url}/api/v1/openapi.json`)).json()) as Document;
    const served = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(served.sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it.each(ASKED)('%s', { timeout: 60_000 }, async (operation, [rule, place]) => {
    const expected: Record<string, string> = {};
    const found: Record<string, string> = {};
    await Promise.all([
      ...EVERYBODY.map(async (somebody) => {
        const may = RULES[rule].includes(somebody);
        expected[somebody] = may ? 'passed' : somebody === 'nobody' && rule !== 'other door' ? '401' : '403';
        found[somebody] = await outcome(operation, everybody[somebody]);
      }),
      ...PLACED.map(async (somebody) => {
        const may =
          RULES[rule].includes(somebody) && (somebody !== 'able program' || rule !== 'people.manage');
        await stands(operation, somebody, { may, rule, place }, expected, found);
      }),
    ]);
    expect(found).toEqual(expected);
  });
});

/** What somebody with a place is told. */
async function stands(
  operation: string,
  somebody: (typeof PLACED)[number],
  { may, rule, place }: { may: boolean; rule: Rule; place: Place },
  expected: Record<string, string>,
  found: Record<string, string>,
): Promise<void> {
  const who = placed[somebody];
  const note = async (about: string, want: string, query: string) => {
    expected[`${somebody}, ${about}`] = want;
    found[`${somebody}, ${about}`] = await outcome(operation, who, query);
  };
  if (!may) return note('placed', '403', '');
  if (place === 'whole') return note('placed', rule === 'source' ? '403' : '403 unit', '');
  if (place === 'free') return note('placed', 'passed', '');
  if (place === 'narrowed') {
    const text = await (await ask(operation, who)).text();
    expected[`${somebody}, placed`] = 'tells of no other unit';
    found[`${somebody}, placed`] = BEYOND.filter((one) => one !== 'P' && one !== '').some((one) =>
      text.includes(one),
    )
      ? text
      : 'tells of no other unit';
    return;
  }
  const more = QUERY[addressOf(operation).path] ?? '';
  for (const key of [MINE, BELOW]) await note(`about ${key}`, 'passed', `?unit=${key}${more}`);
  for (const key of BEYOND)
    await note(`about "${key}"`, key === '' ? 'passed' : '403 unit', `?unit=${key}${more}`);
}
