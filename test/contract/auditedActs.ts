/**
 * Every operation that changes what is set, done once for real, with what it must leave in the audit trail; and the
 * operations that change nothing that is set, with the reason. Together they name every writing operation of the API.
 */
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Secret, TOTP } from 'otpauth';
import { DEVICE_COOKIE } from '../../electron/engine/access/index.ts';
import { formatInstant, HOUR_MS, yearOf } from '../../electron/contract/calendar.ts';
import { openLive } from '../../electron/engine/fixtures/liveClient.ts';
import { askOver, OUTSIDE } from '../../electron/engine/fixtures/network.ts';
import { tilesFile } from '../../electron/engine/maps/streets/fixtures.ts';
import { pngOf } from '../../electron/engine/images/fixtures.ts';
import { createDevices } from '../../electron/engine/network/index.ts';
import { DATABASE_FILE, type WritableDB } from '../../electron/engine/store/index.ts';
import { WALL_TOKEN } from './engineProcess.ts';
import { AS_WALL, type House, PERSON } from './house.ts';
import { enforcementCase, unit } from './lines.ts';
import { TASK_CHANGES, TASK_CHANGES_NOTHING } from './taskActs.ts';

/** `added`: what is there after; `removed`: what was there before; `changed`: both. */
export type Leaves = 'added' | 'removed' | 'changed';
export interface Act {
  kind: string;
  leaves: Leaves;
  /** Prepares what it needs, and does it; what it is answered must be a success. */
  do: (house: House) => Promise<{ status: number }>;
  /** Needs an address of the machine that is not loopback. */
  outside?: true;
}

const LAN = { username: 'lan', password: 'mật khẩu của Lan 2026' };
export const SECRETS = {
  lan: LAN.password,
  changed: 'mật khẩu sau khi đổi 2026',
  authorization: 'Bearer khoa-cua-nguon',
  database: 'mật khẩu cơ sở dữ liệu',
  query: 'khoa-trong-dia-chi',
  client: 'bí mật của máy khách 2026',
  model: 'khoa-cua-mo-hinh-2026',
  mail: 'mật khẩu của máy chủ thư 2026',
} as const;

/** Answers JSON that is a success; throws otherwise. */
async function call<T = Record<string, unknown>>(
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
async function lan(house: House) {
  await house.call('DELETE', `/users/${LAN.username}`);
  await call(house, 'POST', '/users', { ...LAN, role: 'viewer' });
  return signedIn(house);
}
async function signedIn(house: House) {
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
type Person = Awaited<ReturnType<typeof signedIn>>;

async function withSecondStep(person: Person): Promise<Response> {
  const begun = await person('POST', '/account/second-factor', { current: LAN.password });
  const { secret } = (await begun.json()) as { secret: string };
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  return person('PUT', '/account/second-factor', { code });
}

async function source(house: House, change: object = {}): Promise<void> {
  await house.call('DELETE', '/sources/kho');
  const settings = { id: 'kho', kind: 'pull', url: 'http://127.0.0.1:1/feed', nature: 'sample', ...change };
  await call(house, 'POST', '/sources', settings);
}

const entry = (change: object = {}) => ({
  ...{ name: 'Giao ban sáng', scene: 'briefing', enabled: false, from: '07:30', to: '08:30' },
  ...{ weekdays: [1, 2, 3, 4, 5], firstDay: null, lastDay: null, on: [], off: [], holidays: 'not' },
  ...{ priority: 10, condition: null, ...change },
});
const scheduled = async (house: House, change: object = {}) =>
  (await call<{ id: number }>(house, 'POST', '/schedule/entries', entry(change))).id;

const dashboard = async (house: House) => {
  const made = await call<{ id: string }>(house, 'POST', '/dashboards', {
    from: 'nothing',
    title: 'Của tôi',
  });
  return made.id;
};
const figure = { id: 'one', type: 'figure', x: 0, y: 0, w: 4, h: 3, config: { unit: 'U' } };
const document = { schema: 1, title: 'Của tôi, sửa', widgets: [figure] };
/** One with something on it, so that it can be sent. */
const filled = async (house: House) => {
  const id = await dashboard(house);
  await call(house, 'PUT', `/dashboards/${id}`, { basedOn: 1, document });
  return id;
};

const message = (text: string) => ({
  text,
  level: 'urgent',
  until: formatInstant(Date.now() + HOUR_MS),
});
const played = { mode: 'playback', interval: 'last_day', speed: 60 };

/** A draft of a scene of its own. */
async function drafted(house: House, id: string): Promise<number> {
  await house.call('DELETE', `/scenes/${id}`);
  const title = { vi: 'Cảnh thử', en: 'A scene to try' };
  return (await call<{ version: number }>(house, 'POST', '/scenes', { id, title, from: 'default' })).version;
}
async function publishedScene(house: House, id: string): Promise<void> {
  const version = await drafted(house, id);
  await call(house, 'POST', `/scenes/${id}/publish`, { version, note: null });
}

/** Does what the shell does with one order: carries it out, and reports what hangs where since. */
async function shellCarriesOut(house: House, first: 'statistics' | 'map'): Promise<void> {
  const asked = (path: string, body?: unknown) =>
    fetch(`${house.url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...AS_WALL, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const { order } = (await (await asked('/wall/orders/next?wait=20')).json()) as { order: { id: string } };
  await asked(`/wall/orders/${order.id}/outcome`, { refused: null, report: hung(first) });
}
function hung(first: 'statistics' | 'map') {
  const [second] = (['statistics', 'map'] as const).filter((one) => one !== first);
  const monitor = (place: number, roles: unknown[]) => ({
    ...{ id: `d${place}`, label: '', x: 1920 * place, y: 0, width: 1920, height: 1080, scale: 1 },
    position: { place, row: 1, rows: 1, column: place, columns: 2 },
    ...{ roles, extra: null },
  });
  const monitors = [monitor(1, [first]), monitor(2, [second, 'trends', 'operations'])];
  return { monitors, binding: null };
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

async function closing(house: House): Promise<Response> {
  const year = yearOf(Date.now()) - 1;
  const feed = await house.source(`nam-${Date.now()}`);
  await feed.push([
    unit('U'),
    enforcementCase('C', { at: `${year}-03-01T08:00:00+07:00`, accepted_on: `${year}-03-01` }),
  ]);
  const { figures } = await call<{ figures: string }>(house, 'GET', `/years/${year}/close/preview`);
  const signed = { password: PERSON.password, remark: 'Đã đối chiếu', figures };
  return house.call('POST', `/years/${year}/close`, signed);
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

/** A file of the organisation with one unit of its own. */
async function broughtFile(house: House, unitKey: string): Promise<{ number: number; state: string }> {
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

/** A map of the city with one region of its own, as a draft. */
async function broughtMap(house: House): Promise<{ number: number; seen: string }> {
  const { number: file, state } = await broughtFile(house, 'HCM');
  await house.call('POST', `/organisation/imports/${file}/application`, { state });
  const { token } = await call<{ token: string }>(house, 'POST', '/tokens', { permissions: ['maps.manage'] });
  const corners = [
    [106.6, 10.7],
    [106.8, 10.7],
    [106.7, 10.9],
    [106.6, 10.7],
  ];
  const properties = { ma: '26740', ten: 'Phường thử' };
  const geometry = { type: 'Polygon', coordinates: [corners] };
  const answer = await fetch(`${house.url}/api/v1/maps?name=dia-gioi.geojson&root=HCM`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/geo+json' },
    body: JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties, geometry }],
    }),
  });
  return (await answer.json()) as { number: number; seen: string };
}
async function publishedMap(house: House): Promise<number> {
  const { number, seen } = await broughtMap(house);
  await call(house, 'POST', `/maps/${number}/publication`, { seen });
  return number;
}
/** Chooses a file of streets that was not chosen before. */
function choosesStreets(house: House): Promise<Response> {
  const folder = join(house.dataDir, 'streets');
  mkdirSync(folder, { recursive: true });
  const file = `thanh-pho-${readdirSync(folder).length}.pmtiles`;
  writeFileSync(join(folder, file), tilesFile({ maxZoom: 4 }));
  return house.call('PUT', '/maps/streets', { file });
}
/** A picture of its own: every call brings another colour. */
let colours = 0;
function upload(house: House): Promise<Response> {
  colours += 1;
  return house.upload('/images?vi=Quốc%20huy', new Uint8Array(pngOf(4, 4, [colours, 0, 0])));
}
async function broughtImage(house: House): Promise<string> {
  const { id } = (await (await upload(house)).json()) as { id: string };
  return id;
}
const LOOKED_AT = { root: 'HCM', region: 'HCM-KV01' };

const mailServer = (change: object = {}) => ({
  ...{ host: '127.0.0.1', port: 1, tls: 'none', user: 'ioc', password: SECRETS.mail },
  ...{ sender: 'ioc@thads.local', senderName: 'IOC', ...change },
});

/** A receiver of webhooks, made anew. */
function receiver(house: House): Promise<{ id: string; name: string }> {
  const name = `Nơi nhận ${Date.now()}`;
  return call(house, 'POST', '/deliveries/endpoints', { name, url: 'http://127.0.0.1:1/', inner: true });
}

const alertRule = (change: object = {}) => ({
  ...{ name: `Nguồn im lặng ${Date.now()}`, severity: 'info', scope: {} },
  ...{ condition: { kind: 'freshness', source: null, limit: 5 }, ...change },
});
function rule(house: House): Promise<{ number: number }> {
  return call(house, 'POST', '/alerts/rules', alertRule());
}

/** An alert that stands: of a source that is not there any more, whose rule is an error from then on. */
async function standingAlert(house: House): Promise<number> {
  const source = `im-${Date.now()}`;
  await house.source(source);
  const condition = { kind: 'freshness', source, limit: 5 };
  const { number } = await call<{ number: number }>(house, 'POST', '/alerts/rules', alertRule({ condition }));
  await call(house, 'DELETE', `/sources/${source}`);
  for (;;) {
    const { alerts } = await house.get<{ alerts: { number: number }[] }>(`/alerts?rule=${number}`);
    if (alerts[0]) return alerts[0].number;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
function silence(house: House): Promise<{ number: number }> {
  return call(house, 'POST', '/alerts/silences', { rule: null, unit: null, minutes: 5, comment: 'bảo trì' });
}

/** Targets that wait for somebody to approve them. */
async function proposed(house: House): Promise<number> {
  const source = await house.source(`muc-${Date.now()}`);
  await source.push([unit('DV-CT')]);
  const { number } = await call<{ number: number }>(house, 'POST', '/targets/proposals', targets());
  return number;
}
const targets = () => ({
  ...{ year: yearOf(Date.now()), reason: 'giao đầu năm' },
  rows: [{ indicator: 'case_completion_rate', unit: 'DV-CT', value: 60 + (Date.now() % 1000) / 100 }],
});
/** Somebody else than whoever proposed. */
async function approving(house: House): Promise<Person> {
  await lan(house);
  await call(house, 'PATCH', `/users/${LAN.username}`, { role: 'leader' });
  return signedIn(house);
}

/** A delivery that was given up. */
async function givenUp(house: House): Promise<number> {
  const db = new Database(join(house.dataDir, DATABASE_FILE));
  const made = db
    .prepare(
      `INSERT INTO delivery (key, kind, way, receiver, message_id, subject, content, state, made_at, ended_at, fault)
       VALUES ('thử', 'alert', 'webhook', 'đã bỏ', 'm', 'Thử', '{"text":""}', 'given_up', 1, 1, 'endpoint_gone')`,
    )
    .run();
  db.close();
  return Number(made.lastInsertRowid);
}

let reported = 0;
/** A report of the year before, of a unit of its own. */
async function draftReport(house: House): Promise<{ id: number; digest: string }> {
  reported += 1;
  const key = `BC-${reported}`;
  await (await house.source(`bc-${reported}`)).push([unit(key)]);
  const subject = { form: 'ket-qua-don-vi', unit: key, year: yearOf(Date.now()) - 1, months: 12 };
  const made = await call<{ report: { id: number }; digest: string }>(house, 'POST', '/reports', subject);
  return { id: made.report.id, digest: made.digest };
}
async function checkedReport(house: House) {
  const made = await draftReport(house);
  await call(house, 'POST', `/reports/${made.id}/check`, { digest: made.digest });
  return made;
}
const signReport = (house: House, { id, digest }: { id: number; digest: string }) =>
  house.call('POST', `/reports/${id}/signature`, { digest, password: PERSON.password });
async function reportForm(house: House): Promise<object> {
  return call(house, 'GET', '/reports/forms/ket-qua-don-vi');
}
const reportSchedule = (change: object = {}) => ({
  ...{ form: 'ket-qua-viec', unit: 'U', months: [3, 6, 12], day: 2, time: '06:30' },
  ...{ mailTo: ['phong@thads.local'], enabled: true, ...change },
});
const scheduledReport = async (house: House) =>
  (await call<{ id: number }>(house, 'POST', '/reports/schedules', reportSchedule())).id;

export const CHANGES: Readonly<Record<string, Act>> = {
  'PUT /api/v1/questions/model': {
    ...{ kind: 'language_model_changed', leaves: 'changed' },
    async do(house) {
      const set = { on: false, url: 'http://127.0.0.1:9/v1', timeoutS: 5, key: SECRETS.model };
      await call(house, 'PUT', '/questions/model', { ...set, model: 'một' });
      return house.call('PUT', '/questions/model', { ...set, model: 'hai' });
    },
  },
  ...TASK_CHANGES,
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
  'POST /api/v1/organisation/imports/{number}/application': {
    ...{ kind: 'organisation_imported', leaves: 'changed' },
    async do(house) {
      const { number, state } = await broughtFile(house, `DV-${Date.now()}`);
      return house.call('POST', `/organisation/imports/${number}/application`, { state });
    },
  },
  'POST /api/v1/reports/forms': {
    ...{ kind: 'form_added', leaves: 'added' },
    do: async (house) =>
      house.call('POST', '/reports/forms', { ...(await reportForm(house)), code: 'rieng', number: 'R-1' }),
  },
  'DELETE /api/v1/reports/forms/{code}': {
    ...{ kind: 'form_withdrawn', leaves: 'removed' },
    async do(house) {
      await call(house, 'POST', '/reports/forms', {
        ...(await reportForm(house)),
        code: 'bo',
        number: 'B-1',
      });
      return house.call('DELETE', '/reports/forms/bo');
    },
  },
  'POST /api/v1/reports/schedules': {
    ...{ kind: 'report_schedule_added', leaves: 'added' },
    do: (house) => house.call('POST', '/reports/schedules', reportSchedule()),
  },
  'PUT /api/v1/reports/schedules/{number}': {
    ...{ kind: 'report_schedule_changed', leaves: 'changed' },
    do: async (house) =>
      house.call(
        'PUT',
        `/reports/schedules/${await scheduledReport(house)}`,
        reportSchedule({ day: 3, mailTo: [] }),
      ),
  },
  'DELETE /api/v1/reports/schedules/{number}': {
    ...{ kind: 'report_schedule_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/reports/schedules/${await scheduledReport(house)}`),
  },
  'POST /api/v1/reports': {
    ...{ kind: 'report_made', leaves: 'added' },
    async do(house) {
      const { id } = await draftReport(house);
      return house.call('GET', `/reports/${id}`);
    },
  },
  'DELETE /api/v1/reports/{number}': {
    ...{ kind: 'report_discarded', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/reports/${(await draftReport(house)).id}`),
  },
  'POST /api/v1/reports/{number}/recomputation': {
    ...{ kind: 'report_recomputed', leaves: 'changed' },
    async do(house) {
      const { id, digest } = await draftReport(house);
      return house.call('POST', `/reports/${id}/recomputation`, { digest });
    },
  },
  'POST /api/v1/reports/{number}/check': {
    ...{ kind: 'report_checked', leaves: 'changed' },
    async do(house) {
      const { id, digest } = await draftReport(house);
      return house.call('POST', `/reports/${id}/check`, { digest });
    },
  },
  'POST /api/v1/reports/{number}/return': {
    ...{ kind: 'report_sent_back', leaves: 'changed' },
    async do(house) {
      const { id, digest } = await checkedReport(house);
      return house.call('POST', `/reports/${id}/return`, { digest, comment: 'Xem lại dòng 3' });
    },
  },
  'POST /api/v1/reports/{number}/signature': {
    ...{ kind: 'report_signed', leaves: 'changed' },
    do: async (house) => signReport(house, await checkedReport(house)),
  },
  'POST /api/v1/reports/{number}/lock': {
    ...{ kind: 'report_locked', leaves: 'changed' },
    async do(house) {
      const made = await checkedReport(house);
      await signReport(house, made);
      return house.call('POST', `/reports/${made.id}/lock`, { digest: made.digest });
    },
  },
  'POST /api/v1/reports/{number}/amendment': {
    ...{ kind: 'report_made', leaves: 'added' },
    async do(house) {
      const made = await checkedReport(house);
      await signReport(house, made);
      const asked = { digest: made.digest, comment: 'Hồ sơ đến muộn' };
      return house.call('POST', `/reports/${made.id}/amendment`, asked);
    },
  },
  'POST /api/v1/maps/{number}/publication': {
    ...{ kind: 'map_published', leaves: 'changed' },
    async do(house) {
      const { number, seen } = await broughtMap(house);
      return house.call('POST', `/maps/${number}/publication`, { seen });
    },
  },
  'DELETE /api/v1/maps/{number}/publication': {
    ...{ kind: 'map_withdrawn', leaves: 'changed' },
    do: async (house) => house.call('DELETE', `/maps/${await publishedMap(house)}/publication`),
  },
  'PUT /api/v1/maps/streets': {
    ...{ kind: 'streets_chosen', leaves: 'changed' },
    do: choosesStreets,
  },
  'DELETE /api/v1/maps/streets': {
    ...{ kind: 'streets_removed', leaves: 'changed' },
    async do(house) {
      await choosesStreets(house);
      return house.call('DELETE', '/maps/streets');
    },
  },
  'POST /api/v1/images': { kind: 'image_added', leaves: 'added', do: (house) => upload(house) },
  'PUT /api/v1/images/{id}': {
    ...{ kind: 'image_described', leaves: 'changed' },
    async do(house) {
      const words = { vi: 'Sơ đồ tầng 3' };
      return house.call('PUT', `/images/${await broughtImage(house)}`, { words });
    },
  },
  'DELETE /api/v1/images/{id}': {
    ...{ kind: 'image_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/images/${await broughtImage(house)}`),
  },
  'PUT /api/v1/wall/map-focus': {
    ...{ kind: 'map_focused', leaves: 'changed' },
    do: (house) => house.call('PUT', '/wall/map-focus', LOOKED_AT),
  },
  'DELETE /api/v1/wall/map-focus': {
    ...{ kind: 'map_focus_ended', leaves: 'removed' },
    async do(house) {
      await call(house, 'PUT', '/wall/map-focus', LOOKED_AT);
      return house.call('DELETE', '/wall/map-focus?root=HCM');
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
  'POST /api/v1/sources': {
    ...{ kind: 'source_added', leaves: 'added' },
    do: (house) =>
      house.call('POST', '/sources', {
        ...{ id: 'csdl', kind: 'sql', dialect: 'postgresql', host: '127.0.0.1', port: 1, tls: 'off' },
        ...{ database: 'thads', user: 'doc', password: SECRETS.database, nature: 'sample' },
        ...{ query: 'SELECT id, updated_at FROM vu_viec', watermark: { column: 'updated_at', key: 'id' } },
        mappings: [
          { event: 'unit', fields: { unit: 'id', name: 'ten', parent: 'cha', level: 'cap' }, at: 'received' },
        ],
      }),
  },
  'PATCH /api/v1/sources/{id}': {
    ...{ kind: 'source_changed', leaves: 'changed' },
    async do(house) {
      await source(house, { authorization: 'Bearer cu' });
      return house.call('PATCH', '/sources/kho', {
        limit: 500,
        authorization: SECRETS.authorization,
        url: `http://127.0.0.1:1/feed?key=${SECRETS.query}`,
      });
    },
  },
  'DELETE /api/v1/sources/{id}': {
    ...{ kind: 'source_removed', leaves: 'removed' },
    async do(house) {
      await source(house, { authorization: SECRETS.authorization });
      return house.call('DELETE', '/sources/kho');
    },
  },
  'POST /api/v1/sources/{id}/pause': {
    ...{ kind: 'source_paused', leaves: 'changed' },
    async do(house) {
      await source(house);
      return house.call('POST', '/sources/kho/pause');
    },
  },
  'POST /api/v1/sources/{id}/resume': {
    ...{ kind: 'source_resumed', leaves: 'changed' },
    async do(house) {
      await source(house);
      await call(house, 'POST', '/sources/kho/pause');
      return house.call('POST', '/sources/kho/resume');
    },
  },
  'POST /api/v1/sources/{id}/tokens': {
    ...{ kind: 'token_made', leaves: 'added' },
    async do(house) {
      await source(house);
      return house.call('POST', '/sources/kho/tokens', {});
    },
  },
  'PUT /api/v1/clock': {
    ...{ kind: 'playback_started', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/clock', { mode: 'live' });
      const answer = await house.call('PUT', '/clock', played);
      await call(house, 'PUT', '/clock', { mode: 'live' });
      return answer;
    },
  },
  'PUT /api/v1/clock/settings': {
    ...{ kind: 'playback_settings', leaves: 'changed' },
    do: (house) =>
      house.call('PUT', '/clock/settings', {
        ...{ automatic: false, silenceS: 900, hours: 12, speed: 30, idleS: 600 },
      }),
  },
  'POST /api/v1/clock/bookmarks': {
    ...{ kind: 'bookmark_added', leaves: 'added' },
    do: (house) => house.call('POST', '/clock/bookmarks', { name: 'Họp tổng kết' }),
  },
  'PUT /api/v1/clock/bookmarks/{number}': {
    ...{ kind: 'bookmark_changed', leaves: 'changed' },
    async do(house) {
      const { id } = await call<{ id: number }>(house, 'POST', '/clock/bookmarks', { name: 'Họp' });
      return house.call('PUT', `/clock/bookmarks/${id}`, { name: 'Họp quý' });
    },
  },
  'DELETE /api/v1/clock/bookmarks/{number}': {
    ...{ kind: 'bookmark_removed', leaves: 'removed' },
    async do(house) {
      const { id } = await call<{ id: number }>(house, 'POST', '/clock/bookmarks', { name: 'Họp' });
      return house.call('DELETE', `/clock/bookmarks/${id}`);
    },
  },
  'POST /api/v1/scenes/import': {
    ...{ kind: 'scene_imported', leaves: 'added' },
    async do(house) {
      await drafted(house, 'mang-sang');
      const file: unknown = await call(house, 'GET', '/scenes/mang-sang/file');
      await call(house, 'DELETE', '/scenes/mang-sang');
      return house.call('POST', '/scenes/import', file);
    },
  },
  'DELETE /api/v1/scenes/{id}': {
    ...{ kind: 'scene_deleted', leaves: 'changed' },
    async do(house) {
      await publishedScene(house, 'bo-di');
      return house.call('DELETE', '/scenes/bo-di');
    },
  },
  'POST /api/v1/scenes/{id}/publish': {
    ...{ kind: 'scene_published', leaves: 'added' },
    async do(house) {
      const version = await drafted(house, 'dua-len');
      return house.call('POST', '/scenes/dua-len/publish', { version, note: 'Bản đầu' });
    },
  },
  'POST /api/v1/scenes/{id}/roll-back': {
    ...{ kind: 'scene_rolled_back', leaves: 'changed' },
    async do(house) {
      await publishedScene(house, 'lui-lai');
      return house.call('POST', '/scenes/lui-lai/roll-back', { number: 1, note: null });
    },
  },
  'PUT /api/v1/wall/scene': {
    ...{ kind: 'scene_switched', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/wall/scene', { scene: 'default' });
      return house.call('PUT', '/wall/scene', { scene: 'briefing' });
    },
  },
  'DELETE /api/v1/wall/scene/override': {
    ...{ kind: 'scene_handed_back', leaves: 'changed' },
    async do(house) {
      const always = { enabled: true, from: '00:00', to: '24:00', weekdays: [1, 2, 3, 4, 5, 6, 7] };
      const id = await scheduled(house, { ...always, holidays: 'as_usual' });
      await call(house, 'PUT', '/wall/scene', { scene: 'default' });
      const answer = await house.call('DELETE', '/wall/scene/override');
      await call(house, 'DELETE', `/schedule/entries/${id}`);
      return answer;
    },
  },
  'POST /api/v1/schedule/entries': {
    ...{ kind: 'schedule_added', leaves: 'added' },
    do: (house) => house.call('POST', '/schedule/entries', entry()),
  },
  'PUT /api/v1/schedule/entries/{number}': {
    ...{ kind: 'schedule_changed', leaves: 'changed' },
    do: async (house) =>
      house.call('PUT', `/schedule/entries/${await scheduled(house)}`, entry({ to: '09:00' })),
  },
  'DELETE /api/v1/schedule/entries/{number}': {
    ...{ kind: 'schedule_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/schedule/entries/${await scheduled(house)}`),
  },
  'POST /api/v1/wall/interrupt': {
    ...{ kind: 'interrupt_shown', leaves: 'changed' },
    async do(house) {
      await call(house, 'POST', '/wall/interrupt', message('Họp lúc 9 giờ'));
      return house.call('POST', '/wall/interrupt', message('Họp lúc 10 giờ'));
    },
  },
  'DELETE /api/v1/wall/interrupt': {
    ...{ kind: 'interrupt_ended', leaves: 'removed' },
    async do(house) {
      await call(house, 'POST', '/wall/interrupt', message('Họp lúc 9 giờ'));
      return house.call('DELETE', '/wall/interrupt');
    },
  },
  'PUT /api/v1/wall/screens': {
    ...{ kind: 'screens_changed', leaves: 'changed' },
    do: (house) => house.call('PUT', '/wall/screens', { contact: 'Tổ CNTT, máy lẻ 112' }),
  },
  'PUT /api/v1/wall/hanging': {
    ...{ kind: 'monitors_bound', leaves: 'changed' },
    async do(house) {
      const report = (first: 'statistics' | 'map') =>
        fetch(`${house.url}/api/v1/wall/report`, {
          method: 'POST',
          headers: { ...AS_WALL, 'content-type': 'application/json' },
          body: JSON.stringify(hung(first)),
        });
      await report('statistics');
      const wanted = { statistics: 'd2', map: 'd1', trends: 'd2', operations: 'd2' };
      const done = shellCarriesOut(house, 'map');
      const answer = await house.call('PUT', '/wall/hanging', { roles: wanted });
      await done;
      return answer;
    },
  },
  'POST /api/v1/dashboards': {
    ...{ kind: 'dashboard_made', leaves: 'added' },
    do: (house) => house.call('POST', '/dashboards', { from: 'nothing', title: 'Của tôi' }),
  },
  'PUT /api/v1/dashboards/{id}': {
    ...{ kind: 'dashboard_saved', leaves: 'changed' },
    do: async (house) => house.call('PUT', `/dashboards/${await dashboard(house)}`, { basedOn: 1, document }),
  },
  'DELETE /api/v1/dashboards/{id}': {
    ...{ kind: 'dashboard_deleted', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/dashboards/${await dashboard(house)}`),
  },
  'POST /api/v1/dashboards/{id}/restoration': {
    ...{ kind: 'dashboard_restored', leaves: 'changed' },
    async do(house) {
      const id = await dashboard(house);
      await call(house, 'PUT', `/dashboards/${id}`, { basedOn: 1, document });
      return house.call('POST', `/dashboards/${id}/restoration`, { basedOn: 2, version: 1 });
    },
  },
  'PUT /api/v1/dashboards/{id}/shares': {
    ...{ kind: 'dashboard_shared', leaves: 'changed' },
    do: async (house) =>
      house.call('PUT', `/dashboards/${await dashboard(house)}/shares`, {
        shares: [{ with: 'everyone', may: 'read' }],
      }),
  },
  'POST /api/v1/dashboards/{id}/undeletion': {
    ...{ kind: 'dashboard_undeleted', leaves: 'added' },
    async do(house) {
      const id = await dashboard(house);
      await call(house, 'DELETE', `/dashboards/${id}`);
      return house.call('POST', `/dashboards/${id}/undeletion`);
    },
  },
  'POST /api/v1/wall/dashboards': {
    ...{ kind: 'dashboard_sent', leaves: 'changed' },
    async do(house) {
      const [one, other] = [await filled(house), await filled(house)];
      await call(house, 'POST', '/wall/dashboards', { dashboard: one, role: 'map' });
      return house.call('POST', '/wall/dashboards', { dashboard: other, role: 'map' });
    },
  },
  'DELETE /api/v1/wall/dashboards/{role}': {
    ...{ kind: 'dashboard_ended', leaves: 'removed' },
    async do(house) {
      const one = await filled(house);
      await call(house, 'POST', '/wall/dashboards', { dashboard: one, role: 'map' });
      return house.call('DELETE', '/wall/dashboards/map');
    },
  },
  'PUT /api/v1/wall/blank': {
    ...{ kind: 'screens_darkened', leaves: 'changed' },
    do: (house) => house.call('PUT', '/wall/blank', { roles: ['map'] }),
  },
  'DELETE /api/v1/wall/blank': {
    ...{ kind: 'screens_lit', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/wall/blank', {});
      return house.call('DELETE', '/wall/blank');
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
  'POST /api/v1/years/{year}/close': {
    ...{ kind: 'year_closed', leaves: 'added' },
    do: closing,
  },
  'POST /api/v1/targets/proposals': {
    ...{ kind: 'targets_proposed', leaves: 'added' },
    async do(house) {
      await proposed(house);
      return house.call('POST', '/targets/proposals', targets());
    },
  },
  'POST /api/v1/targets/proposals/{number}/approval': {
    ...{ kind: 'targets_approved', leaves: 'changed' },
    async do(house) {
      const number = await proposed(house);
      return (await approving(house))('POST', `/targets/proposals/${number}/approval`, { note: 'đồng ý' });
    },
  },
  'POST /api/v1/targets/proposals/{number}/rejection': {
    ...{ kind: 'targets_rejected', leaves: 'changed' },
    async do(house) {
      const number = await proposed(house);
      return (await approving(house))('POST', `/targets/proposals/${number}/rejection`, { note: 'quá cao' });
    },
  },
  'DELETE /api/v1/targets/proposals/{number}': {
    ...{ kind: 'targets_withdrawn', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/targets/proposals/${await proposed(house)}`),
  },
  'POST /api/v1/alerts/rules': {
    ...{ kind: 'alert_rule_added', leaves: 'added' },
    do: (house) => house.call('POST', '/alerts/rules', alertRule()),
  },
  'PUT /api/v1/alerts/rules/{number}': {
    ...{ kind: 'alert_rule_changed', leaves: 'changed' },
    async do(house) {
      const { number } = await rule(house);
      const hours = { from: '07:30', to: '17:00', weekdays: [1, 2] };
      const escalate = { afterMinutes: 5, mail: ['an@thads.local'] };
      const changed = alertRule({ severity: 'warning', hours, escalate, forMinutes: 3, noData: 'alert' });
      return house.call('PUT', `/alerts/rules/${number}`, changed);
    },
  },
  'DELETE /api/v1/alerts/rules/{number}': {
    ...{ kind: 'alert_rule_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/alerts/rules/${(await rule(house)).number}`),
  },
  'POST /api/v1/alerts/acknowledgement': {
    ...{ kind: 'alerts_acknowledged', leaves: 'added' },
    async do(house) {
      const alerts = [await standingAlert(house)];
      return house.call('POST', '/alerts/acknowledgement', { alerts, comment: 'đang xem' });
    },
  },
  'POST /api/v1/alerts/shelving': {
    ...{ kind: 'alerts_shelved', leaves: 'added' },
    async do(house) {
      const alerts = [await standingAlert(house)];
      return house.call('POST', '/alerts/shelving', { alerts, minutes: 5, comment: 'để sau' });
    },
  },
  'POST /api/v1/alerts/silences': {
    ...{ kind: 'alerts_silenced', leaves: 'added' },
    do: (house) =>
      house.call('POST', '/alerts/silences', { rule: null, unit: null, minutes: 5, comment: 'bảo trì' }),
  },
  'DELETE /api/v1/alerts/silences/{number}': {
    ...{ kind: 'alerts_silence_ended', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/alerts/silences/${(await silence(house)).number}`),
  },
  'PUT /api/v1/deliveries/mail': {
    ...{ kind: 'mail_set', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/deliveries/mail', mailServer());
      return house.call('PUT', '/deliveries/mail', mailServer({ senderName: 'Trung tâm' }));
    },
  },
  'DELETE /api/v1/deliveries/mail': {
    ...{ kind: 'mail_removed', leaves: 'removed' },
    async do(house) {
      await call(house, 'PUT', '/deliveries/mail', mailServer());
      return house.call('DELETE', '/deliveries/mail');
    },
  },
  'POST /api/v1/deliveries/endpoints': {
    ...{ kind: 'endpoint_added', leaves: 'added' },
    do: (house) =>
      house.call('POST', '/deliveries/endpoints', { name: 'Nơi nhận', url: 'https://nhan.thads.local/' }),
  },
  'PUT /api/v1/deliveries/endpoints/{id}': {
    ...{ kind: 'endpoint_changed', leaves: 'changed' },
    async do(house) {
      const { id, name } = await receiver(house);
      const url = 'https://nhan.thads.local/khac';
      return house.call('PUT', `/deliveries/endpoints/${id}`, { name: `${name} khác`, url });
    },
  },
  'DELETE /api/v1/deliveries/endpoints/{id}': {
    ...{ kind: 'endpoint_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/deliveries/endpoints/${(await receiver(house)).id}`),
  },
  'POST /api/v1/deliveries/endpoints/{id}/secret': {
    ...{ kind: 'endpoint_secret_made', leaves: 'added' },
    do: async (house) => house.call('POST', `/deliveries/endpoints/${(await receiver(house)).id}/secret`),
  },
  'POST /api/v1/deliveries/{number}/retry': {
    ...{ kind: 'delivery_retried', leaves: 'changed' },
    do: async (house) => house.call('POST', `/deliveries/${await givenUp(house)}/retry`),
  },
  'PUT /api/v1/system/care': {
    ...{ kind: 'care_changed', leaves: 'changed' },
    do: (house) =>
      house.call('PUT', '/system/care', {
        ...{ backupSchedule: '0 */4 * * *', backupsKept: 12, backupDays: 30 },
        ...{ reserveMib: 128, keepLinesYears: 3 },
      }),
  },
};

const OF_THE_WALL = 'what the shell tells the engine';
const DRAFT = 'nothing is in force by it until it is published';
const LOOKS = 'looks, and changes nothing';

/** Why an operation has nothing before and after to tell of. */
export const CHANGES_NOTHING: Readonly<Record<string, string>> = {
  ...TASK_CHANGES_NOTHING,
  'POST /api/v1/openid/code': 'signs in',
  'POST /api/v1/openid/test': LOOKS,
  'POST /api/v1/alerts/rules/dry-run': LOOKS,
  'POST /api/v1/targets/split': LOOKS,
  'POST /api/v1/targets/imports': LOOKS,
  'POST /api/v1/deliveries/mail/test': LOOKS,
  'POST /api/v1/deliveries/endpoints/{id}/test': LOOKS,
  'POST /api/v1/organisation/imports': LOOKS,
  'PUT /api/v1/organisation/imports/{number}/options': LOOKS,
  'DELETE /api/v1/organisation/imports/{number}': LOOKS,
  'POST /api/v1/maps': DRAFT,
  'PUT /api/v1/maps/{number}/options': DRAFT,
  'PUT /api/v1/maps/{number}/table': DRAFT,
  'DELETE /api/v1/maps/{number}': DRAFT,
  'POST /api/v1/questions': LOOKS,
  'POST /api/v1/questions/model/trial': LOOKS,
  'POST /api/v1/mcp': LOOKS,
  'POST /api/v1/session': 'signs in',
  'DELETE /api/v1/session': 'signs out',
  'POST /api/v1/account/second-factor': 'nothing is in force by it until the first code',
  'POST /api/v1/sources/test': LOOKS,
  'POST /api/v1/sources/{id}/events': 'data',
  'POST /api/v1/sources/{id}/quarantine/{n}/replay': 'data',
  'POST /api/v1/scenes': DRAFT,
  'PUT /api/v1/scenes/{id}/draft': DRAFT,
  'POST /api/v1/scenes/{id}/draft/drop': DRAFT,
  'POST /api/v1/wall/identify': 'shows signs for a moment',
  'PUT /api/v1/wall/thumbnails/{role}': OF_THE_WALL,
  'POST /api/v1/wall/report': OF_THE_WALL,
  'POST /api/v1/wall/orders/{id}/outcome': OF_THE_WALL,
  'POST /api/v1/wall/past-pictures': LOOKS,
  'PUT /api/v1/wall/past-pictures/{id}/{role}': OF_THE_WALL,
  'POST /api/v1/wall/past-pictures/{id}/failure': OF_THE_WALL,
  'POST /api/v1/dashboards/{id}/exports': LOOKS,
  'POST /api/v1/reports/{number}/prints': LOOKS,
  'PUT /api/v1/wall/report-prints/{print}': OF_THE_WALL,
  'POST /api/v1/wall/report-prints/{print}/failure': OF_THE_WALL,
  'PUT /api/v1/wall/board-exports/{export}': OF_THE_WALL,
  'POST /api/v1/wall/board-exports/{export}/failure': OF_THE_WALL,
  'POST /api/v1/pairing': 'shows a code for two minutes',
  'DELETE /api/v1/pairing': 'takes the code away',
  'POST /api/v1/system/backups': 'copies',
  'POST /api/v1/system/backups/{file}/verification': LOOKS,
  'POST /api/v1/system/check': LOOKS,
  'POST /api/v1/system/put-away': 'does now what is done every night',
  'POST /api/v1/system/notices/{id}/acknowledgement': 'says that somebody has read it',
};
